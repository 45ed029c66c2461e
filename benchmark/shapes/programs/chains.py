"""Chains: softplus among other elementwise operations."""

from ir import Function, tensor
from program import ELEMENTS
from programs.common import BUFFER, FLAT, ROW, define

CHAIN = "F.softplus(a0 * a1 + a2) * a0"


def programs():
    yield chain_operations()
    yield _separate_generics()
    yield _one_generic()
    yield mish()
    yield _then("then-log", "math.log", "torch.log(F.softplus(a0))", True)
    yield _then_exp_neg()
    yield _then("then-rsqrt", "math.rsqrt", "torch.rsqrt(F.softplus(a0))", True)
    yield _then("then-sqrt", "math.sqrt", "torch.sqrt(F.softplus(a0))", False)
    yield _then_two_uses()
    yield masked()
    yield _twice()
    yield _clamped()


def chain_operations(type_=ROW, operand=FLAT, name="chain-ops", **fields):
    function = Function(*[type_] * 3)
    x0, x1, x2 = function.arguments
    product = function.elementwise("arith.mulf", x0, x1)
    activated = function.softplus(function.elementwise("arith.addf", product, x2))
    y = function.elementwise("arith.mulf", activated, x0)
    return define(
        name,
        function,
        [y],
        [operand] * 3,
        operand.size,
        CHAIN,
        has_torch_compile=True,
        **fields,
    )


def _separate_generics():
    function = Function(*[ROW] * 3)
    x0, x1, x2 = function.arguments

    def combine(name, *operands):
        accesses = [operand["i"] for operand in operands]
        return function.combine(name, *accesses, x0["i"])

    product = combine("arith.mulf", x0, x1)
    activated = combine("softplus.softplus", combine("arith.addf", product, x2))
    y = combine("arith.mulf", activated, x0)
    return define("chain-separate-generics", function, [y], [FLAT] * 3, ELEMENTS, CHAIN)


def _one_generic():
    function = Function(*[BUFFER] * 4)
    *inputs, out = (argument["i"] for argument in function.arguments)
    function.generic(
        "i",
        inputs,
        [out],
        """
        %product = arith.mulf %in0, %in1 : f32
        %sum = arith.addf %product, %in2 : f32
        %activated = softplus.softplus %sum : f32
        %y = arith.mulf %activated, %in0 : f32
        linalg.yield %y : f32
        """,
    )
    torch = "torch.mul(F.softplus(a0 * a1 + a2), a0, out=a3)"
    return define("chain-one-generic", function, [], [FLAT] * 4, ELEMENTS, torch)


def mish(type_=ROW, operand=FLAT, name="mish", **fields):
    function = Function(type_)
    (x,) = function.arguments
    tanh = function.elementwise("math.tanh", function.softplus(x))
    y = function.elementwise("arith.mulf", x, tanh)
    torch = "a0 * torch.tanh(F.softplus(a0))"
    return define(
        name,
        function,
        [y],
        [operand],
        operand.size,
        torch,
        has_torch_compile=True,
        **fields,
    )


def _then(name, operation, torch, has_torch_compile):
    function = Function(ROW)
    (x,) = function.arguments
    y = function.elementwise(operation, function.softplus(x))
    return define(
        name,
        function,
        [y],
        [FLAT],
        ELEMENTS,
        torch,
        has_torch_compile=has_torch_compile,
    )


def _then_exp_neg():
    """The discretization of a state-space model has it."""
    function = Function(ROW)
    (x,) = function.arguments
    negative = function.elementwise("arith.negf", function.softplus(x))
    y = function.elementwise("math.exp", negative)
    return define(
        "then-exp-neg",
        function,
        [y],
        [FLAT],
        ELEMENTS,
        "torch.exp(-F.softplus(a0))",
        has_torch_compile=True,
    )


def _then_two_uses():
    function = Function(ROW)
    (x,) = function.arguments
    activated = function.softplus(x)
    square = function.elementwise("arith.mulf", activated, activated)
    y = function.elementwise("arith.subf", square, x)
    torch = "F.softplus(a0) ** 2 - a0"
    return define("then-two-uses", function, [y], [FLAT], ELEMENTS, torch)


def masked(type_=ROW, operand=FLAT, name="masked-where", **fields):
    function = Function(type_, type_)
    x0, x1 = function.arguments
    activated = function.softplus(x0)
    mask = function.compare("ogt", x1, x0)
    y = function.select(mask, activated, x1)
    return define(
        name,
        function,
        [y],
        [operand] * 2,
        operand.size,
        "torch.where(a1 > a0, F.softplus(a0), a1)",
        has_torch_compile=True,
        **fields,
    )


def _twice():
    function = Function(ROW)
    (x,) = function.arguments
    y = function.softplus(function.softplus(x))
    torch = "F.softplus(F.softplus(a0))"
    return define("softplus-twice", function, [y], [FLAT], 2 * ELEMENTS, torch)


def _clamped():
    """A scale between two limits."""
    type_ = tensor(ELEMENTS)
    function = Function(type_)
    (x,) = function.arguments
    lowest = function.constant("1.0e-2", type_)
    highest = function.constant("3.0", type_)
    y = function.elementwise("arith.maximumf", function.softplus(x), lowest)
    y = function.elementwise("arith.minimumf", y, highest)
    torch = "torch.clamp(F.softplus(a0), 0.01, 3.0)"
    return define("then-clamp", function, [y], [FLAT], ELEMENTS, torch)
