#!/usr/bin/env python3
"""Compares the bits of the functions of the dialect on several targets.

Compiles them for all element types, at beta 1 and 0.7, through
softplus-to-cpu-pipeline and clang for each target, runs them on one set of
inputs, natively or by QEMU, and compares hashes of the results with each other
and with the constant folder's. Code that calls a function fails as well. A target
that this host cannot compile for or run is named as skipped. Needs softplus-opt,
softplus-hash, mlir-translate, clang, ld.lld and llvm-nm in PATH; for other
architectures Debian's qemu-user, gcc-aarch64-linux-gnu and gcc-riscv64-linux-gnu
with their libc6-dev packages.
"""

import argparse
import concurrent.futures
import dataclasses
import os
import sys
import tempfile

SOURCE_DIR = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(SOURCE_DIR, "..", "lib"))

from functions import read_functions  # noqa: E402: needs the path above
from targets import (  # noqa: E402: needs the path above
    AVX2,
    AVX512,
    HOST,
    NEON,
    RVV,
    SCALAR_FMA,
    SVE,
    Processor,
    Skipped,
    compile_for,
    get_runner,
    link_for,
    lower_to_llvm_ir,
    run,
)

TYPES = ["f16", "bf16", "f32", "f64"]
BETAS = ["1", "0.7"]
PREFIX_COUNT = 1 << 16


@dataclasses.dataclass(frozen=True)
class Target:
    """Machine code for one processor, from vectors of one size."""

    processor: Processor
    vector_size: int

    @property
    def name(self):
        return f"{self.processor.name}, vectors of {self.vector_size}"


def make_targets():
    return [
        Target(SCALAR_FMA, 1),
        *[Target(AVX2, size) for size in (1, 2, 4, 8, 16, 32, 64)],
        *[Target(AVX512, size) for size in (8, 16, 64)],
        Target(HOST, 16),
        Target(NEON, 4),
        Target(SVE, 16),
        Target(RVV, 16),
    ]


def make_source():
    functions = []
    for function in read_functions():
        for element_type in TYPES:
            for beta in BETAS:
                memref = f"memref<?x{element_type}>"
                name = f"{function.mnemonic}_{beta.replace('.', '_')}_{element_type}"
                attributes = f"{{beta = {float(beta)} : f64}}"
                types = ", ".join(memref for _ in function.operands)
                functions.append(
                    f"""
func.func @{name}(%dy: {memref}, %x: {memref}, %y: {memref})
    attributes {{llvm.emit_c_interface}} {{
  linalg.map {{ softplus.{function.mnemonic} {attributes} }}
      ins({", ".join(function.operands)} : {types}) outs(%y : {memref})
  return
}}"""
                )
    return "\n".join(functions)


def compile_and_run(target, source, folder, options):
    """Returns the hashes of `target`, and the functions that its code calls."""
    runner = get_runner(target.processor)
    path = os.path.join(folder, target.name.replace(" ", "-"))
    lower_to_llvm_ir(
        source,
        f"vector-size={target.vector_size} accuracy={options.accuracy}",
        path + ".ll",
    )
    compile_for(target.processor, [path + ".ll"], path + ".o", "-c")
    calls = run(["llvm-nm", "--undefined-only", "--just-symbol-name", path + ".o"])
    driver = os.path.join(SOURCE_DIR, "driver.c")
    link_for(target.processor, [driver, path + ".o"], path)
    count = options.count if not runner else options.emulated_count
    return run([*runner, path, str(count)]).splitlines(), calls.split()


def run_folder(options):
    """Returns the hashes of the constant folder, which calls nothing."""
    command = ["softplus-hash", options.accuracy, str(options.folder_count)]
    return run(command).splitlines(), []


def to_dict(lines):
    """Splits lines of a name and a hash."""
    return dict(line.rsplit(": ", 1) for line in lines)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--count", type=int, default=1 << 20, help="values of f32 and of f64"
    )
    parser.add_argument(
        "--emulated-count",
        type=int,
        default=PREFIX_COUNT,
        help="values that emulated targets compute",
    )
    parser.add_argument(
        "--folder-count",
        type=int,
        default=PREFIX_COUNT,
        help="values that the constant folder computes",
    )
    parser.add_argument(
        "--accuracy", choices=["fast", "faithful", "correct"], default="faithful"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def main():
    options = parse_arguments()
    source = make_source()
    expected = {}  # the first hash of each name, and its target
    failures = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(
        options.jobs
    ) as executor:
        runs = [("constant folder", executor.submit(run_folder, options))]
        for target in make_targets():
            future = executor.submit(compile_and_run, target, source, folder, options)
            runs.append((target.name, future))
        for name, future in runs:
            try:
                lines, calls = future.result()
            except Skipped as reason:
                print(f"{name}: skipped, {reason}")
                continue
            except RuntimeError as error:
                print(f"{name}: FAILED, {error}")
                failures += 1
                continue
            different = []
            for key, value in to_dict(lines).items():
                first, first_name = expected.setdefault(key, (value, name))
                if value != first:
                    different.append(f"  {key}: {value}, but {first} on {first_name}")
            called = f", but calls {' '.join(calls)}" if calls else ""
            verdict = "DIFFERENT" if different else "equal"
            print(f"{name}: {verdict}, {len(lines)} hashes{called}")
            print("\n".join(different), end="\n" if different else "")
            failures += bool(different or calls)
    for key, (value, _) in sorted(expected.items()):
        print(f"  {key}: {value}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
