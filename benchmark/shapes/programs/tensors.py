"""Tensors that are sliced, padded, reshaped, transposed or gathered."""

from ir import Function, dynamic, tensor
from program import ELEMENTS, contiguous
from programs.common import MATRIX, SQUARE, define

FIXED = tensor(256, 256)
CUBE = tensor(*dynamic(3))


def programs():
    yield _transpose_then()
    yield _then_transpose()
    yield _permute("tensor-transpose-0-2-1", (16, 64, 64), (0, 2, 1))
    yield _permute("tensor-transpose-2-0-1", (32, 32, 64), (2, 0, 1))
    yield _slice_rows()
    yield _slice_columns()
    yield _reverse("tensor-reversed-columns", ("i", "255 - j"), 1)
    yield _reverse("tensor-reversed-rows", ("255 - i", "j"), 0)
    yield _gate()
    yield _reshape()
    yield _pad()
    yield _concatenate()
    yield _insert()
    yield _gather_rows()
    yield _gather_computed_rows()


def _transpose_then():
    function = Function(MATRIX, MATRIX)
    x, init = function.arguments
    y = function.softplus(function.transpose(x, init, (1, 0)))
    torch = "F.softplus(a0.t()).contiguous()"
    return define("tensor-transpose-then", function, [y], [SQUARE] * 2, ELEMENTS, torch)


def _then_transpose():
    function = Function(MATRIX, MATRIX)
    x, init = function.arguments
    y = function.transpose(function.softplus(x), init, (1, 0))
    torch = "F.softplus(a0).t().contiguous()"
    return define("tensor-then-transpose", function, [y], [SQUARE] * 2, ELEMENTS, torch)


def _permute(name, shape, permutation):
    permuted = [shape[source] for source in permutation]
    function = Function(CUBE, CUBE)
    x, init = function.arguments
    y = function.softplus(function.transpose(x, init, permutation))
    operands = [contiguous(*shape), contiguous(*permuted)]
    torch = f"F.softplus(a0.permute{permutation}).contiguous()"
    return define(name, function, [y], operands, ELEMENTS, torch)


def _slice_rows():
    function = Function(tensor("?", 64))
    (x,) = function.arguments
    y = function.softplus(function.slice(x, [0, 0], [1024, 33]))
    return define(
        "tensor-slice-rows",
        function,
        [y],
        [contiguous(1024, 64)],
        1024 * 33,
        "F.softplus(a0[:, :33])",
    )


def _slice_columns():
    function = Function(tensor(256, 512))
    (x,) = function.arguments
    y = function.softplus(function.slice(x, [0, 1], [256, 256], [1, 2]))
    return define(
        "tensor-slice-every-second-column",
        function,
        [y],
        [contiguous(256, 512)],
        ELEMENTS,
        "F.softplus(a0[:, 1::2])",
    )


def _reverse(name, indices, dimension):
    function = Function(FIXED)
    (x,) = function.arguments
    init = function.empty(FIXED)
    reversed_ = function.generic(
        "ij", [x[indices]], [init["ij"]], "linalg.yield %in0 : f32"
    )
    y = function.softplus(reversed_)
    torch = f"F.softplus(a0.flip({dimension}))"
    return define(name, function, [y], [SQUARE], ELEMENTS, torch)


def _gate():
    function = Function(tensor("?", 256))
    (x,) = function.arguments
    rows = function.size(x, 0)
    half = tensor("?", 128)
    left, right = (
        function.value(
            f"tensor.extract_slice {x}[0, {column}] [{rows}, 128] [1, 1]"
            f" : {x.type} to {half}",
            half,
        )
        for column in (0, 128)
    )
    y = function.elementwise("arith.mulf", function.softplus(left), right)
    return define(
        "tensor-chunk2-gate",
        function,
        [y],
        [contiguous(512, 256)],
        ELEMENTS,
        "F.softplus(a0[:, :128]) * a0[:, 128:]",
        has_torch_compile=True,
    )


def _reshape():
    function = Function(FIXED)
    (x,) = function.arguments
    type_ = tensor(256, 64, 4)
    reshaped = function.value(
        f"tensor.expand_shape {x} [[0], [1, 2]] output_shape [256, 64, 4]"
        f" : {x.type} into {type_}",
        type_,
    )
    y = function.softplus(reshaped)
    torch = "F.softplus(a0.view(256, 64, 4))"
    return define("tensor-reshape-then", function, [y], [SQUARE], ELEMENTS, torch)


def _pad():
    function = Function(tensor(254, 254))
    (x,) = function.arguments
    zero = function.constant(0.0, "f32")
    padded = function.value(
        f"tensor.pad {x} low[1, 1] high[1, 1] {{\n"
        f"^bb0(%i: index, %j: index):\n"
        f"  tensor.yield {zero} : f32\n"
        f"}} : {x.type} to {FIXED}",
        FIXED,
    )
    y = function.softplus(padded)
    torch = "F.softplus(F.pad(a0, (1, 1, 1, 1)))"
    operand = contiguous(254, 254)
    return define("tensor-pad-then", function, [y], [operand], ELEMENTS, torch)


def _concatenate():
    half = tensor(256, 128)
    function = Function(half, half)
    x0, x1 = function.arguments
    joined = function.value(
        f"tensor.concat dim(1) {x0}, {x1} : ({half}, {half}) -> {FIXED}", FIXED
    )
    y = function.softplus(joined)
    torch = "F.softplus(torch.cat([a0, a1], 1))"
    operands = [contiguous(256, 128)] * 2
    return define("tensor-concat", function, [y], operands, ELEMENTS, torch)


def _insert():
    """softplus in place of the left half of the columns."""
    function = Function(tensor(512, 128), tensor(512, 256))
    x, whole = function.arguments
    y = function.insert(function.softplus(x), whole, [0, 0])
    torch = "y = a1.clone(); y[:, :128] = F.softplus(a0); y"
    operands = [contiguous(512, 128), contiguous(512, 256)]
    return define("tensor-insert-slice", function, [y], operands, ELEMENTS, torch)


def _gather_rows():
    """Rows of an embedding, by indices."""
    function = Function(tensor("?", 128), tensor("?", element="i64"))
    table, rows = function.arguments
    init = function.empty(tensor("?", 128), function.size(rows, 0))
    gathered = function.generic(
        "ij",
        [rows["i"]],
        [init["ij"]],
        f"""
        %row = arith.index_cast %in0 : i64 to index
        %column = linalg.index 1 : index
        %x = tensor.extract {table}[%row, %column] : {table.type}
        linalg.yield %x : f32
        """,
    )
    y = function.softplus(gathered)
    return define(
        "tensor-gather-embedding-rows",
        function,
        [y],
        [contiguous(64, 128), contiguous(512, element="i64")],
        ELEMENTS,
        "F.softplus(F.embedding(a1, a0))",
        has_torch_compile=True,
    )


def _gather_computed_rows():
    """Every row of a table twice, by the index of the loop."""
    function = Function(tensor(128, 256))
    (table,) = function.arguments
    init = function.empty(FIXED)
    y = function.generic(
        "ij",
        [],
        [init["ij"]],
        f"""
        %i = linalg.index 0 : index
        %column = linalg.index 1 : index
        %two = arith.constant 2 : index
        %row = arith.divui %i, %two : index
        %x = tensor.extract {table}[%row, %column] : {table.type}
        %y = softplus.softplus %x : f32
        linalg.yield %y : f32
        """,
    )
    return define(
        "tensor-gather-computed-rows",
        function,
        [y],
        [contiguous(128, 256)],
        ELEMENTS,
        "F.softplus(a0.repeat_interleave(2, 0))",
    )
