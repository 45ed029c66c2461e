"""Few elements: what a call costs."""

from ir import memref, tensor
from program import contiguous
from programs.common import BUFFER, map_softplus, softplus_tensor

SIZES = (1, 2, 3, 5, 8, 16, 17, 31, 32, 63, 64, 65, 100, 127, 256, 1000)


def programs():
    yield softplus_tensor("tensor-rank-0", tensor(), contiguous=None)
    for size in SIZES:
        yield map_softplus(f"call-{size}", BUFFER, contiguous(size))
    for size in (1, 17, 65, 100):
        yield map_softplus(f"call-static-{size}", memref(size), contiguous(size))
    for size in (1, 8, 64, 1000):
        yield softplus_tensor(f"call-tensor-{size}", tensor("?"), size)
        yield softplus_tensor(f"call-tensor-static-{size}", tensor(size), size)
