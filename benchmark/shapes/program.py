"""A program to measure: its IR, its operands, and PyTorch's spelling of it.

This file needs nothing but Python.
"""

import functools
import math
from dataclasses import dataclass, field
from typing import Optional

# The elements of most programs: operands and result stay in the second-level cache.
ELEMENTS = 1 << 16
# The values of an operand repeat after so many elements.
PERIOD = 1 << 16
HALVES = ("f16", "bf16")


def operand_value(type_, number, index):
    """The element at `index` of the memory of operand `number`, before it is rounded
    to its type. ShapeBenchmark.cpp has the same rule."""
    index %= PERIOD
    if type_ == "i64":  # An index.
        return (37 * index + number) % 64
    if type_ == "i1":  # A mask.
        return int((37 * index + number) % 64 < 32)
    return 4.0 * math.sin(0.37 * index + number)


@functools.lru_cache(maxsize=None)
def operand_values(type_, number):
    """The first PERIOD elements of the memory of operand `number`."""
    return tuple(operand_value(type_, number, index) for index in range(PERIOD))


@dataclass(frozen=True)
class Operand:
    """The layout of an operand; strides and offset are in elements. `memory_of` is
    the number of the operand in whose memory it lies, if not in its own."""

    type: str
    shape: tuple
    strides: tuple
    offset: int = 0
    memory_of: Optional[int] = None

    @property
    def size(self):
        return math.prod(self.shape)

    @property
    def extent(self):
        """The elements from the start of the memory to the last one accessed."""
        steps = zip(self.shape, self.strides)
        return self.offset + 1 + sum((size - 1) * stride for size, stride in steps)


def strided(shape, strides, offset=0, element="f32"):
    return Operand(element, tuple(shape), tuple(strides), offset)


def contiguous(*shape, element="f32"):
    strides = [math.prod(shape[i + 1 :]) for i in range(len(shape))]
    return strided(shape, strides, element=element)


def padded_rows(rows, columns, padding=7, element="f32"):
    """Rows with some elements between them that are not accessed."""
    return strided((rows, columns), (columns + padding, 1), element=element)


def transposed(rows, columns, element="f32"):
    """A matrix that lies in memory column by column."""
    return strided((rows, columns), (1, rows), element=element)


@dataclass(frozen=True)
class Result:
    """A tensor that a program returns."""

    type: str
    rank: int


@dataclass
class Program:
    """One row of the table.

    `mlir` has a function @f on the operands. It returns tensors, `results`, or writes
    to the operands numbered `written`, by default the last one.
    `evaluations` counts softplus, or its gradient, as the user wrote it: the unit of
    all times. Where that says little, `note` says what is counted.
    `torch` computes the same from a0, a1, ..., see torch_worker.py: statements
    separated by `; `, of which the last one is the result, or a tuple of them.
    `contiguous` names the program on contiguous memory that this one is compared with.
    """

    name: str
    mlir: str
    operands: list
    results: list
    evaluations: int
    torch: str
    contiguous: Optional[str] = "flat"
    options: dict = field(default_factory=dict)  # Of softplus-to-cpu-pipeline.
    has_torch_compile: bool = False  # Whether torch.compile is measured too.
    written: list = field(default_factory=list)
    note: str = ""

    def __post_init__(self):
        if not self.results and not self.written:
            self.written = [len(self.operands) - 1]

    @property
    def threads(self):
        return self.options.get("threads", 1)

    @property
    def tolerance(self):
        """How far apart, relatively, the sums of the results may be."""
        types = {part.type for part in (*self.operands, *self.results)}
        return 1e-2 if types.intersection(HALVES) else 1e-4
