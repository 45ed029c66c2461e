"""Broadcasts: biases of rows, columns and channels, scales, outer sums."""

from ir import Function, tensor
from program import ELEMENTS, contiguous
from programs.common import MATRIX, ROW, SQUARE, define


def programs():
    yield from _row_biases()
    yield from _column_biases()
    yield from _images()
    yield _softplus_of_row()
    yield _outer_product()
    yield _scaled_rows()
    yield _outer_sum()
    yield _pairwise_sum()


def bias_rows(name, rows, columns, types, element="f32", **fields):
    """A matrix plus a row, then softplus; `types` are those of both."""
    matrix, row = types
    function = Function(matrix, row, matrix)
    x, bias, init = function.arguments
    y = function.softplus(
        function.combine("arith.addf", x["ij"], bias["j"], init["ij"])
    )
    operand = contiguous(rows, columns, element=element)
    operands = [operand, contiguous(columns, element=element), operand]
    torch = "F.softplus(a0 + a1)"
    return define(name, function, [y], operands, operand.size, torch, **fields)


def _row_biases():
    for columns in (1, 3, 8, 17, 64, 100, 1000):
        rows = ELEMENTS // columns
        fields = {"has_torch_compile": columns in (3, 8, 100)}
        name = f"bias-row-{columns}-dynamic"
        yield bias_rows(name, rows, columns, (MATRIX, ROW), **fields)
        if columns in (3, 8, 17, 100):
            static = tensor(rows, columns), tensor(columns)
            name = f"bias-row-{columns}-static"
            yield bias_rows(name, rows, columns, static, **fields)


def _column_biases():
    for columns in (8, 196):
        rows = ELEMENTS // columns
        function = Function(MATRIX, ROW, MATRIX)
        x, bias, init = function.arguments
        y = function.softplus(
            function.combine("arith.addf", x["ij"], bias["i"], init["ij"])
        )
        operand = contiguous(rows, columns)
        yield define(
            f"bias-column-{columns}",
            function,
            [y],
            [operand, contiguous(rows), operand],
            operand.size,
            "F.softplus(a0 + a1[:, None])",
            has_torch_compile=True,
        )


def _images():
    for side in (7, 14, 56):
        batch = max(1, ELEMENTS // (side * side * 32))
        name = f"bias-nchw-{side}x{side}"
        yield _channels(name, "nchw", (batch, 32, side), "arith.addf")
    yield _channels("bias-nhwc-14x14", "nhwc", (10, 32, 14), "arith.addf")
    yield _channels("bias-nhwc-128x8x8", "nhwc", (8, 128, 8), "arith.addf")
    yield _channels("depthwise-scale-nchw-14x14", "nchw", (10, 32, 14), "arith.mulf")
    yield _channels("depthwise-scale-nhwc-14x14", "nhwc", (10, 32, 14), "arith.mulf")


def _channels(name, layout, sizes, operation):
    """An operation on images and one value a channel, and softplus, in one body;
    `sizes` has batch, channels and side of an image."""
    batch, channels, side = sizes
    axes = {"n": batch, "c": channels, "h": side, "w": side}
    shape = [axes[axis] for axis in layout]
    image = tensor("?", *shape[1:])
    function = Function(image, tensor(channels))
    x, values = function.arguments
    init = function.empty(image, function.size(x, 0))
    y = function.generic(
        layout,
        [x[layout], values["c"]],
        [init[layout]],
        f"""
        %z = {operation} %in0, %in1 : f32
        %y = softplus.softplus %z : f32
        linalg.yield %y : f32
        """,
    )
    operand = contiguous(*shape)
    sign = "+" if operation == "arith.addf" else "*"
    row = "a1[:, None, None]" if layout == "nchw" else "a1"
    return define(
        name,
        function,
        [y],
        [operand, contiguous(channels)],
        operand.size,
        f"F.softplus(a0 {sign} {row})",
        has_torch_compile=True,
    )


def _softplus_of_row():
    """Fusion behind the broadcast would compute softplus of the row for every row."""
    function = Function(MATRIX, ROW, MATRIX)
    x, row, init = function.arguments
    scale = function.softplus(row)
    y = function.combine("arith.mulf", x["ij"], scale["j"], init["ij"])
    return define(
        "small-softplus-broadcast",
        function,
        [y],
        [SQUARE, contiguous(256), SQUARE],
        ELEMENTS,
        "a0 * F.softplus(a1)",
        has_torch_compile=True,
        note="256 softplus; the unit is a product",
    )


def _outer_product():
    vector = tensor(256)
    function = Function(vector, vector)
    x0, x1 = function.arguments
    left = function.softplus(x0)
    init = function.empty(tensor(256, 256))
    y = function.combine("arith.mulf", left["i"], x1["j"], init["ij"])
    return define(
        "outer-product",
        function,
        [y],
        [contiguous(256)] * 2,
        ELEMENTS,
        "torch.outer(F.softplus(a0), a1)",
        note="256 softplus; the unit is a product",
    )


def _scaled_rows():
    function = Function(MATRIX, ROW, MATRIX)
    x, scale, init = function.arguments
    y = function.softplus(
        function.combine("arith.mulf", x["ij"], scale["i"], init["ij"])
    )
    return define(
        "scale-rows-256",
        function,
        [y],
        [SQUARE, contiguous(256), SQUARE],
        ELEMENTS,
        "F.softplus(a0 * a1[:, None])",
        has_torch_compile=True,
    )


def _outer_sum():
    """softplus of the sum of two broadcasts."""
    function = Function(ROW, ROW)
    x0, x1 = function.arguments
    sizes = [function.size(x, 0) for x in function.arguments]
    init = function.empty(MATRIX, *sizes)
    y = function.softplus(function.combine("arith.addf", x0["i"], x1["j"], init["ij"]))
    return define(
        "outer-sum-256x256",
        function,
        [y],
        [contiguous(256)] * 2,
        ELEMENTS,
        "F.softplus(a0[:, None] + a1)",
        has_torch_compile=True,
    )


def _pairwise_sum():
    """softplus of the sum of every two rows."""
    rows = tensor("?", 32)
    function = Function(rows, rows)
    x0, x1 = function.arguments
    sizes = [function.size(x, 0) for x in function.arguments]
    init = function.empty(tensor("?", "?", 32), *sizes)
    y = function.softplus(
        function.combine("arith.addf", x0["ik"], x1["jk"], init["ijk"])
    )
    return define(
        "pairwise-sum-48x40x32",
        function,
        [y],
        [contiguous(48, 32), contiguous(40, 32)],
        48 * 40 * 32,
        "F.softplus(a0[:, None] + a1)",
        has_torch_compile=True,
    )
