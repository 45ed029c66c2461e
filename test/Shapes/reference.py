"""What programs compute, in two ways.

The expressions of programs are evaluated by torch_worker.py itself, which takes the
classes of this file for PyTorch.

Exactly: numbers are numpy.longdouble, and elementary functions are GNU MPFR's. Beside
each number stands a bound on how far that of a compiled program may be from it: what
the errors of the operands come to, by the slopes of the operation there, and the
rounding of the result in its type. That is

- half a unit in the last place for arithmetic and conversions;
- the bounds of docs/Numerics.md for the operations of the dialect;
- a little more than what is known of glibc's: 1 for exp and log, 2.3 for tanh;
- for sums and products of matrices, that of each addition in its documented order.

By operations: every result is rounded, kernels and glibc's functions are called, and
sums and products of matrices are added up in that order. All bounds are 0.

A type, a function or an option that is not here is an error.
"""

import os
import re
import sys
import types

import numpy as np

import exact
from formats import FORMATS, STORAGE, decode, last_place, make_memory, round_to, view
from program import HALVES

NUMERICS = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "Numerics.md"
)
LANES = 64
# Programs whose sums are scalars that a loop carries, element by element.
IN_SEQUENCE = ("for-scalar-sum", "for-scalar-sum-of-rows")


class Context:
    """What the operations of a program depend on; `functions` are those of exact.py,
    and `kernels` those of compiled.py."""

    functions = None
    kernels = None
    is_by_operations = False
    accuracy = "faithful"
    has_lanes = True


def read_bounds():
    """The bounds of docs/Numerics.md, in ulp, by operation, type, accuracy, beta."""
    with open(NUMERICS, encoding="utf-8") as file:
        table = file.read().partition("<!-- softplus-kernels --table=bounds -->")[2]
    bounds = {}
    for line in table.partition("<!-- end of softplus-kernels -->")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 5 or not cells[0].startswith("`"):
            continue
        operation, type_, accuracies, beta, bound = cells[:5]
        bound = 0.5 if bound == "correctly rounded" else float(bound)
        for accuracy in re.findall(r"\w+", accuracies):
            for each in ("fast", "faithful", "correct"):
                if accuracy in (each, "all"):
                    key = operation.strip("`"), type_.strip("`"), each, beta
                    bounds[key] = bound
    assert bounds, f"no bounds in {NUMERICS}"
    return bounds


BOUNDS = read_bounds()


def kernel_bound(operation, type_, beta):
    """The bound of a kernel, in ulp."""
    key = operation, type_, Context.accuracy
    if abs(beta) == 1:
        return BOUNDS[(*key, "1, -1")]
    for betas in ("2^-20 to 2^20", "others"):
        if (*key, betas) in BOUNDS:
            return BOUNDS[(*key, betas)]
    raise KeyError(key)


def below(number, error):
    """The least magnitude of numbers within an error."""
    return np.maximum(np.abs(number).astype(np.float64) - error, 0.0)


class Tensor:
    """Numbers, of f64 at least, and bounds on how far those of a compiled program are
    from them; integers and masks are exact."""

    def __init__(self, type_, value, error=0.0):
        self.type = type_
        self.value = np.asarray(value)
        self.error = np.broadcast_to(np.float64(error), self.value.shape)

    # Properties and views.

    shape = property(lambda self: self.value.shape)
    dtype = property(lambda self: self.type)
    mT = property(lambda self: self._view(lambda part: np.swapaxes(part, -1, -2)))

    def _view(self, function):
        return Tensor(self.type, function(self.value), function(self.error))

    def __getitem__(self, indices):
        if isinstance(indices, Tensor):
            indices = indices.value
        return self._view(lambda part: part[indices])

    def __setitem__(self, indices, source):
        source = source.to(self.type)
        if not self.error.flags.writeable:
            self.error = self.error.copy()
        self.value[indices] = source.value
        self.error[indices] = source.error

    def t(self):
        assert len(self.shape) == 2
        return self.mT

    def permute(self, *axes):
        return self._view(lambda part: part.transpose(axes))

    def view(self, *shape):
        return self._view(lambda part: part.reshape(shape))

    def flip(self, axis):
        return self._view(lambda part: np.flip(part, axis))

    def tril(self):
        return self._view(np.tril)

    def repeat_interleave(self, count, axis):
        return self._view(lambda part: np.repeat(part, count, axis))

    def contiguous(self):
        return self

    def clone(self):
        return self._view(np.copy)

    # Conversions.

    def to(self, type_):
        if type_ == self.type:
            return self
        if self.type == "i64" or type_ == "f64" or (self.type, type_) in EXTENSIONS:
            return Tensor(type_, self.value.astype(np.longdouble), self.error)
        if type_ not in FORMATS or self.type not in FORMATS:
            raise TypeError(f"no conversion from {self.type} to {type_}")
        return rounded(type_, self.value, self.error)

    def float(self):
        return self.to("f32")

    def _pair(self, other):
        """Both operands of an operation, in one type."""
        if not isinstance(other, Tensor):
            return self, constant(self.type, other)
        if self.type == other.type:
            return self, other
        if self.type == "i64":
            return self.to(other.type), other
        if other.type == "i64":
            return self, other.to(self.type)
        raise TypeError(f"operands of {self.type} and {other.type}")

    # Arithmetic.

    def __add__(self, other):
        a, b = self._pair(other)
        return operate(np.add, (a, b), a.error + b.error)

    def __sub__(self, other):
        a, b = self._pair(other)
        return operate(np.subtract, (a, b), a.error + b.error)

    def __mul__(self, other):
        a, b = self._pair(other)
        return operate(np.multiply, (a, b), product_error(a, b, np.multiply))

    def __truediv__(self, other):
        a, b = self._pair(other)
        least = below(b.value, b.error)
        assert np.all(least > 0), "a denominator may be 0"
        quotient = np.abs(a.value / b.value)
        return operate(np.divide, (a, b), (a.error + quotient * b.error) / least)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return Tensor(self.type, -self.value, self.error)

    def __pow__(self, exponent):
        assert exponent == 2
        return self * self

    def square(self):
        return self * self

    def __gt__(self, other):
        a, b = self._pair(other)
        assert not a.error.any() and not b.error.any(), "what is compared is inexact"
        return Tensor("i1", a.value > b.value)

    def __matmul__(self, other):
        a, b = self._pair(other)
        if len(b.shape) == 1:
            return (a * b)._sum((len(a.shape) - 1,))
        return multiply_matrices(a, b)

    # Elementary functions.

    def exp(self):
        def evaluate(x):
            value = Context.functions.exp(x.value)
            return value, value * np.expm1(x.error)

        return self._call_glibc("exp", evaluate, 1)

    def log(self):
        def evaluate(x):
            assert np.all(below(x.value, x.error) > 0), "the logarithm of 0"
            value = Context.functions.log(x.value)
            return value, -np.log1p(-x.error / x.value)

        return self._call_glibc("log", evaluate, 1)

    def tanh(self):
        def evaluate(x):
            slope = 1 - np.tanh(below(x.value, x.error)) ** 2
            return Context.functions.tanh(x.value), slope * x.error

        return self._call_glibc("tanh", evaluate, 2.3)

    def _call_glibc(self, name, evaluate, ulps):
        """glibc has no functions of halves: those of f32 are called."""
        x = self.float() if self.type in HALVES else self
        return apply(name, [x], 1.0, evaluate, ulps).to(self.type)

    def sqrt(self):
        least = np.sqrt(below(self.value, self.error))
        sum_ = np.maximum(np.sqrt(self.value) + least, np.finfo(np.float64).tiny)
        return operate(np.sqrt, (self,), self.error / sum_)

    def rsqrt(self):
        return constant(self.type, 1.0) / self.sqrt()

    # Reductions.

    def sum(self, axes=None, keepdim=False):
        if axes is None:
            axes = range(len(self.shape))
        axes = (axes,) if isinstance(axes, int) else tuple(axes)
        total = self._sum(axes)
        if not keepdim:
            return total
        return total._view(lambda part: np.expand_dims(part, axes))

    def _sum(self, axes):
        """In lanes along the innermost axis, and in sequence along the others."""
        if self.type in HALVES:
            raise TypeError(f"a sum of {self.type}")
        count = len(axes)
        x = self._view(lambda part: np.moveaxis(part, axes, range(count)))
        if len(self.shape) - 1 in axes and Context.has_lanes:
            count -= 1
            x = add_lanes(x._view(lambda part: np.moveaxis(part, count, -1)))
        if not count:
            return x
        flat = -1, *x.shape[count:]
        return add_in_sequence(x._view(lambda part: part.reshape(flat)))

    def mean(self, axes=None):
        total = self.sum(axes)
        return total * (1.0 / (self.value.size / total.value.size))

    def amax(self, axis, keepdim=False):
        return self._view(lambda part: np.max(part, axis, keepdims=keepdim))

    def max(self):
        return self._view(np.max)


# What changes no number.
EXTENSIONS = {("f16", "f32"), ("bf16", "f32")}
# Types to which a result may be rounded by way of numpy.longdouble.
ROUNDED_EXACTLY = [
    name
    for name, format_ in FORMATS.items()
    if np.finfo(np.longdouble).nmant + 1 >= 2 * format_.precision + 2
]


def constant(type_, number):
    """A number as a constant of the program."""
    return Tensor(type_, round_to(type_, np.longdouble(number)))


def rounded(type_, value, error, ulps=0.5):
    """The result of an operation with an error from its operands and one from its
    rounding."""
    if Context.is_by_operations:
        assert type_ in ROUNDED_EXACTLY and ulps == 0.5
        return Tensor(type_, round_to(type_, value))
    error = np.asarray(error, np.float64)
    magnitude = np.abs(value).astype(np.float64) + error
    rounding = ulps * last_place(type_, magnitude)
    # Values here are rounded, too: at most four times.
    return Tensor(type_, value, error + rounding + 4 * exact.EPSILON * magnitude)


def operate(operation, operands, error):
    """The result of an operation of IEEE 754."""
    type_ = operands[0].type
    values = [operand.value for operand in operands]
    if Context.is_by_operations and type_ not in ROUNDED_EXACTLY:
        values = [value.astype(STORAGE[type_]) for value in values]
        return Tensor(type_, operation(*values).astype(np.longdouble))
    return rounded(type_, operation(*values), error)


def apply(name, operands, beta, evaluate, ulps):
    """The result of a kernel or of glibc's. `evaluate` returns the exact one of the
    operands, and what their errors come to."""
    type_ = operands[0].type
    if not Context.is_by_operations:
        return rounded(type_, *evaluate(*operands), ulps)
    key = name, type_, Context.accuracy, beta
    values = [operand.value for operand in operands]
    return Tensor(type_, Context.kernels.call(key, values))


def product_error(a, b, multiply):
    """What the errors of factors come to."""
    left, right = (np.abs(part.value).astype(np.float64) for part in (a, b))
    return multiply(left + a.error, b.error) + multiply(a.error, right)


def multiply_matrices(a, b):
    """Each fused multiply-add rounds the sum so far, at most that of the magnitudes
    of its products: those of the k-th of n are in n - k sums."""
    if Context.is_by_operations:
        return Tensor(a.type, Context.functions.multiply(a.type, a.value, b.value))
    count = a.shape[-1]
    left, right = (np.abs(part.value).astype(np.float64) for part in (a, b))
    error = product_error(a, b, np.matmul)
    unit = 2.0 ** -FORMATS[a.type].precision
    weights = np.arange(count, 0, -1) * unit
    rounding = (left * weights) @ right + count * unit * error
    own = count * exact.EPSILON * (left @ right)
    error = error + rounding * (1 + count * unit) + own
    return Tensor(a.type, a.value @ b.value, error)


def add_lanes(x):
    """The sum along the last axis: element i is added to lane i mod 64, and then each
    lane to that half of them away."""
    padding = [(0, 0)] * (len(x.shape) - 1) + [(0, -x.shape[-1] % LANES)]

    def split(part):
        part = np.pad(part, padding)
        return np.moveaxis(part.reshape(*part.shape[:-1], -1, LANES), -2, 0)

    total = add_in_sequence(x._view(split))
    while total.shape[-1] > 1:
        half = total.shape[-1] // 2
        total = total[..., :half] + total[..., half:]
    return total[..., 0]


def add_in_sequence(x):
    """The sum along the first axis, from the first on. Every partial sum is rounded,
    but that of one element."""
    if Context.is_by_operations:
        total = np.add.accumulate(x.value.astype(STORAGE[x.type]), axis=0)[-1]
        return Tensor(x.type, total.astype(np.longdouble))
    count = x.shape[0]
    unit = 2.0 ** -FORMATS[x.type].precision
    partial = np.cumsum(x.value, axis=0)
    error = x.error.sum(axis=0)
    magnitudes = np.abs(x.value).sum(axis=0).astype(np.float64) + error
    # How far a partial sum may be from that of exact additions.
    distance = error + count * unit * (1 + count * unit) * magnitudes
    assert count * unit < 2.0**-6
    roundings = last_place(x.type, np.abs(partial[1:]) + distance) / 2
    own = count * exact.EPSILON * magnitudes
    return Tensor(x.type, partial[-1], error + roundings.sum(axis=0) + own)


def round_beta(beta, type_):
    """The attribute is rounded to the type that is computed in."""
    return float(round_to("f64" if type_ == "f64" else "f32", np.float64(beta)))


def softplus(x, beta=1.0, threshold=20.0):
    beta = round_beta(beta, x.type)

    def evaluate(x):
        value = Context.functions.softplus(x.value * beta) / beta
        # The largest slope within the error of x.
        largest = x.value.astype(np.float64) + x.error
        error = np.exp(-np.logaddexp(0.0, -beta * largest)) * x.error
        jump = np.abs(value - x.value).astype(np.float64)
        is_linear, is_near = compare_threshold(x, beta, threshold)
        value = np.where(is_linear, x.value, value)
        error = np.where(is_linear, x.error, error) + np.where(is_near, jump, 0.0)
        return value, error

    bound = kernel_bound("softplus", x.type, beta)
    return apply("softplus", [x], beta, evaluate, bound)


def compare_threshold(x, beta, threshold):
    """Where beta x is above the threshold, and where it may be on the other side."""
    z = x.value * beta
    return z > threshold, np.abs(z - threshold) <= np.abs(beta) * x.error


def softplus_grad(dy, x, beta=1.0, threshold=20.0):
    beta = round_beta(beta, x.type)

    def evaluate(dy, x):
        factor, steps = evaluate_sigmoid(x, beta)
        is_linear, is_near = compare_threshold(x, beta, threshold)
        jump = np.where(is_near, 1 - factor, 0.0).astype(np.float64)
        factor = np.where(is_linear, np.longdouble(1), factor)
        error = np.where(is_linear, 0.0, steps) + jump
        factor = Tensor(x.type, factor, error)
        return dy.value * factor.value, product_error(dy, factor, np.multiply)

    bound = kernel_bound("softplus_grad", x.type, beta)
    return apply("softplus_grad", [dy, x], beta, evaluate, bound)


def evaluate_sigmoid(x, beta=1.0):
    """The derivative of its logarithm is at most beta, its own at most beta / 4."""
    value = Context.functions.sigmoid(x.value * beta)
    steps = np.abs(beta) * x.error
    return value, np.minimum(value * np.expm1(steps), steps / 4)


def store(out, result):
    """What operations with `out` do."""
    out[...] = result
    return out


class Functional:
    """torch.nn.functional."""

    @staticmethod
    def softplus(x):
        return softplus(x)

    @staticmethod
    def logsigmoid(x):
        return -softplus(-x)

    @staticmethod
    def relu(x):
        return torch.clamp_min(x, 0.0)

    @staticmethod
    def linear(x, weights, bias):
        return x @ weights.mT + bias

    @staticmethod
    def embedding(rows, table):
        return table[rows]

    @staticmethod
    def pad(x, widths):
        """By zeros; `widths` begins with those of the last axis."""
        pairs = list(zip(widths[::2], widths[1::2]))
        pairs += [(0, 0)] * (len(x.shape) - len(pairs))
        return x._view(lambda part: np.pad(part, pairs[::-1]))

    @staticmethod
    def binary_cross_entropy_with_logits(x, target, weight=None, reduction="mean"):
        loss = softplus(x) - x * target
        if weight is not None:
            loss = loss * weight
        return {"mean": loss.mean, "sum": loss.sum, "none": lambda: loss}[reduction]()

    @staticmethod
    def layer_norm(x, shape, weight, bias):
        assert list(shape) == [x.shape[1]]
        centered = x - x.mean(1)[:, None]
        return scale_rows(centered, 1e-5) * weight + bias

    @staticmethod
    def rms_norm(x, shape, weight, epsilon):
        assert list(shape) == [x.shape[1]]
        return scale_rows(x, epsilon) * weight

    @staticmethod
    def batch_norm(x, mean, variance, weight, bias):
        mean, variance, weight, bias = (
            values[:, None, None] for values in (mean, variance, weight, bias)
        )
        return (x - mean) * (variance + 1e-5).rsqrt() * weight + bias

    @staticmethod
    def softmax(x, axis):
        powers = (x - x.amax(axis, keepdim=True)).exp()
        return powers / powers.sum(axis, keepdim=True)

    @staticmethod
    def log_softmax(x, axis):
        shifted = x - x.amax(axis, keepdim=True)
        return shifted - shifted.exp().sum(axis, keepdim=True).log()


def scale_rows(x, epsilon):
    """Rows over the root of the mean of their squares, and a little."""
    return x * (x.square().mean(1) + epsilon).rsqrt()[:, None]


class Torch(types.ModuleType):
    """torch."""

    float16, bfloat16, float32, float64 = "f16", "bf16", "f32", "f64"
    bool, int64 = "i1", "i64"

    class ops:
        class aten:
            class softplus:
                @staticmethod
                def out(x, beta, threshold, out):
                    return store(out, softplus(x, beta, threshold))

            class softplus_backward:
                def __new__(cls, dy, x, beta, threshold):
                    return softplus_grad(dy, x, beta, threshold)

                @staticmethod
                def grad_input(dy, x, beta, threshold, grad_input):
                    return store(grad_input, softplus_grad(dy, x, beta, threshold))

    exp = staticmethod(Tensor.exp)
    log = staticmethod(Tensor.log)
    tanh = staticmethod(Tensor.tanh)
    sqrt = staticmethod(Tensor.sqrt)
    rsqrt = staticmethod(Tensor.rsqrt)

    @staticmethod
    def sigmoid(x):
        bound = kernel_bound("sigmoid", x.type, 1.0)
        return apply("sigmoid", [x], 1.0, evaluate_sigmoid, bound)

    @staticmethod
    def mul(a, b, out):
        return store(out, a * b)

    @staticmethod
    def sum(x, axis, out):
        return store(out, x.sum(axis))

    @staticmethod
    def clamp_min(x, least, out=None):
        least = constant(x.type, least)
        result = Tensor(
            x.type,
            np.maximum(x.value, least.value),
            np.maximum(x.error, least.error),
        )
        return result if out is None else store(out, result)

    @staticmethod
    def clamp(x, least, largest):
        return -torch.clamp_min(-torch.clamp_min(x, least), -largest)

    @staticmethod
    def where(mask, a, b):
        assert mask.type == "i1"
        a, b = a._pair(b)
        value, error = (
            np.where(mask.value, left, right)
            for left, right in ((a.value, b.value), (a.error, b.error))
        )
        return Tensor(a.type, value, error)

    @staticmethod
    def cat(parts, axis):
        assert len({part.type for part in parts}) == 1
        value = np.concatenate([part.value for part in parts], axis)
        error = np.concatenate([part.error for part in parts], axis)
        return Tensor(parts[0].type, value, error)

    @staticmethod
    def outer(a, b):
        return a[:, None] * b

    @staticmethod
    def logsumexp(x, axis):
        maxima = x.amax(axis)
        shifted = x - x.amax(axis, keepdim=True)
        return shifted.exp().sum(axis).log() + maxima

    @staticmethod
    def arange(count):
        return Tensor("i64", np.arange(count))

    @staticmethod
    def zeros(shape):
        return Tensor("f32", np.zeros(shape, np.longdouble))

    @staticmethod
    def empty_like(x):
        return Tensor(x.type, np.empty(x.shape, np.longdouble))


torch = Torch("torch")
torch.nn = types.ModuleType("torch.nn")
torch.nn.functional = Functional
sys.modules |= {
    "torch": torch,
    "torch.nn": torch.nn,
    "torch.nn.functional": Functional,
}

import torch_worker  # noqa: E402: takes the above for PyTorch


def evaluate(program, is_by_operations):
    """The results of a program, or those that it writes."""
    Context.is_by_operations = is_by_operations
    Context.accuracy = program.options.get("accuracy", "faithful")
    Context.has_lanes = program.name not in IN_SEQUENCE
    # Such programs extend halves before they compute.
    is_mixed = program.name.startswith("mixed-")
    operands = []
    for number, operand in enumerate(program.operands):
        memory_of = number if operand.memory_of is None else operand.memory_of
        elements = view(make_memory(program, memory_of), operand)
        tensor = Tensor(operand.type, decode(operand.type, elements))
        operands.append(tensor.float() if is_mixed else tensor)
    results = torch_worker.make_function(program)(*operands)
    results = results if isinstance(results, tuple) else (results,)
    types_ = [result.type for result in program.results]
    types_ += [program.operands[number].type for number in program.written]
    assert len(results) == len(types_), f"{len(results)} results"
    return [result.to(type_) for result, type_ in zip(results, types_)]
