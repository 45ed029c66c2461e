"""Two threads, on two cores."""

from ir import memref
from program import contiguous, padded_rows, strided
from programs.common import BUFFER, map_softplus

OPTIONS = {"threads": 2}


def programs():
    for size in (1, 64, 1024, 16384, 65536, 1 << 20):
        operand = contiguous(size)
        yield map_softplus(f"threads-{size}", BUFFER, operand, options=OPTIONS)
    rows = memref("?", "?", strides=["?", 1])
    operand = padded_rows(655, 100)
    yield map_softplus("threads-rows-100", rows, operand, options=OPTIONS)
    operand = strided((1, 65536), (70000, 1))
    yield map_softplus("threads-rows-1x64Ki", rows, operand, options=OPTIONS)
    operand = contiguous(64 << 20)
    yield map_softplus("threads-large-64Mi", BUFFER, operand, options=OPTIONS)
