"""Loops over rows and scalars, and bodies that know the index of their loop."""

from ir import Function, memref, tensor
from program import ELEMENTS, contiguous
from programs.common import BUFFER, FLAT, SOFTPLUS_OUT, define


def programs():
    for columns in (16, 64, 200):
        yield _rows(columns)
        yield _rows_of_memref(columns)
    yield _scalars()
    yield _parallel_scalars()
    yield _index()
    yield _loaded_by_index()


def _rows(columns):
    type_ = tensor("?", columns)
    function = Function(type_, type_)
    x, _ = function.arguments
    count = function.size(x, 0)

    def body(row, result):
        y = function.softplus(function.slice(x, [row, 0], [columns]))
        return [function.insert(y, result, [row, 0])]

    (y,) = function.loop(count, body, function.empty(type_, count))
    operand = contiguous(ELEMENTS // columns, columns)
    name = f"for-rows-{columns}"
    return define(name, function, [y], [operand] * 2, operand.size, "rows(a0, a1)")


def _rows_of_memref(columns):
    type_ = memref("?", columns)
    function = Function(type_, type_)
    view = memref(columns, strides=[1], offset="?")

    def body(row):
        views = [
            function.value(
                f"memref.subview {argument}[{row}, 0] [1, {columns}] [1, 1]"
                f" : {type_} to {view}",
                view,
            )
            for argument in function.arguments
        ]
        function.map("softplus.softplus", *views)

    function.loop(function.size(function.arguments[0], 0), body)
    operand = contiguous(ELEMENTS // columns, columns)
    name = f"for-rows-{columns}-memref"
    return define(name, function, [], [operand] * 2, operand.size, "rows(a0, a1)")


def _scalars():
    function = Function(BUFFER, BUFFER)
    x, out = function.arguments

    def body(i):
        y = function.softplus(function.load(x, i))
        function.store(y, out, i)

    function.loop(function.size(x, 0), body)
    return define("scalar-loop-scf", function, [], [FLAT] * 2, ELEMENTS, SOFTPLUS_OUT)


def _parallel_scalars():
    function = Function(BUFFER, BUFFER)
    x, out = function.arguments
    start, step = function.index(0), function.index(1)
    size = function.size(x, 0)
    function.do(
        f"scf.parallel (%i) = ({start}) to ({size}) step ({step}) {{\n"
        f"  %x = memref.load {x}[%i] : {x.type}\n"
        f"  %y = softplus.softplus %x : f32\n"
        f"  memref.store %y, {out}[%i] : {out.type}\n"
        f"}}"
    )
    return define("parallel-loop-scf", function, [], [FLAT] * 2, ELEMENTS, SOFTPLUS_OUT)


def _index():
    function = Function(BUFFER, BUFFER)
    x, out = function.arguments
    function.generic(
        "i",
        [x["i"]],
        [out["i"]],
        """
        %i = linalg.index 0 : index
        %integer = arith.index_cast %i : index to i32
        %number = arith.sitofp %integer : i32 to f32
        %sum = arith.addf %in0, %number : f32
        %y = softplus.softplus %sum : f32
        linalg.yield %y : f32
        """,
    )
    torch = (
        f"torch.ops.aten.softplus.out(a0 + torch.arange({ELEMENTS}), 1.0, 20.0, out=a1)"
    )
    return define("generic-with-index", function, [], [FLAT] * 2, ELEMENTS, torch)


def _loaded_by_index():
    matrix = memref("?", "?")
    function = Function(BUFFER, matrix, matrix)
    column, x, out = function.arguments
    function.generic(
        "ij",
        [x["ij"]],
        [out["ij"]],
        f"""
        %i = linalg.index 0 : index
        %loaded = memref.load {column}[%i] : {column.type}
        %sum = arith.addf %in0, %loaded : f32
        %y = softplus.softplus %sum : f32
        linalg.yield %y : f32
        """,
    )
    return define(
        "generic-gather",
        function,
        [],
        [contiguous(256), contiguous(256, 256), contiguous(256, 256)],
        ELEMENTS,
        "torch.ops.aten.softplus.out(a0[:, None] + a1, 1.0, 20.0, out=a2)",
    )
