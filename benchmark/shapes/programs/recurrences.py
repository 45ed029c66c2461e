"""Loops that carry a tensor, a sum or the state of a recurrent cell."""

from ir import Function, memref, tensor
from program import ELEMENTS, contiguous
from programs.common import BUFFER, FLAT, ROW, define


def programs():
    yield _carried_memref()
    yield _carried_tensor()
    yield _carried_state_and_sum()
    yield _scalar_sum()
    yield _scalar_sum_of_rows()
    yield _scalar_state()
    yield _recurrent_cell()
    yield _recurrent_cell_with_matrix()


def _carried_memref():
    function = Function(BUFFER, BUFFER)
    x, state = function.arguments

    def body(_):
        function.generic(
            "i",
            [x["i"]],
            [state["i"]],
            """
            %activated = softplus.softplus %out0 : f32
            %sum = arith.addf %activated, %in0 : f32
            linalg.yield %sum : f32
            """,
        )

    function.loop(function.index(16), body)
    return define(
        "for-carried-memref",
        function,
        [],
        [contiguous(4096)] * 2,
        16 * 4096,
        "loop(lambda t: F.softplus(t) + a0, a1, 16)",
    )


def _carried_tensor():
    function = Function(ROW, ROW)
    x, start = function.arguments

    def body(_, state):
        return [function.elementwise("arith.addf", function.softplus(state), x)]

    (state,) = function.loop(function.index(16), body, start)
    return define(
        "for-carried-tensor",
        function,
        [state],
        [contiguous(4096)] * 2,
        16 * 4096,
        "loop(lambda t: F.softplus(t) + a0, a1, 16)",
    )


def _carried_state_and_sum():
    """A state, and the sum of all states."""
    function = Function(ROW, ROW)
    x, start = function.arguments

    def body(_, state, total):
        state = function.softplus(function.elementwise("arith.subf", state, x))
        return [state, function.elementwise("arith.addf", total, state)]

    _, total = function.loop(function.index(16), body, start, start)
    return define(
        "for-carried-state-and-sum",
        function,
        [total],
        [contiguous(4096)] * 2,
        16 * 4096,
        "sum_of_states(lambda t: F.softplus(t - a0), a1, 16)",
    )


def _scalar_sum():
    """A sum in a scalar, element by element."""
    function = Function(ROW)
    (x,) = function.arguments

    def body(i, total):
        element = function.value(f"tensor.extract {x}[{i}] : {x.type}", "f32")
        y = function.softplus(element)
        return [function.elementwise("arith.addf", total, y)]

    zero = function.constant(0.0, "f32")
    (total,) = function.loop(function.size(x, 0), body, zero)
    scalar = tensor()
    y = function.value(f"tensor.from_elements {total} : {scalar}", scalar)
    torch = "F.softplus(a0).sum()"
    return define("for-scalar-sum", function, [y], [FLAT], ELEMENTS, torch)


def _scalar_sum_of_rows():
    """A sum of each row, in a scalar of an inner loop."""
    function = Function(memref("?", "?"), BUFFER)
    x, out = function.arguments
    columns = function.size(x, 1)
    zero = function.constant(0.0, "f32")

    def outer(i):
        def inner(j, total):
            y = function.softplus(function.load(x, i, j))
            return [function.elementwise("arith.addf", total, y)]

        (total,) = function.loop(columns, inner, zero)
        function.store(total, out, i)

    function.loop(function.size(x, 0), outer)
    return define(
        "for-scalar-sum-of-rows",
        function,
        [],
        [contiguous(256, 256), contiguous(256)],
        ELEMENTS,
        "torch.sum(F.softplus(a0), 1, out=a1)",
    )


def _scalar_state():
    """Each softplus needs the one before: latency, not throughput."""
    function = Function(BUFFER, BUFFER)
    x, out = function.arguments

    def body(i, state):
        total = function.elementwise("arith.addf", function.load(x, i), state)
        state = function.softplus(total)
        function.store(state, out, i)
        return [state]

    zero = function.constant(0.0, "f32")
    function.loop(function.size(x, 0), body, zero)
    operands = [contiguous(1024)] * 2
    torch = "scan(lambda x, h: F.softplus(x + h), a0, torch.zeros(()), a1)"
    return define("for-scalar-state", function, [], operands, 1024, torch)


def _recurrent_cell():
    """h = softplus(x + w h / 8) for each row x, with all h as the result."""
    rows, width = 256, 256
    matrix, vector = tensor(rows, width), tensor(width)
    function = Function(matrix, vector, vector)
    x, weight, start = function.arguments
    eighth = function.constant(0.125, vector)
    weight = function.elementwise("arith.mulf", weight, eighth)

    def body(row, state, result):
        product = function.elementwise("arith.mulf", weight, state)
        input_ = function.slice(x, [row, 0], [width])
        state = function.softplus(function.elementwise("arith.addf", input_, product))
        return [state, function.insert(state, result, [row, 0])]

    count = function.index(rows)
    _, y = function.loop(count, body, start, function.empty(matrix))
    return define(
        "for-recurrent-cell-256x256",
        function,
        [y],
        [contiguous(rows, width), contiguous(width), contiguous(width)],
        rows * width,
        "w = a1 / 8; scan(lambda x, h: F.softplus(x + w * h), a0, a2)",
    )


def _recurrent_cell_with_matrix():
    """h = softplus(x + W h / 64) for each row x; the result is the last h."""
    rows, width = 64, 64
    function = Function(tensor(rows, width), tensor(width, width), tensor(width))
    x, weights, start = function.arguments
    scale = function.constant("1.5625e-2", weights.type)
    weights = function.elementwise("arith.mulf", weights, scale)

    def body(row, state):
        shift = function.slice(x, [row, 0], [width])
        total = function.contract("linalg.matvec", weights, state, shift)
        return [function.softplus(total)]

    (state,) = function.loop(function.index(rows), body, start)
    return define(
        "for-recurrent-cell-matvec-64x64",
        function,
        [state],
        [contiguous(rows, width), contiguous(width, width), contiguous(width)],
        rows * width,
        "w = a1 / 64; scan(lambda x, h: F.softplus(x + w @ h), a0, a2)[-1]",
    )
