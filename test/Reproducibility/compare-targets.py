#!/usr/bin/env python3
"""Compares the bits of softplus and of its gradient on several targets.

Compiles both for all element types, at beta 1 and 0.7, through
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
import platform
import shutil
import subprocess
import sys
import tempfile

SOURCE_DIR = os.path.dirname(os.path.abspath(__file__))
TYPES = ["f16", "bf16", "f32", "f64"]
BETAS = ["1", "0.7"]
PREFIX_COUNT = 1 << 16


@dataclasses.dataclass
class Target:
    """Machine code for one architecture, from vectors of one size."""

    name: str
    architecture: str
    vector_size: int
    options: list
    cpu_flags: frozenset = frozenset()  # that a native run needs
    emulator_options: tuple = ()


def make_targets():
    avx2 = ["-march=x86-64-v3"]
    avx512 = ["-march=x86-64-v4", "-mprefer-vector-width=512"]
    has_avx512 = frozenset(["avx512f", "avx512bw", "avx512dq", "avx512vl"])
    has_avx2 = frozenset(["avx2", "fma", "f16c"])
    scalar = ["-mfma", "-mf16c"]
    has_scalar = frozenset(["fma", "f16c"])
    targets = [Target("x86-64 scalar fma", "x86_64", 1, scalar, has_scalar)]
    for size in [1, 2, 4, 8, 16, 32, 64]:
        targets.append(
            Target(f"x86-64 AVX2, vectors of {size}", "x86_64", size, avx2, has_avx2)
        )
    for size in [8, 16, 64]:
        targets.append(
            Target(
                f"x86-64 AVX-512, vectors of {size}",
                "x86_64",
                size,
                avx512,
                has_avx512,
            )
        )
    targets += [
        Target("x86-64, all that this host has", "x86_64", 16, ["-march=native"]),
        Target("AArch64 NEON", "aarch64", 4, ["-march=armv8-a"]),
        Target(
            "AArch64 SVE, 512 bits",
            "aarch64",
            16,
            ["-march=armv8-a+sve", "-mllvm", "-aarch64-sve-vector-bits-min=512"],
            frozenset(["sve512"]),
            ("-cpu", "max,sve512=on,sve-default-vector-length=64"),
        ),
        Target(
            "RISC-V V, 256 bits",
            "riscv64",
            16,
            ["-march=rv64gcv_zfh_zvl256b", "-mabi=lp64d"],
            frozenset(["zvl256b"]),
            ("-cpu", "rv64,v=true,vlen=256,vext_spec=v1.0,Zfh=true"),
        ),
    ]
    return targets


def make_source():
    functions = []
    for element_type in TYPES:
        for beta in BETAS:
            memref = f"memref<?x{element_type}>"
            suffix = f"{beta.replace('.', '_')}_{element_type}"
            attributes = f"{{beta = {float(beta)} : f64}}"
            functions.append(
                f"""
func.func @softplus_{suffix}(%x: {memref}, %y: {memref})
    attributes {{llvm.emit_c_interface}} {{
  linalg.map {{ softplus.softplus {attributes} }} ins(%x : {memref})
      outs(%y : {memref})
  return
}}
func.func @softplus_grad_{suffix}(%dy: {memref}, %x: {memref}, %dx: {memref})
    attributes {{llvm.emit_c_interface}} {{
  linalg.map {{ softplus.softplus_grad {attributes} }}
      ins(%dy, %x : {memref}, {memref}) outs(%dx : {memref})
  return
}}"""
            )
    return "\n".join(functions)


def run(command, **arguments):
    """Runs a command and returns its output; its errors are in exceptions."""
    result = subprocess.run(command, capture_output=True, text=True, **arguments)
    if result.returncode:
        message = "\n".join(result.stderr.splitlines()[:5])
        raise RuntimeError(f"{' '.join(command)}:\n{message}")
    return result.stdout


def get_cpu_flags():
    """Returns the features of this host as Linux names them."""
    flags = set()
    with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
        for line in cpuinfo:
            name, _, value = line.partition(":")
            if name.strip() in ("flags", "Features"):
                flags.update(value.split())
    return flags


class Skipped(Exception):
    """Says why a target is not compared."""


def get_runner(target):
    """Returns the command that runs programs for `target`, if any is needed."""
    if target.architecture == platform.machine() and (
        target.cpu_flags <= get_cpu_flags()
    ):
        return []
    emulator = f"qemu-{target.architecture}"
    if target.architecture == "x86_64":
        raise Skipped("this host's processor lacks it")
    if not shutil.which(emulator):
        raise Skipped(f"no {emulator}")
    return [emulator, *target.emulator_options]


def compile_and_run(target, source, folder, options):
    """Returns the hashes of `target`, and the functions that its code calls."""
    runner = get_runner(target)
    triple = f"{target.architecture}-linux-gnu"
    if target.architecture != platform.machine() and not os.path.exists(
        f"/usr/{triple}/lib/libc.a"
    ):
        raise Skipped(f"no /usr/{triple}/lib/libc.a")
    pipeline = f"vector-size={target.vector_size} accuracy={options.accuracy}"
    path = os.path.join(folder, target.name.replace(" ", "-"))
    compiler = ["clang", f"--target={triple}", "-O2", "-Wno-override-module"]
    compiler.append("-fno-crash-diagnostics")
    llvm_dialect = run(
        ["softplus-opt", f"--softplus-to-cpu-pipeline={pipeline}"], input=source
    )
    run(["mlir-translate", "--mlir-to-llvmir", "-o", path + ".ll"], input=llvm_dialect)
    run([*compiler, *target.options, "-c", path + ".ll", "-o", path + ".o"])
    calls = run(["llvm-nm", "--undefined-only", "--just-symbol-name", path + ".o"])
    sources = [os.path.join(SOURCE_DIR, name) for name in ("driver.c", "runtime.c")]
    objects = [path + ".o", "-o", path]
    run([*compiler, *target.options, "-static", "-fuse-ld=lld", *sources, *objects])
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
    with tempfile.TemporaryDirectory() as folder, (
        concurrent.futures.ThreadPoolExecutor(options.jobs)
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
