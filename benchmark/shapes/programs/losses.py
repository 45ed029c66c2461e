"""Losses: sums and means of softplus and what it stands in."""

from ir import Function, tensor
from program import ELEMENTS, contiguous
from programs.common import FLAT, define

VECTOR = tensor(ELEMENTS)


def programs():
    yield _bce_sum()
    yield _bce_mean()
    yield _bce_mean_of_rows()
    yield _bce_weighted_mean()
    yield _soft_margin_mean()
    yield _pairwise_ranking_mean()
    yield _focal_mean()
    yield _gaussian_likelihood_mean()


def _add_all(function, x):
    init = function.filled(0.0, tensor())
    return function.reduce("arith.addf", "i", x["i"], init[""])


def _mean(function, x):
    """The mean of a vector of ELEMENTS."""
    total = _add_all(function, x)
    inverse = function.constant(1.0 / ELEMENTS, total.type)
    return function.elementwise("arith.mulf", total, inverse)


def _loss(name, function, mean, torch, operands=2):
    return define(
        name,
        function,
        [mean],
        [FLAT] * operands,
        ELEMENTS,
        torch,
        has_torch_compile=True,
    )


def _bce(function, x, target):
    """Binary cross-entropy with logits: softplus(x) - x target."""
    product = function.elementwise("arith.mulf", x, target)
    return function.elementwise("arith.subf", function.softplus(x), product)


def _bce_sum():
    function = Function(tensor("?"), tensor("?"))
    total = _add_all(function, _bce(function, *function.arguments))
    torch = "F.binary_cross_entropy_with_logits(a0, a1, reduction='sum')"
    return _loss("bce-sum", function, total, torch)


def _bce_mean():
    function = Function(VECTOR, VECTOR)
    mean = _mean(function, _bce(function, *function.arguments))
    torch = "F.binary_cross_entropy_with_logits(a0, a1)"
    return _loss("bce-mean", function, mean, torch)


def _bce_mean_of_rows():
    """The loss of each sample of several labels."""
    matrix, column = tensor(1024, 64), tensor(1024)
    function = Function(matrix, matrix)
    loss = _bce(function, *function.arguments)
    init = function.filled(0.0, column)
    total = function.reduce("arith.addf", "ij", loss["ij"], init["i"])
    inverse = function.constant(1.0 / 64, column)
    mean = function.elementwise("arith.mulf", total, inverse)
    return define(
        "bce-mean-of-rows",
        function,
        [mean],
        [contiguous(1024, 64)] * 2,
        ELEMENTS,
        "F.binary_cross_entropy_with_logits(a0, a1, reduction='none').mean(1)",
        has_torch_compile=True,
    )


def _bce_weighted_mean():
    function = Function(*[VECTOR] * 3)
    x, target, weight = function.arguments
    loss = function.elementwise("arith.mulf", _bce(function, x, target), weight)
    torch = "F.binary_cross_entropy_with_logits(a0, a1, a2)"
    return _loss("bce-weighted-mean", function, _mean(function, loss), torch, 3)


def _soft_margin_mean():
    function = Function(VECTOR, VECTOR)
    product = function.elementwise("arith.mulf", *function.arguments)
    negative = function.elementwise("arith.negf", product)
    mean = _mean(function, function.softplus(negative))
    return _loss("soft-margin-mean", function, mean, "F.softplus(-(a0 * a1)).mean()")


def _pairwise_ranking_mean():
    """softplus of the difference of scores, as in a reward model."""
    function = Function(VECTOR, VECTOR)
    better, worse = function.arguments
    difference = function.elementwise("arith.subf", worse, better)
    mean = _mean(function, function.softplus(difference))
    torch = "-F.logsigmoid(a0 - a1).mean()"
    return _loss("pairwise-ranking-mean", function, mean, torch)


def _focal_mean():
    """sigmoid(x)^2 softplus(x), the focal loss of what is no target."""
    function = Function(VECTOR)
    (x,) = function.arguments
    probability = function.elementwise("softplus.sigmoid", x)
    weight = function.elementwise("arith.mulf", probability, probability)
    loss = function.elementwise("arith.mulf", weight, function.softplus(x))
    torch = "(torch.sigmoid(a0).square() * F.softplus(a0)).mean()"
    return _loss("focal-mean", function, _mean(function, loss), torch, 1)


def _gaussian_likelihood_mean():
    """With softplus as the scale s: log s + (x - mean)^2 / (2 s^2)."""
    function = Function(*[VECTOR] * 3)
    x, center, raw = function.arguments
    least = function.constant("1.0e-1", VECTOR)
    scale = function.elementwise("arith.addf", function.softplus(raw), least)
    distance = function.elementwise("arith.subf", x, center)
    ratio = function.elementwise("arith.divf", distance, scale)
    square = function.elementwise("arith.mulf", ratio, ratio)
    half = function.elementwise("arith.mulf", square, function.constant(0.5, VECTOR))
    logarithm = function.elementwise("math.log", scale)
    loss = function.elementwise("arith.addf", logarithm, half)
    torch = (
        "s = F.softplus(a2) + 0.1; (s.log() + 0.5 * ((a0 - a1) / s).square()).mean()"
    )
    mean = _mean(function, loss)
    return _loss("gaussian-likelihood-mean", function, mean, torch, 3)
