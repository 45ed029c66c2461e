"""Contiguous memory: ranks, inner sizes, several results, in place."""

import dataclasses

from ir import Function, dynamic, memref, tensor
from program import ELEMENTS, contiguous, strided
from programs.common import BUFFER, FLAT, ROW, define, map_softplus, softplus_tensor


def programs():
    yield map_softplus("flat", BUFFER, FLAT)
    yield map_softplus("flat-fast", BUFFER, FLAT, options={"accuracy": "fast"})
    yield map_softplus("odd-65533", BUFFER, contiguous(65533))
    shifted = memref("?", strides=[1], offset="?")
    operand = strided([ELEMENTS], [1], offset=1)
    yield map_softplus("flat-offset-1", shifted, operand)
    yield from _inner_sizes()
    yield from _ranks()
    yield softplus_tensor("tensor-flat-dynamic", ROW, ELEMENTS)
    yield softplus_tensor("tensor-flat-static", tensor(ELEMENTS), ELEMENTS)
    yield softplus_tensor("tensor-1000x3", tensor("?", 3), ELEMENTS // 3, 3)
    yield _two_results()
    yield _two_tensors()
    yield from _in_place()


def _inner_sizes():
    for columns in (1, 2, 3, 5, 8, 17, 100, 1000):
        rows = ELEMENTS // columns
        operand = contiguous(rows, columns)
        static = memref(rows, columns)
        yield map_softplus(f"inner-{columns}-static", static, operand)
        yield map_softplus(f"inner-{columns}-dynamic", memref("?", "?"), operand)


def _ranks():
    for shape in (256, 256), (16, 64, 64), (16, 16, 16, 16), (4, 8, 8, 16, 16):
        name = f"rank-{len(shape)}-dynamic"
        yield map_softplus(name, memref(*dynamic(len(shape))), contiguous(*shape))


def _two_results():
    function = Function(*[BUFFER] * 4)
    x0, x1, out0, out1 = function.arguments
    function.generic(
        "i",
        [x0["i"], x1["i"]],
        [out0["i"], out1["i"]],
        """
        %y0 = softplus.softplus %in0 : f32
        %y1 = softplus.softplus %in1 : f32
        linalg.yield %y0, %y1 : f32, f32
        """,
    )
    first = "torch.ops.aten.softplus.out(a0, 1.0, 20.0, out=a2)"
    second = "torch.ops.aten.softplus.out(a1, 1.0, 20.0, out=a3)"
    return define(
        "two-results",
        function,
        [],
        [FLAT] * 4,
        2 * ELEMENTS,
        f"{first}; {second}; (a2, a3)",
        written=[2, 3],
    )


def _two_tensors():
    function = Function(ROW, ROW)
    returned = [function.softplus(x) for x in function.arguments]
    torch = "(F.softplus(a0), F.softplus(a1))"
    return define("two-tensors", function, returned, [FLAT] * 2, 2 * ELEMENTS, torch)


def _in_place():
    torch = "torch.ops.aten.softplus.out(a0, 1.0, 20.0, out=a0)"
    function = Function(BUFFER)
    (x,) = function.arguments
    function.map("softplus.softplus", x, x)
    yield define("in-place", function, [], [FLAT], ELEMENTS, torch)
    same_memory = dataclasses.replace(FLAT, memory_of=0)
    out = BUFFER, same_memory
    yield map_softplus("in-place-aliased", BUFFER, FLAT, out, torch)
