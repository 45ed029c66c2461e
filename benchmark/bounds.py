"""Bounds of llvm-mca on the loops of the compiled code, beside measured times.

usage: bounds.py FOLDER [SOFTPLUS-OPT]     (default: that of the preset `default`)

Compiles softplus and its gradient by softplus-to-cpu-pipeline for several
processors, cuts the loop on full vectors out of the assembly, and writes what
llvm-mca says of it into FOLDER/bounds.md, beside the times in FOLDER/results.csv.
"""

import csv
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass

from cases import Case
from kernels import softplus_function
from peers import OURS

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOFTPLUS_OPT = ROOT / "build" / "bin" / "softplus-opt"
CASES = (
    ("fast", Case("softplus", "f32", 1.0)),
    ("faithful", Case("softplus", "f32", 1.0)),
    ("faithful", Case("softplus", "f32", 0.7)),
    ("correct", Case("softplus", "f32", 1.0)),
    ("faithful", Case("softplus", "f64", 1.0)),
    ("correct", Case("softplus", "f64", 1.0)),
    ("faithful", Case("softplus", "bf16", 1.0)),
    ("faithful", Case("softplus", "f16", 1.0)),
    ("faithful", Case("softplus_grad", "f32", 1.0)),
)


@dataclass(frozen=True)
class Processor:
    name: str
    triple: str
    vector_width: int  # in bits


PROCESSORS = (
    Processor("znver4", "x86_64-linux-gnu", 512),
    Processor("sapphirerapids", "x86_64-linux-gnu", 512),
    Processor("neoverse-v2", "aarch64-linux-gnu", 128),
)


def run(command, text):
    result = subprocess.run(command, input=text, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{command[0]}: {result.stderr.splitlines()[0]}")
    return result.stdout


def compile_loop(softplus_opt, mode, case, processor):
    """The assembly of the largest block that jumps to its own start, and the
    elements that an iteration works on."""
    pipeline = f"accuracy={mode} vector-width={processor.vector_width}"
    target = [f"-mtriple={processor.triple}", f"-mcpu={processor.name}"]
    text = run(
        [softplus_opt, f"--softplus-to-cpu-pipeline={pipeline}"],
        softplus_function(case),
    )
    # bf16 is loaded as i16.
    size = int(re.search(r"llvm\.load .* -> vector<(\d+)x\w+>", text)[1])
    text = run(["mlir-translate-22", "--mlir-to-llvmir"], text)
    text = run(["opt-22", "-O3", "-S", *target, "--unroll-max-count=1"], text)
    text = run(
        ["llc-22", "-O3", "--x86-asm-syntax=att", "--asm-verbose=false", *target], text
    )
    blocks = re.split(r"^(\.L\w+):", text, flags=re.M)
    loops = [
        body[: jump.start()]
        for label, body in zip(blocks[1::2], blocks[2::2])
        if (jump := re.search(rf"\n\s+(j\w+|b\.?\w+|cbn?z)\s.*{label}\b", body))
    ]
    return max(loops, key=len), size


def cycles_per_element(softplus_opt, mode, case, processor):
    """The reciprocal throughput that the ports of the processor allow, and the
    cycles that llvm-mca simulates."""
    loop, size = compile_loop(softplus_opt, mode, case, processor)
    report = run(
        ["llvm-mca-22", f"-mtriple={processor.triple}", f"-mcpu={processor.name}"]
        + ["-iterations=100"],
        loop,
    )
    bound = float(re.search(r"Block RThroughput:\s+([\d.]+)", report)[1])
    cycles = int(re.search(r"Total Cycles:\s+(\d+)", report)[1]) / 100
    return bound / size, cycles / size


def measured_times(path):
    """The lowest medians in ns an element of 64 Ki, by peer and case."""
    times = {}
    with path.open() as file:
        for row in csv.DictReader(file):
            if row["elements"] == str(1 << 16) and row["threads"] == "1":
                key = row["peer"], row["op"], row["type"], float(row["beta"])
                median = float(row["median_ns_per_element"])
                times[key] = min(median, times.get(key, median))
    return times


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    softplus_opt = sys.argv[2] if len(sys.argv) == 3 else SOFTPLUS_OPT
    times = measured_times(folder / "results.csv")
    header = " | ".join(f"{p.name}, bound / simulated" for p in PROCESSORS)
    lines = [
        "# Bounds",
        "",
        "<!-- Written by benchmark/bounds.py; do not edit. -->",
        "",
        "Cycles an element of the loop on full vectors, by llvm-mca: what the ports",
        "of the processor allow, and what it simulates for 100 iterations. Beside",
        "them the time in ns an element that [the benchmark](README.md) measured.",
        "",
        f"| mode | case | {header} | measured, ns |",
        "| --- | --- " + "| ---: " * (len(PROCESSORS) + 1) + "|",
    ]
    for mode, case in CASES:
        cells = []
        for processor in PROCESSORS:
            bound, cycles = cycles_per_element(softplus_opt, mode, case, processor)
            cells.append(f"{bound:.2f} / {cycles:.2f}")
        time = times.get((OURS[mode], case.op, case.type, case.beta))
        cells.append(f"{time:.3f}" if time else "not measured")
        lines.append(f"| `{mode}` | {case.title} | {' | '.join(cells)} |")
    (folder / "bounds.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
