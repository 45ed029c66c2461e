"""Attention with softplus in place of the exponential: masks, scales, sums of rows."""

from ir import Function, tensor
from program import ELEMENTS, contiguous
from programs.common import define

HEADS, LENGTH = 16, 64  # Scores of ELEMENTS.
SCORES = tensor(HEADS, LENGTH, LENGTH)
OPERAND = contiguous(HEADS, LENGTH, LENGTH)

# Loops over heads, queries and keys.
CAUSAL_MASK = """
%query = linalg.index 1 : index
%key = linalg.index 2 : index
%visible = arith.cmpi ule, %key, %query : index
%zero = arith.constant 0.0 : f32
"""


def programs():
    yield _mask_of_heads()
    yield _mask_of_keys()
    yield _added_mask()
    yield _causal()
    yield _causal_in_one_body()
    yield _causal_normalized()
    yield _block()


def _scores(name, function, y, operands, torch):
    return define(
        name, function, [y], operands, ELEMENTS, torch, has_torch_compile=True
    )


def _select(function, loops, x, mask):
    """x where the mask is set, else 0."""
    init = function.empty(x.value.type)
    body = """
    %zero = arith.constant 0.0 : f32
    %y = arith.select %in1, %in0, %zero : f32
    linalg.yield %y : f32
    """
    return function.generic(loops, [x, mask], [init[loops]], body)


def _mask_of_heads():
    """One mask of queries and keys for all heads."""
    function = Function(SCORES, tensor(LENGTH, LENGTH, element="i1"))
    x, mask = function.arguments
    y = _select(function, "hqk", function.softplus(x)["hqk"], mask["qk"])
    operands = [OPERAND, contiguous(LENGTH, LENGTH, element="i1")]
    torch = "torch.where(a1, F.softplus(a0), 0.0)"
    return _scores("attention-mask-of-heads", function, y, operands, torch)


def _mask_of_keys():
    """A mask of keys, for all heads and queries: padding of the samples of a batch."""
    shape = (4, 4, LENGTH, LENGTH)
    function = Function(tensor(*shape), tensor(4, LENGTH, element="i1"))
    x, mask = function.arguments
    y = _select(function, "bhqk", function.softplus(x)["bhqk"], mask["bk"])
    operands = [contiguous(*shape), contiguous(4, LENGTH, element="i1")]
    torch = "torch.where(a1[:, None, None], F.softplus(a0), 0.0)"
    return _scores("attention-mask-of-keys", function, y, operands, torch)


def _added_mask():
    function = Function(SCORES, tensor(LENGTH, LENGTH))
    x, mask = function.arguments
    scaled = function.elementwise("arith.mulf", x, function.constant(0.125, SCORES))
    init = function.empty(SCORES)
    masked = function.combine("arith.addf", scaled["hqk"], mask["qk"], init["hqk"])
    y = function.softplus(masked)
    operands = [OPERAND, contiguous(LENGTH, LENGTH)]
    torch = "F.softplus(a0 * 0.125 + a1)"
    return _scores("attention-added-mask", function, y, operands, torch)


def _mask_causally(function, x):
    """x where the key is not behind the query, else 0."""
    body = CAUSAL_MASK + (
        "%y = arith.select %visible, %in0, %zero : f32\nlinalg.yield %y : f32"
    )
    init = function.empty(x.type)
    return function.generic("hqk", [x["hqk"]], [init["hqk"]], body)


def _causal():
    function = Function(SCORES)
    y = _mask_causally(function, function.softplus(*function.arguments))
    torch = "F.softplus(a0).tril()"
    return _scores("attention-causal", function, y, [OPERAND], torch)


def _causal_in_one_body():
    function = Function(SCORES)
    (x,) = function.arguments
    init = function.empty(SCORES)
    body = CAUSAL_MASK + (
        "%activated = softplus.softplus %in0 : f32\n"
        "%y = arith.select %visible, %activated, %zero : f32\n"
        "linalg.yield %y : f32"
    )
    y = function.generic("hqk", [x["hqk"]], [init["hqk"]], body)
    torch = "F.softplus(a0).tril()"
    return _scores("attention-causal-in-one-body", function, y, [OPERAND], torch)


def _causal_normalized():
    function = Function(SCORES)
    weights = _mask_causally(function, function.softplus(*function.arguments))
    zeros = function.filled(0.0, tensor(HEADS, LENGTH))
    total = function.reduce("arith.addf", "hqk", weights["hqk"], zeros["hq"])
    init = function.empty(SCORES)
    y = function.combine("arith.divf", weights["hqk"], total["hq"], init["hqk"])
    torch = "y = F.softplus(a0).tril(); y / y.sum(2, keepdim=True)"
    return _scores("attention-causal-normalized", function, y, [OPERAND], torch)


def _block():
    """Scores of queries and keys, a causal mask, sums of values."""
    heads, width = 8, 32
    function = Function(*[tensor(heads, LENGTH, width)] * 3)
    queries, keys, values = function.arguments
    zeros = function.filled(0.0, tensor(heads, LENGTH, LENGTH))
    scores = function.generic(
        "hqkd",
        [queries["hqd"], keys["hkd"]],
        [zeros["hqk"]],
        """
        %product = arith.mulf %in0, %in1 : f32
        %sum = arith.addf %product, %out0 : f32
        linalg.yield %sum : f32
        """,
    )
    scale = function.constant(0.125, scores.type)
    scaled = function.elementwise("arith.mulf", scores, scale)
    weights = _mask_causally(function, function.softplus(scaled))
    zeros = function.filled(0.0, values.type)
    y = function.contract("linalg.batch_matmul", weights, values, zeros)
    return define(
        f"attention-block-{heads}x{LENGTH}x{width}",
        function,
        [y],
        [contiguous(heads, LENGTH, width)] * 3,
        heads * LENGTH * LENGTH,
        "F.softplus(a0 @ a1.mT * 0.125).tril() @ a2",
        contiguous=None,
    )
