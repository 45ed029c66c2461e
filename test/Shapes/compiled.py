"""Programs compiled by softplus-to-cpu-pipeline, and called."""

import ctypes
import dataclasses
import os

import numpy as np

from formats import STORAGE, decode, encode, make_memory, view
from functions import read_functions
from ir import Function, memref
from targets import lower_to_llvm_ir, run

PAGE = 4096
# What lies behind the memory of an operand, and must stay.
GUARD = bytes(range(64))
free = ctypes.CDLL(None).free
free.argtypes = [ctypes.c_void_p]


@dataclasses.dataclass(frozen=True)
class Configuration:
    """Options of the pipeline, and whether LLVM's optimizer runs."""

    options: tuple = ()
    optimizes: bool = False

    def __str__(self):
        text = " ".join(f"{key}={value}" for key, value in self.options)
        return (text or "the default") + (", opt -O3" if self.optimizes else "")

    @property
    def needs_openmp(self):
        return "threads" in dict(self.options)


@dataclasses.dataclass(frozen=True)
class Compiled:
    """The function of a program in a shared library."""

    library: str
    symbol: str


class Compiler:
    """Compiles functions into a folder, many at once."""

    def __init__(self, folder):
        self.folder = folder
        self.libraries = run(["llvm-config", "--libdir"]).strip()
        self.host = run(["llvm-config", "--host-target"]).strip()

    @property
    def has_openmp(self):
        return os.path.exists(os.path.join(self.libraries, "libomp.so"))

    def compile(self, programs, configuration, name):
        """Returns what was compiled of programs with the same options, or why that
        failed, by their names. Files are named after `name`."""
        accuracy = programs[0].options.get("accuracy")
        options = configuration.options
        options += (("accuracy", accuracy),) if accuracy else ()
        configuration = dataclasses.replace(configuration, options=options)
        functions = {program.mlir: program.mlir for program in programs}
        try:
            compiled = self.compile_module(functions, configuration, name)
        except RuntimeError:
            # Each alone, to find those that fail.
            compiled = {
                mlir: self._try_to_compile(mlir, configuration, f"{name}-{index}")
                for index, mlir in enumerate(functions)
            }
        return {program.name: compiled[program.mlir] for program in programs}

    def _try_to_compile(self, mlir, configuration, name):
        try:
            return self.compile_module({"f": mlir}, configuration, name)["f"]
        except RuntimeError as error:
            return error

    def compile_module(self, functions, configuration, name):
        """Returns what was compiled of functions @f, by the keys of these."""
        path = os.path.join(self.folder, name)
        source, compiled = "", {}
        for index, (key, function) in enumerate(functions.items()):
            before, at, after = function.partition("func.func @f(")
            assert at, f"no function @f in {function}"
            source += f"{before}func.func @f{index}({after}"
            compiled[key] = Compiled(f"{path}.so", f"_mlir_ciface_f{index}")
        options = configuration.options
        text = " ".join(f"{option}={value}" for option, value in options)
        lower_to_llvm_ir(source, text, f"{path}.ll")
        ir, level = f"{path}.ll", "-O1"
        if configuration.optimizes:
            ir, level = f"{path}.bc", "-O3"
            triple = f"-mtriple={self.host}"
            run(["opt", "-O3", "-mcpu=native", triple, f"{path}.ll", "-o", ir])
        llc = ["llc", level, "-mcpu=native", "-relocation-model=pic", "-filetype=obj"]
        run([*llc, ir, "-o", f"{path}.o"])
        # compiler-rt has the conversions of bf16, which GCC 12's library lacks.
        link = ["clang", "-shared", "-fuse-ld=lld", "--rtlib=compiler-rt"]
        link += [f"{path}.o", f"-L{self.libraries}", "-lm", "-lmlir_c_runner_utils"]
        link += [f"-Wl,-rpath,{self.libraries}"]
        link += ["-lomp"] if configuration.needs_openmp else []
        run([*link, "-o", f"{path}.so"])
        return compiled


class WrongWrite(Exception):
    """Says what was written that should not be."""


def _find(compiled):
    return getattr(ctypes.CDLL(compiled.library), compiled.symbol)


def _descriptor(shape, strides, offset, address):
    """What MLIR passes for a memref."""
    words = [address, address, offset, *shape, *strides]
    return (ctypes.c_int64 * len(words))(*words)


def _allocate(elements):
    """Returns a copy at the address of a page, with GUARD behind it, as bytes."""
    size = elements.nbytes + len(GUARD)
    memory = np.empty(size + PAGE, np.uint8)
    start = -memory.ctypes.data % PAGE
    memory = memory[start : start + size]
    memory[: elements.nbytes] = elements.view(np.uint8)
    memory[elements.nbytes :] = np.frombuffer(GUARD, np.uint8)
    return memory


def _take_result(result, words):
    """The elements of a tensor that was returned, which is freed."""
    rank = result.rank
    allocated, aligned, offset = words[:3]
    shape, strides = words[3 : 3 + rank], words[3 + rank :]
    storage = np.dtype(STORAGE[result.type])
    steps = [(size - 1) * stride for size, stride in zip(shape, strides)]
    size = (offset + 1 + sum(steps)) * storage.itemsize
    memory = np.frombuffer((ctypes.c_uint8 * size).from_address(aligned), np.uint8)
    strides = [stride * storage.itemsize for stride in strides]
    place = offset * storage.itemsize
    elements = np.ndarray(shape, storage, memory, place, strides).copy()
    free(allocated)
    return elements


def call(program, compiled, overwrites=False):
    """Returns the elements of the results, or of what is written. Raises WrongWrite
    where anything else is. `overwrites` does that, for a test of the test."""
    function = _find(compiled)
    initial, memories, descriptors = [], [], []
    for number, operand in enumerate(program.operands):
        if operand.memory_of is None:
            initial.append(make_memory(program, number))
            memories.append(_allocate(initial[-1]))
        else:
            initial.append(initial[operand.memory_of])
            memories.append(memories[operand.memory_of])
        address = memories[-1].ctypes.data
        layout = operand.shape, operand.strides, operand.offset
        descriptors.append(_descriptor(*layout, address))
    sizes = [3 + 2 * result.rank for result in program.results]
    returned = (ctypes.c_int64 * sum(sizes))()
    arguments = [returned] if sizes else []
    arguments += descriptors
    function(*(ctypes.byref(argument) for argument in arguments))

    results, place = [], 0
    for result, size in zip(program.results, sizes):
        results.append(_take_result(result, returned[place : place + size]))
        place += size
    for number in program.written:
        elements = memories[number][: initial[number].nbytes]
        written = view(elements.view(initial[number].dtype), program.operands[number])
        results.append(written.copy())
        written[...] = view(initial[number], program.operands[number])
    if overwrites:
        memories[0][0] ^= 1
    for number, memory in enumerate(memories):
        if memory.tobytes() != initial[number].tobytes() + GUARD:
            raise WrongWrite(f"writes to operand {number}, or beside it")
    return results


class Kernels:
    """Functions of the dialect, and of glibc, of numbers of some types, one by one."""

    def __init__(self, compiler, types):
        functions = {}
        for type_ in types:
            for accuracy, beta in (("faithful", 1.0), ("fast", 1.0), ("faithful", 0.7)):
                # The attribute is rounded to the type that is computed in.
                rounded_beta = float(np.float32(beta)) if type_ != "f64" else beta
                for each in read_functions():
                    operands = ", ".join(f"%in{i}" for i in range(each.arity))
                    code = f"softplus.{each.mnemonic} {operands} beta {beta}"
                    code += f" accuracy<{accuracy}>"
                    key = each.mnemonic, type_, accuracy, rounded_beta
                    functions[key] = _elementwise(type_, each.arity, code)
                for name in ("exp", "log", "tanh"):
                    key = name, type_, accuracy, 1.0
                    functions[key] = _elementwise(type_, 1, f"math.{name} %in0")
        scalar = Configuration((("vector-size", 1),))
        self.compiled = compiler.compile_module(functions, scalar, "kernels")

    def call(self, key, operands):
        """The results, of numbers in numpy.longdouble."""
        type_, shape = key[1], operands[0].shape
        function = _find(self.compiled[key])
        arrays = [np.ascontiguousarray(encode(type_, part)) for part in operands]
        arrays.append(np.empty_like(arrays[0]))
        descriptors = [
            _descriptor([array.size], [1], 0, array.ctypes.data) for array in arrays
        ]
        function(*(ctypes.byref(descriptor) for descriptor in descriptors))
        return decode(type_, arrays[-1]).reshape(shape)


def _elementwise(type_, arity, code):
    buffer = memref("?", element=type_)
    function = Function(*[buffer] * (arity + 1))
    *inputs, out = (argument["i"] for argument in function.arguments)
    body = f"%y = {code} : {type_}\nlinalg.yield %y : {type_}"
    function.generic("i", inputs, [out], body)
    return function.returns()
