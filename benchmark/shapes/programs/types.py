"""Other element types and another beta: f64, halves, halves computed on in f32."""

from ir import Function, memref, tensor
from program import ELEMENTS, HALVES, contiguous, padded_rows, strided, transposed
from programs.broadcasts import bias_rows
from programs.chains import chain_operations, masked, mish
from programs.common import BUFFER, FLAT, SOFTPLUS_OUT, define, map_softplus
from programs.contractions import matmul_bias_softplus
from programs.reductions import reduce_all_but, sum_softplus


def programs():
    for element in ("f64", *HALVES):
        yield from _layouts(element)
        yield from _neighbours(element)
    yield matmul_bias_softplus((2048, 16, 64), "f64")
    yield matmul_bias_softplus((256, 256, 256), "f64")
    for element in HALVES:
        yield _mixed_tensor(element)
        yield _mixed_generic(element)
        yield _mixed_sum(element)
        yield _mixed_matmul(element)
    yield from _beta()


def _layouts(element):
    base = {"contiguous": f"flat-{element}"}
    flat = memref("?", element=element)
    operand = contiguous(ELEMENTS, element=element)
    yield map_softplus(f"flat-{element}", flat, operand, contiguous=None)
    rows = memref("?", "?", element=element, strides=["?", 1])
    for columns in (17, 100):
        operand = padded_rows(ELEMENTS // columns, columns, element=element)
        yield map_softplus(f"subview-rows-{columns}-{element}", rows, operand, **base)
    any_strides = memref("?", element=element, strides=["?"])
    operand = strided([ELEMENTS], [2], element=element)
    yield map_softplus(f"rank1-stride2-{element}", any_strides, operand, **base)
    for size in (1, 17):
        operand = contiguous(size, element=element)
        yield map_softplus(f"call-{size}-{element}", flat, operand, **base)
    columns = memref("?", "?", element=element, strides=[1, "?"])
    operand = transposed(1024, 64, element=element)
    out = memref("?", "?", element=element), contiguous(1024, 64, element=element)
    name = f"transposed-in-1024x64-{element}"
    yield map_softplus(name, columns, operand, out, **base)


def _neighbours(element):
    """softplus among other operations on the same type, but sums of halves in f32."""
    base = {"contiguous": f"flat-{element}"}
    flat = contiguous(ELEMENTS, element=element)
    row = tensor("?", element=element)
    square = contiguous(256, 256, element=element)
    yield sum_softplus(f"sum-all-{element}", flat, "", **base)
    yield sum_softplus(f"sum-rows-256-{element}", square, "i", **base)
    yield sum_softplus(f"sum-columns-256-{element}", square, "j", **base)
    types = tensor("?", "?", element=element), row
    for columns in (17, 100):
        name = f"bias-row-{columns}-dynamic-{element}"
        yield bias_rows(name, ELEMENTS // columns, columns, types, element, **base)
    yield chain_operations(row, flat, f"chain-ops-{element}", **base)
    yield masked(row, flat, f"masked-where-{element}", **base)
    yield mish(row, flat, f"mish-{element}", **base)


def _mixed_tensor(element):
    function = Function(tensor("?", element=element))
    (x,) = function.arguments
    wide = function.softplus(function.convert("arith.extf", x, "f32"))
    y = function.convert("arith.truncf", wide, element)
    return define(
        f"mixed-{element}-tensor",
        function,
        [y],
        [contiguous(ELEMENTS, element=element)],
        ELEMENTS,
        "F.softplus(a0.float()).to(a0.dtype)",
        has_torch_compile=True,
    )


def _mixed_generic(element):
    type_ = memref("?", element=element)
    function = Function(type_, type_)
    x, out = function.arguments
    function.generic(
        "i",
        [x["i"]],
        [out["i"]],
        f"""
        %wide = arith.extf %in0 : {element} to f32
        %activated = softplus.softplus %wide : f32
        %y = arith.truncf %activated : f32 to {element}
        linalg.yield %y : {element}
        """,
    )
    operands = [contiguous(ELEMENTS, element=element)] * 2
    return define(
        f"mixed-{element}-generic", function, [], operands, ELEMENTS, SOFTPLUS_OUT
    )


def _mixed_sum(element):
    function = Function(tensor("?", "?", element=element))
    (x,) = function.arguments
    y = function.softplus(function.convert("arith.extf", x, "f32"))
    total = reduce_all_but(function, "arith.addf", y, "i")
    return define(
        f"mixed-{element}-sum-rows-256",
        function,
        [total],
        [contiguous(256, 256, element=element)],
        ELEMENTS,
        "F.softplus(a0.float()).sum(1)",
        has_torch_compile=True,
    )


def _mixed_matmul(element):
    """Products of halves, with sums, bias and softplus in f32."""
    rows, inner, columns = 256, 64, 128
    shapes = ((rows, inner), (inner, columns), (columns,))
    function = Function(*(tensor(*shape, element=element) for shape in shapes))
    left, right, row = function.arguments
    zeros = function.filled(0.0, tensor(rows, columns))
    product = function.contract("linalg.matmul", left, right, zeros)
    bias = function.convert("arith.extf", row, "f32")
    init = function.empty(product.type)
    shifted = function.combine("arith.addf", product["ij"], bias["j"], init["ij"])
    y = function.convert("arith.truncf", function.softplus(shifted), element)
    return define(
        f"mixed-{element}-matmul-{rows}x{inner}x{columns}-bias-softplus",
        function,
        [y],
        [contiguous(*shape, element=element) for shape in shapes],
        rows * columns,
        "F.softplus(a0 @ a1 + a2)",
        contiguous=None,
    )


def _beta():
    rows = memref("?", "?", strides=["?", 1])
    for name, type_, operand, base in (
        ("flat", BUFFER, FLAT, None),
        ("subview-rows-17", rows, padded_rows(3855, 17), "flat-beta-0.7"),
        ("call-1", BUFFER, contiguous(1), "flat-beta-0.7"),
    ):
        yield map_softplus(
            f"{name}-beta-0.7",
            type_,
            operand,
            torch="torch.ops.aten.softplus.out(a0, 0.7, 20.0, out=a1)",
            attributes=" {beta = 0.7 : f64}",
            contiguous=base,
        )
