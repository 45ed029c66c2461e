"""Reductions of softplus: sums, means and maxima of rows, columns and all."""

import math

from ir import Function, dynamic, tensor
from program import ELEMENTS, HALVES, contiguous
from programs.common import FLAT, MATRIX, MINUS_INFINITY, SQUARE, define


def programs():
    yield sum_softplus("sum-all", FLAT, "")
    yield sum_softplus("sum-rows-256", SQUARE, "i")
    yield sum_softplus("sum-rows-8", contiguous(8192, 8), "i")
    yield sum_softplus("sum-columns-256", SQUARE, "j")
    yield _maximum("max-all", FLAT, "", "F.softplus(a0).max()")
    yield _maximum("max-rows-256", SQUARE, "i", "F.softplus(a0).amax(1)")
    yield _sum_and_result()
    yield _sum_then_softplus()
    yield _sum_of_squares()
    yield _mean_of_images("mean-channels-nchw", "nhw")
    yield _mean_of_images("mean-pixels-nchw", "nc")


def reduce_all_but(function, operation, x, kept, start=0.0):
    """Reduces a vector or matrix of any size, over loops i and j, to those that are
    kept."""
    loops = "ij"[: len(x.type.shape)]
    sizes = [function.size(x, loops.index(loop)) for loop in kept]
    type_ = tensor(*dynamic(len(kept)), element=x.type.element)
    init = function.filled(start, type_, *sizes)
    return function.reduce(operation, loops, x[loops], init[kept])


def torch_sum(kept):
    """PyTorch's sum over what `reduce_all_but` reduces."""
    return {"": "sum()", "i": "sum(1)", "j": "sum(0)"}[kept]


def sum_softplus(name, operand, kept, **fields):
    """Halves are added in f32."""
    type_ = tensor(*dynamic(len(operand.shape)), element=operand.type)
    function = Function(type_)
    y = function.softplus(*function.arguments)
    torch = "F.softplus(a0)"
    if operand.type in HALVES:
        y = function.convert("arith.extf", y, "f32")
        torch += ".float()"
    total = reduce_all_but(function, "arith.addf", y, kept)
    torch += f".{torch_sum(kept)}"
    return define(
        name,
        function,
        [total],
        [operand],
        operand.size,
        torch,
        has_torch_compile=True,
        **fields,
    )


def _maximum(name, operand, kept, torch):
    function = Function(tensor(*dynamic(len(operand.shape))))
    y = function.softplus(*function.arguments)
    operation = "arith.maximumf"
    result = reduce_all_but(function, operation, y, kept, MINUS_INFINITY)
    return define(
        name,
        function,
        [result],
        [operand],
        operand.size,
        torch,
        has_torch_compile=True,
    )


def _sum_and_result():
    function = Function(tensor("?"))
    y = function.softplus(*function.arguments)
    total = reduce_all_but(function, "arith.addf", y, "")
    torch = "y = F.softplus(a0); (y.sum(), y)"
    return define("sum-and-result", function, [total, y], [FLAT], ELEMENTS, torch)


def _sum_then_softplus():
    function = Function(MATRIX)
    (x,) = function.arguments
    y = function.softplus(reduce_all_but(function, "arith.addf", x, "i"))
    return define(
        "mean-rows-then-softplus",
        function,
        [y],
        [contiguous(1024, 64)],
        ELEMENTS,
        "F.softplus(a0.sum(1))",
        contiguous=None,
        note="1024 softplus; the unit is an addition",
    )


def _sum_of_squares():
    function = Function(tensor("?"))
    y = function.softplus(*function.arguments)
    square = function.elementwise("arith.mulf", y, y)
    total = reduce_all_but(function, "arith.addf", square, "")
    return define(
        "sum-of-squares",
        function,
        [total],
        [FLAT],
        ELEMENTS,
        "F.softplus(a0).square().sum()",
        has_torch_compile=True,
    )


def _mean_of_images(name, kept):
    """The mean over all axes of batch, channels, height and width but those kept."""
    axes = {"n": 8, "c": 32, "h": 16, "w": 16}
    function = Function(tensor(*axes.values()))
    y = function.softplus(*function.arguments)
    init = function.filled(0.0, tensor(*(axes[axis] for axis in kept)))
    total = function.reduce("arith.addf", "nchw", y["nchw"], init[kept])
    dropped = [axis for axis in axes if axis not in kept]
    count = math.prod(axes[axis] for axis in dropped)
    mean = function.elementwise(
        "arith.mulf", total, function.constant(1.0 / count, total.type)
    )
    dimensions = ["nchw".index(axis) for axis in dropped]
    return define(
        name,
        function,
        [mean],
        [contiguous(*axes.values())],
        ELEMENTS,
        f"F.softplus(a0).mean({dimensions})",
        has_torch_compile=True,
    )
