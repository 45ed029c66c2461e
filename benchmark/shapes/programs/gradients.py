"""The gradient of softplus, and its reductions in a backward pass."""

from ir import Function, dynamic, memref, tensor
from program import ELEMENTS, contiguous, padded_rows, strided
from programs.common import FLAT, MATRIX, ROW, SQUARE, define
from programs.reductions import reduce_all_but, torch_sum

GRADIENT_OUT = (
    "torch.ops.aten.softplus_backward.grad_input(a0, a1, 1.0, 20.0, grad_input=a2)"
)
BACKWARD = "torch.ops.aten.softplus_backward(a0, a1, 1.0, 20.0)"
BASE = {"contiguous": "gradient-f32"}


def programs():
    for element in ("f32", "f64", "bf16", "f16"):
        type_ = memref("?", element=element)
        operands = [contiguous(ELEMENTS, element=element)] * 3
        base = "gradient-f32" if element == "f32" else None
        yield _map(f"gradient-{element}", [type_] * 3, operands, contiguous=base)
    rows = memref("?", "?", strides=["?", 1])
    operands = [padded_rows(3855, 17)] * 3
    yield _map("gradient-subview-17", [rows] * 3, operands, **BASE)
    expanded = memref("?", "?", strides=[0, 0])
    types = [expanded, memref("?", "?"), memref("?", "?")]
    operands = [strided((256, 256), (0, 0)), SQUARE, SQUARE]
    yield _map("gradient-dy-expanded", types, operands, **BASE)
    yield _value_and_gradient()
    yield _sum("gradient-sum-to-bias", SQUARE, "j")
    yield _sum("gradient-sum-columns-8192x8", contiguous(8192, 8), "j")
    yield _sum("gradient-sum-rows-256", SQUARE, "i")
    yield _sum("gradient-sum-rows-8192x8", contiguous(8192, 8), "i")
    yield _sum("gradient-sum-all", FLAT, "")
    yield _sum_of_channels()
    yield _gradient_and_sum()


def _map(name, types, operands, **fields):
    function = Function(*types)
    function.map("softplus.softplus_grad", *function.arguments)
    return define(
        name, function, [], operands, operands[-1].size, GRADIENT_OUT, **fields
    )


def _value_and_gradient():
    function = Function(ROW, ROW)
    x, dy = function.arguments
    returned = [function.softplus(x), function.softplus_grad(dy, x)]
    return define(
        "value-and-gradient",
        function,
        returned,
        [FLAT] * 2,
        2 * ELEMENTS,
        "(F.softplus(a0), torch.ops.aten.softplus_backward(a1, a0, 1.0, 20.0))",
    )


def _sum(name, operand, kept):
    type_ = tensor(*dynamic(len(operand.shape)))
    function = Function(type_, type_)
    dx = function.softplus_grad(*function.arguments)
    total = reduce_all_but(function, "arith.addf", dx, kept)
    torch = f"{BACKWARD}.{torch_sum(kept)}"
    return define(name, function, [total], [operand] * 2, operand.size, torch, **BASE)


def _sum_of_channels():
    """The gradient of a bias of channels."""
    type_ = tensor(8, 32, 16, 16)
    function = Function(type_, type_)
    dx = function.softplus_grad(*function.arguments)
    init = function.filled(0.0, tensor(32))
    total = function.reduce("arith.addf", "nchw", dx["nchw"], init["c"])
    return define(
        "gradient-sum-to-channels-nchw",
        function,
        [total],
        [contiguous(8, 32, 16, 16)] * 2,
        ELEMENTS,
        f"{BACKWARD}.sum((0, 2, 3))",
        **BASE,
    )


def _gradient_and_sum():
    """The gradients of the operand and of a bias."""
    function = Function(MATRIX, MATRIX)
    dx = function.softplus_grad(*function.arguments)
    total = reduce_all_but(function, "arith.addf", dx, "j")
    torch = f"dx = {BACKWARD}; (dx, dx.sum(0))"
    return define(
        "gradient-and-sum-to-bias",
        function,
        [dx, total],
        [SQUARE] * 2,
        ELEMENTS,
        torch,
        **BASE,
    )
