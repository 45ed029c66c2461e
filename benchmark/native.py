"""Functions of shared libraries: the C++ peers and the compiled code."""

import collections
import ctypes
import json
import os
import pathlib
import subprocess
import sys
from dataclasses import dataclass

from cases import Case, Unsupported, empty_aligned, sample


@dataclass(frozen=True)
class NativePeer:
    """A peer in C++, of the library lib`library`.so."""

    name: str
    library: str
    has_threshold: bool = True


RELU = NativePeer("ReLU", "relu")
THREADED_RELU = NativePeer("ReLU", "relu-threads")
PEERS = (
    RELU,
    NativePeer("oneDNN 2", "onednn-2", has_threshold=False),
    NativePeer("oneDNN 3", "onednn-3", has_threshold=False),
    NativePeer("SLEEF", "sleef"),
    NativePeer("Eigen", "eigen", has_threshold=False),
    NativePeer("glibc", "libm"),
)


@dataclass(frozen=True)
class NativeFunction:
    """A function to call, see native/KernelBenchmark.cpp."""

    peer: str
    case: Case
    library: pathlib.Path
    abi: str
    has_threshold: bool = True

    @property
    def symbol(self):
        if self.abi == "memref":
            return "_mlir_ciface_f"
        return f"{self.case.op}_{self.case.type}"

    def evaluate(self):
        """The results on the sample."""
        function = getattr(ctypes.CDLL(str(self.library)), self.symbol)
        x, dy = sample(self.case)
        out = empty_aligned(x.size, x.dtype)
        if self.abi == "memref":
            inputs = [dy, x] if self.case.is_gradient else [x]
            function(*(_memref(array) for array in [*inputs, out]))
        else:
            pointers = (ctypes.c_void_p(array.ctypes.data) for array in (x, dy, out))
            size, beta = ctypes.c_int64(x.size), ctypes.c_double(self.case.beta)
            function(*pointers, size, beta)
        return out


class _MemRef(ctypes.Structure):
    _fields_ = [
        ("allocated", ctypes.c_void_p),
        ("aligned", ctypes.c_void_p),
        ("offset", ctypes.c_int64),
        ("size", ctypes.c_int64),
        ("stride", ctypes.c_int64),
    ]


def _memref(array):
    data = array.ctypes.data
    return ctypes.byref(_MemRef(data, data, 0, array.size, 1))


def build(source: pathlib.Path, folder: pathlib.Path):
    """Builds the libraries and the program in `folder`."""
    configure = ["cmake", "-S", source, "-B", folder, "-G", "Ninja"]
    configure += ["-DCMAKE_CXX_COMPILER=clang++-22", f"-DPEERS_PREFIX={sys.prefix}"]
    for command in (configure, ["cmake", "--build", folder]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    # oneDNN 3 finds the CPU through OpenCL, by Intel's loader or by Debian's,
    # which oneDNN 2 brings. Without one it says so at every call.
    for variable in ("OCL_ICD_FILENAMES", "OCL_ICD_VENDORS"):
        os.environ[variable] = f"{sys.prefix}/lib/libintelocl.so"
    os.environ["ONEDNN_VERBOSE"] = "none"


def peer_function(peer: NativePeer, case: Case, folder: pathlib.Path):
    """The function of `peer` for `case`."""
    library = folder / f"lib{peer.library}.so"
    if not library.exists():
        raise Unsupported("not installed")
    function = NativeFunction(peer.name, case, library, "peer", peer.has_threshold)
    exports = ctypes.CDLL(str(library))
    if not hasattr(exports, function.symbol):
        raise Unsupported("not of this type")
    beta = ctypes.c_double(case.beta)
    if hasattr(exports, "supports"):
        exports.supports.restype = ctypes.c_bool
        if not exports.supports(function.symbol.encode(), beta):
            raise Unsupported("not of this type or beta on this machine")
    return function


def time_functions(functions, sizes, folder, data, repetitions, seconds):
    """Runs Google Benchmark on every function and size, in random order. Yields
    (function, size, nanoseconds of a call in each repetition)."""
    runs = {
        f"{i}/{size}": (function, size)
        for i, function in enumerate(functions)
        for size in sizes
    }
    manifest = folder / "manifest"
    manifest.write_text(
        "".join(
            f"{name} {f.abi} {f.library} {f.symbol} {f.case.op} {f.case.type} "
            f"{f.case.beta!r} {size}\n"
            for name, (f, size) in runs.items()
        )
    )
    output = folder / "results.json"
    subprocess.run(
        [folder / "kernel-benchmark", manifest, data]
        + [f"--benchmark_repetitions={repetitions}"]
        + [f"--benchmark_min_time={seconds}"]
        + ["--benchmark_enable_random_interleaving=true"]
        + ["--benchmark_out_format=json", f"--benchmark_out={output}"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    times = collections.defaultdict(list)
    for record in json.loads(output.read_text())["benchmarks"]:
        if record["run_type"] == "iteration":
            times[record["run_name"].removesuffix("/real_time")].append(
                record["real_time"]
            )
    for name, (function, size) in runs.items():
        yield function, size, times[name]
