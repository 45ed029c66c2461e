"""The element types of programs, and their numbers in arrays."""

import dataclasses
import functools

import numpy as np

from program import operand_values


@dataclasses.dataclass(frozen=True)
class Format:
    """A type of floating-point numbers; `storage` has its encodings."""

    precision: int
    min_exponent: int
    storage: type


FORMATS = {
    "f16": Format(11, -14, np.float16),
    "bf16": Format(8, -126, np.uint16),
    "f32": Format(24, -126, np.float32),
    "f64": Format(53, -1022, np.float64),
}
STORAGE = {name: format_.storage for name, format_ in FORMATS.items()}
STORAGE |= {"i1": np.bool_, "i64": np.int64}


def last_place(type_, magnitude):
    """The unit in the last place of numbers of that magnitude."""
    magnitude = np.asarray(magnitude, np.float64)
    exponent = np.frexp(magnitude)[1] - 1
    lowest = FORMATS[type_].min_exponent
    exponent = np.where(magnitude == 0, lowest, np.maximum(exponent, lowest))
    return np.ldexp(1.0, exponent - FORMATS[type_].precision + 1)


def round_to(type_, value):
    """Numbers rounded to a type, ties to even."""
    unit = last_place(type_, np.abs(value))
    return np.rint(value / unit) * unit


def encode(type_, value):
    """Numbers of the type as they lie in memory."""
    if type_ == "bf16":
        return (value.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
    return value.astype(STORAGE[type_])


def decode(type_, elements):
    """The numbers that lie in memory, as numpy.longdouble, or as integers."""
    if type_ not in FORMATS:
        return elements
    if type_ == "bf16":
        elements = (elements.astype(np.uint32) << 16).view(np.float32)
    return elements.astype(np.longdouble)


@functools.lru_cache(maxsize=None)
def period(type_, number):
    """The first elements, which repeat, of the memory of operand `number`."""
    values = np.array(operand_values(type_, number))
    if type_ in FORMATS:
        values = round_to(type_, values)
    return encode(type_, values)


def make_memory(program, number):
    """The elements of the memory of an operand, to the last one accessed."""
    operand = program.operands[number]
    extent = max(
        other.extent
        for index, other in enumerate(program.operands)
        if number in (index, other.memory_of)
    )
    return np.resize(period(operand.type, number), extent)


def view(memory, operand):
    """The elements of an operand in its memory."""
    strides = [stride * memory.itemsize for stride in operand.strides]
    return np.ndarray(
        operand.shape,
        memory.dtype,
        memory,
        operand.offset * memory.itemsize,
        strides,
    )
