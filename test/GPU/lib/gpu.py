"""Functions compiled for the host and for the GPU, called from Python.

The GPU is that of the driver which is installed, or, after use_stand_in(), the stand-in
(see StandInDriver.cpp, also for its environment) of the build whose folder is the
environment variable SOFTPLUS_OBJ_ROOT. Needs softplus-opt, mlir-translate and clang in
PATH.
"""

import ctypes
import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "..", "lib"))
from targets import run  # noqa: E402

OBJ_ROOT = os.environ["SOFTPLUS_OBJ_ROOT"]
STAND_IN_DIR = os.path.join(OBJ_ROOT, "test", "GPU")
RUNTIME = os.path.join(OBJ_ROOT, "lib", "libsoftplus_cuda_runtime.so")
BYTES = {"f16": 2, "bf16": 2, "f32": 4, "f64": 8}
FILL = 0xCB  # what is in the memory of a result before


def use_stand_in():
    """Makes this process find the stand-in driver."""
    ctypes.CDLL(os.path.join(STAND_IN_DIR, "libcuda.so.1"), mode=ctypes.RTLD_GLOBAL)


def make_elementwise(name, arity, element, code):
    """Returns a function of `arity` memrefs of rank 1 and one for the results: of elements
    %x0, %x1 and so on, `code` computes %y."""
    buffer = f"memref<?x{element}>"
    names = [f"%in{i}" for i in range(arity)]
    parameters = ", ".join(f"{each}: {buffer}" for each in [*names, "%out"])
    maps = ", ".join(["affine_map<(i) -> (i)>"] * (arity + 1))
    values = ", ".join(f"%x{i}: {element}" for i in range(arity))
    return f"""
func.func @{name}({parameters}) attributes {{llvm.emit_c_interface}} {{
  linalg.generic {{indexing_maps = [{maps}], iterator_types = ["parallel"]}}
      ins({", ".join(names)} : {", ".join([buffer] * arity)}) outs(%out : {buffer}) {{
  ^bb0({values}, %unused: {element}):
    {code}
    linalg.yield %y : {element}
  }}
  return
}}
"""


class WrongStore(Exception):
    """Says what was written that should not be."""


class Memory:
    """Memory of the driver, exactly as long as asked for."""

    def __init__(self, runtime, size):
        self.runtime = runtime
        self.size = size
        runtime.mgpuMemAlloc.restype = ctypes.c_void_p
        self.address = runtime.mgpuMemAlloc(
            ctypes.c_uint64(size), None, ctypes.c_bool(True)
        )

    def write(self, data, offset=0):
        ctypes.memmove(self.address + offset, data, len(data))

    def read(self):
        return ctypes.string_at(self.address, self.size)

    def free(self):
        self.runtime.mgpuMemFree(ctypes.c_void_p(self.address), None)


class MemRef(ctypes.Structure):
    """A memref of rank 1."""

    _fields_ = [
        ("allocated", ctypes.c_void_p),
        ("aligned", ctypes.c_void_p),
        ("offset", ctypes.c_int64),
        ("size", ctypes.c_int64),
        ("stride", ctypes.c_int64),
    ]


class Program:
    """Functions of memrefs, compiled by a pipeline of softplus-opt."""

    def __init__(self, source, pipeline, folder, name, edit_ptx=None):
        self.runtime = ctypes.CDLL(RUNTIME, mode=ctypes.RTLD_GLOBAL)
        path = os.path.join(folder, name)
        lowered = run(["softplus-opt", f"--{pipeline}"], input=source)
        if edit_ptx:
            edited = edit_ptx(lowered)
            assert edited != lowered, "nothing was edited"
            lowered = edited
        run(["mlir-translate", "--mlir-to-llvmir", "-o", path + ".ll"], input=lowered)
        options = ["-O2", "-march=native", "-Wno-override-module", "-shared", "-fPIC"]
        run(["clang", *options, path + ".ll", "-o", path + ".so", "-lm"])
        self.library = ctypes.CDLL(path + ".so")

    def allocate(self, count, size, element_bytes, shift=0):
        """Returns buffers, each as its memory and a memref of rank 1 in it, which begins
        `shift` elements after an aligned address."""
        buffers = []
        for _ in range(count):
            memory = Memory(self.runtime, (shift + size) * element_bytes)
            begin = memory.address + shift * element_bytes
            buffers.append((memory, MemRef(memory.address, begin, 0, size, 1)))
        return buffers

    def launch(self, function, buffers):
        """Calls a function on buffers, the last of which is its result."""
        getattr(self.library, f"_mlir_ciface_{function}")(
            *[ctypes.byref(memref) for _, memref in buffers]
        )

    @staticmethod
    def release(buffers):
        for memory, _ in buffers:
            memory.free()

    def call(self, function, operands, size, element_bytes, shift=0):
        """Calls a function on operands, as bytes, and returns its result.

        The buffers begin `shift` elements after an aligned address. Raises WrongStore
        where anything in front of the result is written.
        """
        begin = shift * element_bytes
        buffers = self.allocate(len(operands) + 1, size, element_bytes, shift)
        for (memory, _), data in zip(buffers, operands):
            memory.write(data, begin)
        result_memory, _ = buffers[-1]
        result_memory.write(bytes([FILL]) * result_memory.size)
        self.launch(function, buffers)
        result = result_memory.read()
        self.release(buffers)
        if result[:begin] != bytes([FILL]) * begin:
            raise WrongStore(f"{function} of {size} elements writes before the result")
        return result[begin:]
