"""Normalizations before softplus: means, variances and exponentials of rows."""

from ir import Function, tensor
from program import ELEMENTS, contiguous
from programs.common import MINUS_INFINITY, SQUARE, define

EPSILON = "1.0e-5"


def programs():
    yield _layer_norm(256, 256)
    yield _layer_norm(64, 1024)
    yield _layer_norm(4096, 16)
    yield _rms_norm()
    yield _batch_norm()
    yield _log_sum_exp()
    yield _log_softmax()
    yield _softmax_of_softplus()


class Rows:
    """What is computed of the rows of a static matrix."""

    def __init__(self, function, rows, columns):
        self.function = function
        self.matrix = tensor(rows, columns)
        self.column = tensor(rows)
        self.columns = columns

    def reduce(self, operation, x, start=0.0):
        """One value for each row."""
        init = self.function.filled(start, self.column)
        return self.function.reduce(operation, "ij", x["ij"], init["i"])

    def mean(self, x):
        inverse = self.function.constant(1.0 / self.columns, self.column)
        total = self.reduce("arith.addf", x)
        return self.function.elementwise("arith.mulf", total, inverse)

    def with_column(self, operation, x, values):
        """An operation on the elements of x and the value of their row."""
        init = self.function.empty(self.matrix)
        return self.function.combine(operation, x["ij"], values["i"], init["ij"])

    def with_row(self, operation, x, values):
        """An operation on the elements of x and the value of their column."""
        init = self.function.empty(self.matrix)
        return self.function.combine(operation, x["ij"], values["j"], init["ij"])

    def scale_by_rsqrt(self, x, variance):
        """x over the root of a variance of each row, and a little."""
        epsilon = self.function.constant(EPSILON, self.column)
        shifted = self.function.elementwise("arith.addf", variance, epsilon)
        scale = self.function.elementwise("math.rsqrt", shifted)
        return self.with_column("arith.mulf", x, scale)

    def subtract_maximum(self, x):
        """x less the maximum of each row, and those maxima."""
        maxima = self.reduce("arith.maximumf", x, MINUS_INFINITY)
        return self.with_column("arith.subf", x, maxima), maxima

    def exponentials(self, x):
        """e^x, and its sum for each row."""
        powers = self.function.elementwise("math.exp", x)
        return powers, self.reduce("arith.addf", powers)


def _layer_norm(rows, columns):
    row = tensor(columns)
    function = Function(tensor(rows, columns), row, row)
    x, weight, bias = function.arguments
    matrix = Rows(function, rows, columns)
    centered = matrix.with_column("arith.subf", x, matrix.mean(x))
    square = function.elementwise("arith.mulf", centered, centered)
    normal = matrix.scale_by_rsqrt(centered, matrix.mean(square))
    scaled = matrix.with_row("arith.mulf", normal, weight)
    y = function.softplus(matrix.with_row("arith.addf", scaled, bias))
    return define(
        f"layer-norm-{rows}x{columns}-softplus",
        function,
        [y],
        [contiguous(rows, columns), contiguous(columns), contiguous(columns)],
        rows * columns,
        f"F.softplus(F.layer_norm(a0, [{columns}], a1, a2))",
        has_torch_compile=True,
    )


def _rms_norm():
    function = Function(tensor(256, 256), tensor(256))
    x, weight = function.arguments
    matrix = Rows(function, 256, 256)
    square = function.elementwise("arith.mulf", x, x)
    normal = matrix.scale_by_rsqrt(x, matrix.mean(square))
    y = function.softplus(matrix.with_row("arith.mulf", normal, weight))
    return define(
        "rms-norm-256x256-softplus",
        function,
        [y],
        [SQUARE, contiguous(256)],
        ELEMENTS,
        "F.softplus(F.rms_norm(a0, [256], a1, 1e-5))",
        has_torch_compile=True,
    )


def _batch_norm():
    """With the mean and the variance of each channel given, as in inference."""
    image, channels = tensor(8, 32, 16, 16), tensor(32)
    function = Function(image, *[channels] * 4)
    x, *values = function.arguments
    init = function.empty(image)
    normal = function.generic(
        "nchw",
        [x["nchw"], *(value["c"] for value in values)],
        [init["nchw"]],
        f"""
        %epsilon = arith.constant {EPSILON} : f32
        %centered = arith.subf %in0, %in1 : f32
        %square = arith.mulf %in2, %in2 : f32
        %variance = arith.addf %square, %epsilon : f32
        %scale = math.rsqrt %variance : f32
        %normal = arith.mulf %centered, %scale : f32
        %scaled = arith.mulf %normal, %in3 : f32
        %shifted = arith.addf %scaled, %in4 : f32
        linalg.yield %shifted : f32
        """,
    )
    y = function.softplus(normal)
    return define(
        "batch-norm-nchw-softplus",
        function,
        [y],
        [contiguous(8, 32, 16, 16), *[contiguous(32)] * 4],
        ELEMENTS,
        "F.softplus(F.batch_norm(a0, a1, a2 * a2, a3, a4))",
        has_torch_compile=True,
    )


def _log_sum_exp():
    function = Function(tensor(256, 256))
    (x,) = function.arguments
    matrix = Rows(function, 256, 256)
    shifted, maxima = matrix.subtract_maximum(x)
    _, total = matrix.exponentials(shifted)
    logarithm = function.elementwise("math.log", total)
    y = function.softplus(function.elementwise("arith.addf", logarithm, maxima))
    return define(
        "log-sum-exp-256x256-softplus",
        function,
        [y],
        [SQUARE],
        ELEMENTS,
        "F.softplus(torch.logsumexp(a0, 1))",
        contiguous=None,
        has_torch_compile=True,
        note="256 softplus; the unit is an exponential",
    )


def _log_softmax():
    function = Function(tensor(256, 256))
    (x,) = function.arguments
    matrix = Rows(function, 256, 256)
    shifted, _ = matrix.subtract_maximum(x)
    _, total = matrix.exponentials(shifted)
    logarithm = function.elementwise("math.log", total)
    y = function.softplus(matrix.with_column("arith.subf", shifted, logarithm))
    return define(
        "log-softmax-256x256-softplus",
        function,
        [y],
        [SQUARE],
        ELEMENTS,
        "F.softplus(F.log_softmax(a0, 1))",
        has_torch_compile=True,
    )


def _softmax_of_softplus():
    function = Function(tensor(256, 256))
    (x,) = function.arguments
    matrix = Rows(function, 256, 256)
    shifted, _ = matrix.subtract_maximum(function.softplus(x))
    powers, total = matrix.exponentials(shifted)
    y = matrix.with_column("arith.divf", powers, total)
    return define(
        "softplus-softmax-256x256",
        function,
        [y],
        [SQUARE],
        ELEMENTS,
        "F.softmax(F.softplus(a0), 1)",
        has_torch_compile=True,
    )
