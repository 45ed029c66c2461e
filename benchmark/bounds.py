"""Instructions and llvm-mca's bounds of the loops of the compiled code.

usage: bounds.py [--softplus-opt PATH] FOLDER [CASE...]

Compiles the functions by softplus-to-cpu-pipeline for several processors, cuts the
loop on full vectors out of the assembly, and writes its instructions and what
llvm-mca says of it into FOLDER/bounds.md. A case is named like softplus-f32-beta-0.7;
the default is all. softplus-opt is by default that of the preset `default`.
"""

import argparse
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass

from cases import all_cases, parse_case
from kernels import softplus_function, softplus_pipeline
from peers import OURS
from report import make_table

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOFTPLUS_OPT = ROOT / "build" / "bin" / "softplus-opt"


@dataclass(frozen=True)
class Processor:
    name: str
    triple: str
    vector_width: int  # in bits
    mca_name: str = ""  # llvm-mca's, if it has another

    @property
    def stack(self):
        """A regular expression of an operand on the stack."""
        return r"\[sp\b" if "aarch64" in self.triple else r"\(%rsp"


PROCESSORS = (
    Processor("znver4", "x86_64-linux-gnu", 512),
    Processor("sapphirerapids", "x86_64-linux-gnu", 512),
    Processor("znver3", "x86_64-linux-gnu", 256),
    Processor("x86-64-v3", "x86_64-linux-gnu", 256, "haswell"),
    Processor("neoverse-v2", "aarch64-linux-gnu", 128),
)


def run(command, text):
    result = subprocess.run(command, input=text, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{command[0]}: {result.stderr.splitlines()[0]}")
    return result.stdout


@dataclass(frozen=True)
class Loop:
    """The loop on full vectors, as assembly."""

    text: str
    elements: int  # that an iteration works on

    def count(self, pattern):
        """The instructions for 16 elements that match."""
        return len(re.findall(pattern, self.text, re.M)) * 16 / self.elements


def compile_loop(softplus_opt, accuracy, case, processor):
    """The first block that jumps to its own start; the loop on what is left of the
    elements follows."""
    options = {"accuracy": accuracy, "vector-width": processor.vector_width}
    target = [f"-mtriple={processor.triple}", f"-mcpu={processor.name}"]
    text = run([softplus_opt, softplus_pipeline(options)], softplus_function(case))
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
    return Loop(loops[0], size)


def count_instructions(loop, processor):
    """Those for 16 elements, and how many of them touch the stack."""
    all_ = loop.count(r"^\t[a-z]")
    on_stack = loop.count(rf"^\t[a-z].*{processor.stack}")
    return f"{all_:.0f}, {on_stack:.0f}"


def count_cycles(loop, processor):
    """Cycles an element: the reciprocal throughput that the ports of the processor
    allow, and what llvm-mca simulates."""
    name = processor.mca_name or processor.name
    report = run(
        ["llvm-mca-22", f"-mtriple={processor.triple}", f"-mcpu={name}"]
        + ["-iterations=100"],
        loop.text,
    )
    bound = float(re.search(r"Block RThroughput:\s+([\d.]+)", report)[1])
    cycles = int(re.search(r"Total Cycles:\s+(\d+)", report)[1]) / 100
    return f"{bound / loop.elements:.2f} / {cycles / loop.elements:.2f}"


def compile_loops(softplus_opt, cases):
    """The loops of all processors, by the accuracies that share them and case."""
    for case in cases:
        found = {}
        for accuracy in OURS:
            loops = tuple(
                compile_loop(softplus_opt, accuracy, case, processor)
                for processor in PROCESSORS
            )
            found.setdefault(loops, []).append(accuracy)
        for loops, accuracies in found.items():
            yield accuracies, case, loops


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--softplus-opt", type=pathlib.Path, default=SOFTPLUS_OPT)
    parser.add_argument("folder", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("cases", nargs="*", type=parse_case, metavar="CASE")
    options = parser.parse_args()
    cases = options.cases or all_cases()
    names = [processor.name for processor in PROCESSORS]
    instructions, cycles = [], []
    for accuracies, case, loops in compile_loops(options.softplus_opt, cases):
        title = [", ".join(f"`{accuracy}`" for accuracy in accuracies), case.title]
        pairs = list(zip(loops, PROCESSORS))
        instructions.append(title + [count_instructions(*pair) for pair in pairs])
        cycles.append(title + [count_cycles(*pair) for pair in pairs])

    lines = [
        "# Bounds",
        "",
        "<!-- Written by benchmark/bounds.py; do not edit. -->",
        "",
        "What the loop on full vectors costs on several processors. 512 bits are the",
        "width of a vector for znver4 and sapphirerapids, 256 for znver3 and x86-64-v3,",
        "of which llvm-mca's model is haswell, and 128 for neoverse-v2.",
        "",
        "## Instructions for 16 elements",
        "",
        "The second number is of those that touch the stack, as registers do not suffice.",
        "",
        *make_table(["accuracy", "case", *names], instructions, texts=2),
        "",
        "## Cycles an element",
        "",
        "By llvm-mca: what the ports of the processor allow / what it simulates for 100",
        "iterations.",
        "",
        *make_table(["accuracy", "case", *names], cycles, texts=2),
    ]
    (options.folder / "bounds.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
