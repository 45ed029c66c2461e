"""Operands that are vectors."""

from ir import Function, memref, vector
from program import contiguous
from programs.common import BUFFER, SOFTPLUS_OUT, define


def programs():
    for size in (16, 17, 48, 1000, 1024):
        yield _vector(f"vector-{size}", BUFFER, size)
    yield _vector("vector-8x8x8", memref(8, 8, 8), 8, 8, 8)


def _vector(name, type_, *shape):
    """Loads one vector, and stores its softplus."""
    function = Function(type_, type_)
    x, out = function.arguments
    loaded = vector(*shape)
    indices = ", ".join([str(function.index(0))] * len(shape))
    value = function.value(f"vector.load {x}[{indices}] : {type_}, {loaded}", loaded)
    y = function.softplus(value)
    function.do(f"vector.store {y}, {out}[{indices}] : {type_}, {loaded}")
    operand = contiguous(*shape)
    return define(name, function, [], [operand] * 2, operand.size, SOFTPLUS_OUT)
