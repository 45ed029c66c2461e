"""The operands of a measurement, and the sample for errors, as arrays."""

import os
import pathlib

import ml_dtypes
import numpy as np

from cases import Case

DTYPES = {
    "f16": np.dtype(np.float16),
    "bf16": np.dtype(ml_dtypes.bfloat16),
    "f32": np.dtype(np.float32),
    "f64": np.dtype(np.float64),
}

# The operands of a measurement repeat this many elements.
TILE = 1 << 16


def write_tiles(folder: pathlib.Path):
    """Writes the operands: x is normal with deviation 4, dy with deviation 1."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(1)
    x = generator.normal(0.0, 4.0, TILE)
    dy = generator.normal(0.0, 1.0, TILE)
    for name, dtype in DTYPES.items():
        x.astype(dtype).tofile(folder / f"x-{name}")
        dy.astype(dtype).tofile(folder / f"dy-{name}")


def read_operands(folder: pathlib.Path, case: Case, size: int):
    """The operands of `size` elements by name, at addresses of whole pages."""
    dtype = DTYPES[case.type]
    return {
        name: _repeat(np.fromfile(folder / f"{name}-{case.type}", dtype), size)
        for name in case.operands
    }


def empty_aligned(size, dtype):
    page = os.sysconf("SC_PAGE_SIZE")
    memory = np.empty(size * dtype.itemsize + page, np.uint8)
    start = -memory.ctypes.data % page
    return memory[start : start + size * dtype.itemsize].view(dtype)


def _repeat(tile, size):
    result = empty_aligned(size, tile.dtype)
    for start in range(0, size, tile.size):
        part = result[start : start + tile.size]
        part[:] = tile[: part.size]
    return result


def sample(case: Case):
    """The operands by name on which errors are measured: x from -100 to 30, dense
    where the result is neither x nor a tail, and of all magnitudes."""
    generator = np.random.default_rng(2)
    magnitudes = np.exp2(generator.uniform(-20.0, 4.5, 8192))
    x = np.concatenate(
        [
            np.linspace(-100.0, 30.0, 16384),
            generator.uniform(-4.0, 4.0, 8192),
            magnitudes * generator.choice([-1.0, 1.0], magnitudes.size),
        ]
    )
    values = {"x": x, "dy": generator.normal(0.0, 1.0, x.size)}
    dtype = DTYPES[case.type]
    return {name: values[name].astype(dtype) for name in case.operands}
