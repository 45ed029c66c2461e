"""Machine code for several processors, run natively or by QEMU.

What the tests that compare targets share. Needs softplus-opt, mlir-translate,
clang, ld.lld in PATH; for other architectures Debian's qemu-user,
gcc-aarch64-linux-gnu and gcc-riscv64-linux-gnu with their libc6-dev packages.
"""

import dataclasses
import os
import platform
import shutil
import subprocess

LIB_DIR = os.path.dirname(os.path.abspath(__file__))
INCLUDE_DIR = os.path.join(LIB_DIR, "..", "..", "include")


@dataclasses.dataclass(frozen=True)
class Processor:
    """What clang compiles for, and QEMU emulates."""

    name: str
    architecture: str
    options: tuple
    cpu_flags: frozenset = frozenset()  # that a native run needs
    emulator_options: tuple = ()


SSE4 = Processor(
    "x86-64-v2", "x86_64", ("-march=x86-64-v2",), frozenset(["sse4_2", "popcnt"])
)
SCALAR_FMA = Processor(
    "x86-64 scalar fma", "x86_64", ("-mfma", "-mf16c"), frozenset(["fma", "f16c"])
)
AVX2 = Processor(
    "x86-64-v3", "x86_64", ("-march=x86-64-v3",), frozenset(["avx2", "fma", "f16c"])
)
AVX512 = Processor(
    "x86-64-v4",
    "x86_64",
    ("-march=x86-64-v4", "-mprefer-vector-width=512"),
    frozenset(["avx512f", "avx512bw", "avx512dq", "avx512vl"]),
)
HOST = Processor("this host", platform.machine(), ("-march=native",))
NEON = Processor("AArch64 NEON", "aarch64", ("-march=armv8-a",))
SVE = Processor(
    "AArch64 SVE, 512 bits",
    "aarch64",
    ("-march=armv8-a+sve", "-mllvm", "-aarch64-sve-vector-bits-min=512"),
    frozenset(["sve512"]),
    ("-cpu", "max,sve512=on,sve-default-vector-length=64"),
)
RVV = Processor(
    "RISC-V V, 256 bits",
    "riscv64",
    ("-march=rv64gcv_zfh_zvl256b", "-mabi=lp64d"),
    frozenset(["zvl256b"]),
    ("-cpu", "rv64,v=true,vlen=256,vext_spec=v1.0,Zfh=true"),
)


class Skipped(Exception):
    """Says why a processor is left out."""


def run(command, **arguments):
    """Runs a command and returns its output; its errors are in exceptions."""
    result = subprocess.run(command, capture_output=True, text=True, **arguments)
    if result.returncode:
        message = "\n".join((result.stdout + result.stderr).splitlines()[:30])
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


def get_runner(processor):
    """Returns the command that runs programs for `processor`, if any is needed.

    Raises Skipped where they can be neither linked nor run.
    """
    architecture = processor.architecture
    if architecture == platform.machine() and processor.cpu_flags <= get_cpu_flags():
        return []
    if architecture == "x86_64":
        raise Skipped("this host's processor lacks it")
    emulator = f"qemu-{architecture}"
    if not shutil.which(emulator):
        raise Skipped(f"no {emulator}")
    library = f"/usr/{architecture}-linux-gnu/lib/libc.a"
    if architecture != platform.machine() and not os.path.exists(library):
        raise Skipped(f"no {library}")
    return [emulator, *processor.emulator_options]


def lower_to_llvm_ir(source, pipeline_options, path):
    """Lowers `source`, MLIR, by softplus-to-cpu-pipeline, and writes `path`."""
    pipeline = f"--softplus-to-cpu-pipeline={pipeline_options}"
    llvm_dialect = run(["softplus-opt", pipeline], input=source)
    run(["mlir-translate", "--mlir-to-llvmir", "-o", path], input=llvm_dialect)


def compile_for(processor, inputs, path, *options):
    """Compiles or links C, LLVM IR and object files to `path`."""
    triple = f"{processor.architecture}-linux-gnu"
    compiler = ["clang", f"--target={triple}", "-O2", "-Wno-override-module"]
    compiler += ["-fno-crash-diagnostics", "-I", LIB_DIR, "-I", INCLUDE_DIR]
    compiler += processor.options
    run([*compiler, *options, *inputs, "-o", path])


def link_for(processor, inputs, path):
    """Links a static program, with what the compiler's runtime library lacks."""
    runtime = os.path.join(LIB_DIR, "runtime.c")
    link_options = ["-static", "-fuse-ld=lld"]
    compile_for(processor, [runtime, *inputs, "-lm"], path, *link_options)
