"""What is measured: cases, their operands, and the sample for errors."""

import itertools
import os
import pathlib
from dataclasses import dataclass

import ml_dtypes
import numpy as np

OPS = ("softplus", "softplus_grad")
TYPES = ("f32", "f64", "f16", "bf16")
BETAS = (1.0, 0.7)
THRESHOLD = 20.0

NUMPY_TYPES = {
    "f16": np.dtype(np.float16),
    "bf16": np.dtype(ml_dtypes.bfloat16),
    "f32": np.dtype(np.float32),
    "f64": np.dtype(np.float64),
}

# The operands of a measurement repeat this many elements.
TILE = 1 << 16


@dataclass(frozen=True)
class Case:
    """A function to measure: an operation, its element type and its beta."""

    op: str
    type: str
    beta: float

    @property
    def name(self):
        return f"{self.op}-{self.type}-beta-{self.beta:g}"

    @property
    def dtype(self):
        return NUMPY_TYPES[self.type]

    @property
    def is_gradient(self):
        return self.op == "softplus_grad"


class Unsupported(Exception):
    """A case that a peer does not know; the message says why."""


def all_cases(types=TYPES, ops=OPS, betas=BETAS):
    return [Case(*case) for case in itertools.product(ops, types, betas)]


def parse_case(name):
    op, type_, _, beta = name.split("-")
    return Case(op, type_, float(beta))


def write_tiles(folder: pathlib.Path):
    """Writes the operands: x is normal with deviation 4, dy with deviation 1."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(1)
    x = generator.normal(0.0, 4.0, TILE)
    dy = generator.normal(0.0, 1.0, TILE)
    for name, dtype in NUMPY_TYPES.items():
        x.astype(dtype).tofile(folder / f"x-{name}")
        dy.astype(dtype).tofile(folder / f"dy-{name}")


def read_operands(folder: pathlib.Path, case: Case, size: int):
    """The operands x and dy of `size` elements, at addresses of whole pages."""
    return tuple(
        _repeat(np.fromfile(folder / f"{name}-{case.type}", case.dtype), size)
        for name in ("x", "dy")
    )


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
    """The operands x and dy on which errors are measured: x from -100 to 30,
    dense where the result is neither x nor a tail, and of all magnitudes."""
    generator = np.random.default_rng(2)
    magnitudes = np.exp2(generator.uniform(-20.0, 4.5, 8192))
    x = np.concatenate(
        [
            np.linspace(-100.0, 30.0, 16384),
            generator.uniform(-4.0, 4.0, 8192),
            magnitudes * generator.choice([-1.0, 1.0], magnitudes.size),
        ]
    )
    dy = generator.normal(0.0, 1.0, x.size)
    return x.astype(case.dtype), dy.astype(case.dtype)
