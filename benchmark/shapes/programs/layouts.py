"""Memrefs with strides: columns, rows of slices, transposed matrices, crops."""

from ir import dynamic, memref
from program import ELEMENTS, contiguous, padded_rows, strided, transposed
from programs.common import FLAT, SQUARE, map_softplus

ROWS = memref("?", "?", strides=["?", 1], offset="?")
COLUMNS = memref("?", "?", strides=[1, "?"])


def programs():
    yield from _vectors()
    yield from _matrices()
    yield from _rows()
    yield from _images()
    yield from _transposed()
    broadcast = memref("?", "?", strides=[0, 1])
    operand = strided((256, 256), (0, 1))
    out = memref("?", "?"), SQUARE
    yield map_softplus("broadcast-stride-0", broadcast, operand, out)


def _vectors():
    every_second = memref("?", strides=[2])
    operand = strided([ELEMENTS], [2])
    out = memref("?"), FLAT
    yield map_softplus("rank1-stride2-static", every_second, operand, out)
    yield map_softplus("rank1-stride2-both", every_second, operand)
    any_strides = memref("?", strides=["?"], offset="?")
    for stride in (1, 2, 3, 16):
        operand = strided([ELEMENTS], [stride])
        yield map_softplus(f"rank1-dynamic-stride-is-{stride}", any_strides, operand)


def _matrices():
    any_strides = memref("?", "?", strides=["?", "?"], offset="?")
    for name, strides in (
        ("contiguous", (256, 1)),
        ("2", (512, 2)),
        ("rows", (300, 1)),
        ("columns", (1, 256)),
    ):
        operand = strided((256, 256), strides)
        yield map_softplus(f"rank2-dynamic-strides-{name}", any_strides, operand)


def _rows():
    for columns in (1, 2, 3, 5, 8, 16, 17, 31, 63, 64, 65, 100, 127, 1000):
        operand = padded_rows(ELEMENTS // columns, columns)
        yield map_softplus(f"subview-rows-{columns}", ROWS, operand)
    for columns in (3, 8, 17, 100):
        rows = ELEMENTS // columns
        operand = padded_rows(rows, columns)
        static = memref(rows, columns, strides=operand.strides)
        yield map_softplus(f"subview-rows-static-{columns}", static, operand)
        static_columns = memref("?", columns, strides=["?", 1])
        name = f"subview-rows-static-cols-{columns}"
        yield map_softplus(name, static_columns, operand)


def _images():
    """Of batch, channels, height, width: a part of each image, of the channels."""
    type_ = memref(*dynamic(4), strides=["?", "?", "?", 1], offset="?")
    crop = strided((16, 21, 14, 14), (21 * 256, 256, 16, 1))
    yield map_softplus("nchw-crop-14x14", type_, crop)
    channels = strided((16, 21, 14, 14), (64 * 196, 196, 14, 1))
    yield map_softplus("nchw-channel-slice", type_, channels)


def _transposed():
    for rows, columns in (256, 256), (1024, 64), (8192, 8):
        operand = transposed(rows, columns)
        out = memref("?", "?"), contiguous(rows, columns)
        yield map_softplus(f"transposed-in-{rows}x{columns}", COLUMNS, operand, out)
    yield map_softplus("transposed-both-256", COLUMNS, transposed(256, 256))
    planes = memref(*dynamic(3), strides=["?", 1, "?"])
    operand = strided((16, 64, 64), (64 * 64, 1, 64))
    out = memref(*dynamic(3)), contiguous(16, 64, 64)
    yield map_softplus("transposed-in-planes-64x64", planes, operand, out)
    channels_last = memref(*dynamic(4), strides=["?", 1, "?", "?"])
    operand = strided((4, 64, 16, 16), (64 * 256, 1, 64 * 16, 64))
    out = memref(*dynamic(4)), contiguous(4, 64, 16, 16)
    yield map_softplus("transposed-in-nhwc-to-nchw", channels_last, operand, out)
