"""Errors in units in the last place, against GNU MPFR."""

import pathlib

import gmpy2
import numpy as np

from cases import Case
from functions import THRESHOLD
from operands import sample

# Bits of the significand and the smallest exponent of a normal number.
FORMATS = {"f16": (11, -14), "bf16": (8, -126), "f32": (24, -126), "f64": (53, -1022)}


def compute_dtype(case: Case):
    return np.float64 if case.type == "f64" else np.float32


def write_reference(folder: pathlib.Path, case: Case):
    """Writes the exact results on the sample, each as the sum of two doubles."""
    values = [array.astype(float) for array in sample(case).values()]
    high = np.empty(values[0].size)
    low = np.empty(values[0].size)
    with gmpy2.context(gmpy2.get_context(), precision=240):
        beta = gmpy2.mpfr(float(compute_dtype(case)(case.beta)))
        for i, elements in enumerate(zip(*values)):
            exact = (gmpy2.mpfr(float(element)) for element in elements)
            y = case.function.exact(gmpy2, beta, *exact)
            high[i] = float(y)
            low[i] = float(y - gmpy2.mpfr(high[i]))
    np.savez(folder / f"reference-{case.name}.npz", high=high, low=low)


def max_error(folder: pathlib.Path, case: Case, result, has_threshold):
    """The largest error of `result` on the sample, and the x where it is."""
    operands = sample(case)
    x = operands["x"]
    reference = np.load(folder / f"reference-{case.name}.npz")
    high, low = reference["high"], reference["low"]
    if has_threshold and case.function.linear:
        dtype = compute_dtype(case)
        is_linear = x.astype(dtype) * dtype(case.beta) > THRESHOLD
        linear = operands[case.function.linear].astype(float)
        high = np.where(is_linear, linear, high)
        low = np.where(is_linear, 0.0, low)
    bits, smallest = FORMATS[case.type]
    exponent = np.maximum(np.frexp(high)[1] - 1, smallest)
    ulp = np.ldexp(1.0, exponent - (bits - 1))
    with np.errstate(over="ignore", invalid="ignore"):
        error = np.abs((result.astype(float) - high) - low) / ulp
    error = np.where(np.isfinite(error), error, np.inf)
    worst = int(np.argmax(error))
    return float(error[worst]), float(x[worst])
