"""ReLU in place of softplus: what everything but the kernel costs."""

from ir import Function, dynamic, memref, tensor
from program import ELEMENTS, contiguous, padded_rows, strided, transposed
from programs.common import BUFFER, FLAT, MATRIX, ROW, SQUARE, define
from programs.layouts import COLUMNS, ROWS


def programs():
    yield _map("relu-flat", BUFFER, FLAT)
    for columns in (3, 8, 17, 100):
        operand = padded_rows(ELEMENTS // columns, columns)
        yield _map(f"relu-subview-rows-{columns}", ROWS, operand)
    out = memref("?", "?"), contiguous(8192, 8)
    yield _map("relu-transposed-in-8192x8", COLUMNS, transposed(8192, 8), out)
    yield _map("relu-transposed-both-256", COLUMNS, transposed(256, 256))
    any_strides = memref("?", strides=["?"], offset="?")
    operand = strided([ELEMENTS], [2])
    yield _map("relu-rank1-dynamic-stride-is-2", any_strides, operand)
    yield _sum("relu-sum-rows-256", MATRIX, SQUARE, "i", "F.relu(a0).sum(1)")
    yield _sum("relu-sum-all", ROW, FLAT, "", "F.relu(a0).sum()")


def _map(name, type_, operand, out=None):
    out_type, out_operand = out or (type_, operand)
    function = Function(type_, out_type)
    x, y = function.arguments
    loops = "ij"[: len(type_.shape)]
    function.generic(
        loops,
        [x[loops]],
        [y[loops]],
        """
        %zero = arith.constant 0.0 : f32
        %max = arith.maximumf %in0, %zero : f32
        linalg.yield %max : f32
        """,
    )
    torch = "torch.clamp_min(a0, 0.0, out=a1)"
    operands = [operand, out_operand]
    return define(name, function, [], operands, operand.size, torch, contiguous=None)


def _sum(name, type_, operand, kept, torch):
    """The sum over all loops but those in `kept`, which come first."""
    loops = "ij"[: len(type_.shape)]
    function = Function(type_)
    (x,) = function.arguments
    sizes = [function.size(x, loops.index(loop)) for loop in kept]
    init = function.filled(0.0, tensor(*dynamic(len(kept))), *sizes)
    total = function.generic(
        loops,
        [x[loops]],
        [init[kept]],
        """
        %zero = arith.constant 0.0 : f32
        %max = arith.maximumf %in0, %zero : f32
        %sum = arith.addf %max, %out0 : f32
        linalg.yield %sum : f32
        """,
    )
    return define(name, function, [total], [operand], operand.size, torch)
