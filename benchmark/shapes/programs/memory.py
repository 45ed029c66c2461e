"""Operands that are larger than the caches."""

from ir import memref, tensor
from program import contiguous, padded_rows
from programs.common import BUFFER, map_softplus, softplus_tensor
from programs.reductions import sum_softplus

LARGE = 64 << 20


def programs():
    yield softplus_tensor("tensor-large-16Mi", tensor("?"), 16 << 20)
    yield map_softplus("large-64Mi", BUFFER, contiguous(LARGE))
    fast = {"accuracy": "fast"}
    yield map_softplus("large-64Mi-fast", BUFFER, contiguous(LARGE), options=fast)
    operand = contiguous(LARGE // 3, 3)
    yield map_softplus("large-64Mi-x3", memref("?", "?"), operand)
    rows = memref("?", "?", strides=["?", 1])
    yield map_softplus("large-16Mi-rows-100", rows, padded_rows(160000, 100))
    square = contiguous(4096, 4096)
    yield sum_softplus("large-16Mi-sum-rows-4096", square, "i")
