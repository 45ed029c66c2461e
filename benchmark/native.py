"""Functions of shared libraries: the C++ peers and the compiled code."""

import collections
import ctypes
import dataclasses
import json
import os
import pathlib
import shlex
import subprocess
import sys

from cases import TYPES, Case
from functions import Unsupported
from operands import empty_aligned, sample
from peers import NativePeer


@dataclasses.dataclass(frozen=True)
class NativeFunction:
    """A function to call, see native/KernelBenchmark.cpp."""

    peer: str
    case: Case
    library: pathlib.Path
    abi: str
    symbol: str
    has_threshold: bool = True

    def evaluate(self):
        """The results on the sample."""
        function = getattr(ctypes.CDLL(str(self.library)), self.symbol)
        operands = sample(self.case)
        x = operands["x"]
        out = empty_aligned(x.size, x.dtype)
        if self.abi == "memref":
            function(*(_memref(array) for array in [*operands.values(), out]))
        else:
            dy = operands.get("dy", x)  # Not read where the function has none.
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
    configure += ["-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"]
    for command in (configure, ["cmake", "--build", folder]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    # oneDNN 3 finds the CPU through OpenCL, by Intel's loader or by Debian's,
    # which oneDNN 2 brings. Without one it says so at every call.
    for variable in ("OCL_ICD_FILENAMES", "OCL_ICD_VENDORS"):
        os.environ[variable] = f"{sys.prefix}/lib/libintelocl.so"
    os.environ["ONEDNN_VERBOSE"] = "none"


def compile_flags(peer: NativePeer, folder: pathlib.Path):
    """The compiler of `peer`'s library and its flags, as `build` ran it."""
    commands = json.loads((folder / "compile_commands.json").read_text())
    target = f"CMakeFiles/{peer.library}.dir/"
    for command in commands:
        if target in command["command"]:
            compiler, *words = shlex.split(command["command"])
            flags = [word for word in words if word.startswith(("-O", "-f", "-m"))]
            return " ".join([pathlib.Path(compiler).name, *dict.fromkeys(flags)])
    return ""


def peer_function(peer: NativePeer, case: Case, folder: pathlib.Path):
    """The function of `peer` for `case`."""
    library = folder / f"lib{peer.library}.so"
    if not library.exists():
        raise Unsupported("not installed")
    symbol = peer.symbol(case)
    exports = ctypes.CDLL(str(library))
    if not hasattr(exports, symbol):
        symbols = [peer.symbol(dataclasses.replace(case, type=t)) for t in TYPES]
        is_known = any(hasattr(exports, symbol) for symbol in symbols)
        raise Unsupported("not of this type" if is_known else f"has no {case.op}")
    beta = ctypes.c_double(case.beta)
    if hasattr(exports, "supports"):
        exports.supports.restype = ctypes.c_bool
        if not exports.supports(symbol.encode(), beta):
            raise Unsupported("not of this type or beta on this machine")
    return NativeFunction(peer.name, case, library, "peer", symbol, peer.has_threshold)


def time_functions(runs, folder, data, repetitions, seconds):
    """Runs Google Benchmark once, in a process of its own, on the pairs (function,
    size), in random order. Returns the triples (function, size, nanoseconds of a call
    in each repetition), and the processor time over the time that passed."""
    manifest = folder / "manifest"
    manifest.write_text(
        "".join(
            f"{name} {f.abi} {f.library} {f.symbol} {len(f.case.operands)} "
            f"{f.case.type} {f.case.beta!r} {size}\n"
            for name, (f, size) in enumerate(runs)
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
    passed = computed = 0.0
    for record in json.loads(output.read_text())["benchmarks"]:
        if record["run_type"] == "iteration":
            name = int(record["run_name"].partition("/")[0])
            times[name].append(record["real_time"])
            passed += record["iterations"] * record["real_time"]
            computed += record["iterations"] * record["cpu_time"]
    triples = [(*run, times[name]) for name, run in enumerate(runs)]
    return triples, computed / passed
