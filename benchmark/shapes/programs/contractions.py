"""Contractions: matmul with bias and softplus, softplus of an operand, layers."""

from ir import Function, tensor
from program import contiguous
from programs.common import define

SIZES = ((256, 256, 256), (2048, 16, 64), (64, 4, 8))


def programs():
    for sizes in SIZES:
        yield _matmul(f"matmul-{_name(sizes)}-only", sizes, bias=False)
        yield _matmul(f"matmul-{_name(sizes)}-bias-relu", sizes, after="relu")
        yield matmul_bias_softplus(sizes)
    cube = SIZES[0]
    yield _matmul(f"relu-matmul-{_name(cube)}", cube, before="relu", bias=False)
    yield _matmul(f"softplus-matmul-{_name(cube)}", cube, before="softplus", bias=False)
    yield _matmul(f"softplus-matmul-bias-{_name(cube)}", cube, before="softplus")
    yield _matmul("matmul-64x512x512-bias-relu", (64, 512, 512), after="relu")
    yield matmul_bias_softplus((64, 512, 512))
    yield _matvec_of_softplus()
    yield _matvec_bias_softplus()
    yield _linear()
    yield _batch_matmul()
    yield _two_layers()


def matmul_bias_softplus(sizes, element="f32"):
    suffix = "" if element == "f32" else f"-{element}"
    name = f"matmul-{_name(sizes)}-bias-softplus{suffix}"
    return _matmul(name, sizes, after="softplus", element=element)


def _name(sizes):
    return "x".join(map(str, sizes))


def _matmul(name, sizes, before="", after="", bias=True, element="f32"):
    """A product of matrices, rows x inner and inner x columns, with softplus or relu
    before of the left one, or after."""
    rows, inner, columns = sizes
    shapes = ((rows, inner), (inner, columns), (columns,))
    result = tensor(rows, columns, element=element)
    function = Function(*(tensor(*shape, element=element) for shape in shapes))
    left, right, row = function.arguments
    torch = "a0"
    if before:
        left = _activate(function, before, left)
        torch = f"F.{before}({torch})"
    zeros = function.filled(0.0, result)
    y = function.contract("linalg.matmul", left, right, zeros)
    torch += " @ a1"
    if bias:
        y = _add_bias(function, y, row)
        torch += " + a2"
    if after:
        y = _activate(function, after, y)
        torch = f"F.{after}({torch})"
    return define(
        name,
        function,
        [y],
        [contiguous(*shape, element=element) for shape in shapes],
        rows * columns,
        torch,
        contiguous=None,
        note="" if after == "softplus" else "the unit is an element of the result",
    )


def _activate(function, name, x):
    if name == "softplus":
        return function.softplus(x)
    zero = function.constant(0.0, x.type)
    return function.elementwise("arith.maximumf", x, zero)


def _add_bias(function, x, row):
    init = function.empty(x.type)
    return function.combine("arith.addf", x["ij"], row["j"], init["ij"])


def _matvec_of_softplus():
    function = Function(tensor(1024, 1024), tensor(1024))
    matrix, x = function.arguments
    activated = function.softplus(x)
    zeros = function.filled(0.0, x.type)
    y = function.contract("linalg.matvec", matrix, activated, zeros)
    return define(
        "matvec-softplus-in",
        function,
        [y],
        [contiguous(1024, 1024), contiguous(1024)],
        1024,
        "a0 @ F.softplus(a1)",
        contiguous=None,
    )


def _matvec_bias_softplus():
    """A layer of one sample."""
    function = Function(tensor(1024, 1024), tensor(1024), tensor(1024))
    matrix, x, bias = function.arguments
    zeros = function.filled(0.0, x.type)
    product = function.contract("linalg.matvec", matrix, x, zeros)
    y = function.softplus(function.elementwise("arith.addf", product, bias))
    return define(
        "matvec-1024x1024-bias-softplus",
        function,
        [y],
        [contiguous(1024, 1024), contiguous(1024), contiguous(1024)],
        1024,
        "F.softplus(a0 @ a1 + a2)",
        contiguous=None,
    )


def _linear():
    """A layer with its weights as PyTorch has them, a row for each output."""
    function = Function(tensor(256, 128), tensor(192, 128), tensor(192))
    x, weights, bias = function.arguments
    zeros = function.filled(0.0, tensor(256, 192))
    loops = "affine_map<(i, j, k) -> ({})>"
    maps = ", ".join(loops.format(results) for results in ("i, k", "j, k", "i, j"))
    matmul = f"linalg.matmul indexing_maps = [{maps}]"
    product = function.contract(matmul, x, weights, zeros)
    y = function.softplus(_add_bias(function, product, bias))
    return define(
        "linear-256x128x192-softplus",
        function,
        [y],
        [contiguous(256, 128), contiguous(192, 128), contiguous(192)],
        256 * 192,
        "F.softplus(F.linear(a0, a1, a2))",
        contiguous=None,
    )


def _batch_matmul():
    function = Function(tensor(8, 64, 32), tensor(8, 32, 64))
    left, right = function.arguments
    zeros = function.filled(0.0, tensor(8, 64, 64))
    product = function.contract("linalg.batch_matmul", left, right, zeros)
    y = function.softplus(product)
    return define(
        "batch-matmul-8x64x32x64-softplus",
        function,
        [y],
        [contiguous(8, 64, 32), contiguous(8, 32, 64)],
        8 * 64 * 64,
        "F.softplus(a0 @ a1)",
        contiguous=None,
    )


def _two_layers():
    """Two layers of a perceptron, each with softplus."""
    shapes = ((256, 64), (64, 128), (128,), (128, 32), (32,))
    function = Function(*(tensor(*shape) for shape in shapes))
    y, *weights = function.arguments
    for matrix, bias in (weights[:2], weights[2:]):
        zeros = function.filled(0.0, tensor(256, *bias.type.shape))
        product = function.contract("linalg.matmul", y, matrix, zeros)
        y = function.softplus(_add_bias(function, product, bias))
    return define(
        "perceptron-256x64x128x32",
        function,
        [y],
        [contiguous(*shape) for shape in shapes],
        256 * (128 + 32),
        "F.softplus(F.softplus(a0 @ a1 + a2) @ a3 + a4)",
        contiguous=None,
    )
