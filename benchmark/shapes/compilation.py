"""From the IR of programs to shared libraries, in several ways."""

import pathlib
import subprocess
import time
from dataclasses import dataclass

from kernels import LLC, OPT, softplus_pipeline
from program import Program

HERE = pathlib.Path(__file__).resolve().parent
# The ways of compiling, and whose they are.
WAYS = {
    "clang": "as `clang -O3 -march=native` does",
    "runner": "as `mlir-runner` does without `-O3`",
}
DRIVER_FLAGS = ("-std=c++17", "-O2", "-ffp-contract=off", "-Wall", "-Wextra")


class CompilationFailed(Exception):
    """Says which tool failed, and how."""


@dataclass(frozen=True)
class Compilation:
    """A library, the seconds of softplus-opt and LLVM, and the bytes of the object."""

    library: pathlib.Path
    seconds: float
    object_bytes: int


def _run(command, data=None):
    """The output of a command, and its seconds."""
    start = time.perf_counter()
    result = subprocess.run(command, input=data, capture_output=True)
    seconds = time.perf_counter() - start
    if result.returncode:
        message = result.stderr.decode(errors="replace").strip().splitlines()
        name = pathlib.Path(command[0]).name
        raise CompilationFailed(f"{name}: {message[0] if message else 'failed'}")
    return result.stdout, seconds


def _llvm_config(option):
    return _run(["llvm-config-22", option])[0].decode().strip()


def llvm_steps(way):
    """The commands from LLVM IR to an object."""
    if way == "runner":
        return [["-O2" if word == "-O3" else word for word in LLC]]
    # Without the triple there is no target machine, and no loop is vectorized.
    triple = f"-mtriple={_llvm_config('--host-target')}"
    return [[*OPT, triple], [*LLC]]


def describe_steps(way):
    return f"{WAYS[way]}: `{' | '.join(' '.join(step) for step in llvm_steps(way))}`"


class Compiler:
    """Compiles programs into a folder."""

    def __init__(self, softplus_opt: pathlib.Path, folder: pathlib.Path):
        self.softplus_opt = softplus_opt
        self.folder = folder
        self.steps = {way: llvm_steps(way) for way in WAYS}
        self.llvm_libraries = _llvm_config("--libdir")
        folder.mkdir(parents=True, exist_ok=True)

    def compile_driver(self):
        """The program that times the libraries."""
        driver = self.folder / "shape-benchmark"
        source = HERE / "ShapeBenchmark.cpp"
        _run(["clang++-22", *DRIVER_FLAGS, source, "-o", driver, "-ldl"])
        return driver

    def lower(self, program: Program):
        """LLVM IR of the program, and the seconds of softplus-opt."""
        command = [self.softplus_opt, softplus_pipeline(program.options)]
        text, seconds = _run(command, program.mlir.encode())
        return _run(["mlir-translate-22", "--mlir-to-llvmir"], text)[0], seconds

    def compile(self, program: Program, lowered, way):
        """A library of what `lower` has returned."""
        data, seconds = lowered
        for step in self.steps[way]:
            data, more = _run(step, data)
            seconds += more
        object_file = self.folder / f"{program.name}.{way}.o"
        object_file.write_bytes(data)
        library = object_file.with_suffix(".so")
        self._link(object_file, library)
        return Compilation(library, seconds, len(data))

    def _link(self, object_file, library):
        libraries = self.llvm_libraries
        # compiler-rt has the conversions of bf16, which GCC 12's library lacks.
        _run(
            ["clang-22", "-shared", "-fuse-ld=lld", "--rtlib=compiler-rt", object_file]
            + [f"-L{libraries}", f"-Wl,-rpath,{libraries},--as-needed"]
            + ["-lm", "-lomp", "-lmlir_c_runner_utils", "-o", library]
        )
