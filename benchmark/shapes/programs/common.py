"""What programs of several kinds are made of."""

from ir import Function, memref, tensor
from program import ELEMENTS, Program, Result, contiguous

SOFTPLUS_OUT = "torch.ops.aten.softplus.out(a0, 1.0, 20.0, out=a1)"
MINUS_INFINITY = "0xFF800000"  # Of f32.
BUFFER = memref("?")
MATRIX = tensor("?", "?")
ROW = tensor("?")
SQUARE = contiguous(256, 256)
FLAT = contiguous(ELEMENTS)


def define(name, function, returned, operands, evaluations, torch, **fields):
    """The program of a function that returns those values, or else writes to its last
    operand; `fields` are those of Program."""
    results = [Result(value.type.element, len(value.type.shape)) for value in returned]
    mlir = function.returns(*returned)
    return Program(name, mlir, operands, results, evaluations, torch, **fields)


def map_softplus(
    name, type_, operand, out=None, torch=SOFTPLUS_OUT, attributes="", **fields
):
    """softplus of a memref by linalg.map. `out` has the type and the layout of the
    result, if they are others than those of the operand."""
    out_type, out_operand = out or (type_, operand)
    function = Function(type_, out_type)
    function.map("softplus.softplus", *function.arguments, attributes=attributes)
    operands = [operand, out_operand]
    return define(name, function, [], operands, operand.size, torch, **fields)


def softplus_tensor(name, type_, *shape, **fields):
    """softplus of a tensor."""
    function = Function(type_)
    y = function.softplus(*function.arguments)
    operand = contiguous(*shape, element=type_.element)
    return define(
        name, function, [y], [operand], operand.size, "F.softplus(a0)", **fields
    )
