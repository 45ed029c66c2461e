"""Errors in units in the last place, against GNU MPFR."""

import pathlib

import gmpy2
import numpy as np

from cases import THRESHOLD, Case, sample

# Bits of the significand and the smallest exponent of a normal number.
FORMATS = {"f16": (11, -14), "bf16": (8, -126), "f32": (24, -126), "f64": (53, -1022)}


def compute_dtype(case: Case):
    return np.float64 if case.type == "f64" else np.float32


def write_reference(folder: pathlib.Path, case: Case):
    """Writes the exact results on the sample, each as the sum of two doubles."""
    x, dy = sample(case)
    high = np.empty(x.size)
    low = np.empty(x.size)
    with gmpy2.context(gmpy2.get_context(), precision=240):
        beta = gmpy2.mpfr(float(compute_dtype(case)(case.beta)))
        for i, (xi, dyi) in enumerate(zip(x.astype(float), dy.astype(float))):
            z = beta * gmpy2.mpfr(float(xi))
            if case.is_gradient:
                y = gmpy2.mpfr(float(dyi)) / (1 + gmpy2.exp(-z))
            else:
                y = gmpy2.log1p(gmpy2.exp(z)) / beta
            high[i] = float(y)
            low[i] = float(y - gmpy2.mpfr(high[i]))
    np.savez(folder / f"reference-{case.name}.npz", high=high, low=low)


def max_error(folder: pathlib.Path, case: Case, result, has_threshold):
    """The largest error of `result` on the sample, and the x where it is."""
    x, dy = sample(case)
    reference = np.load(folder / f"reference-{case.name}.npz")
    high, low = reference["high"], reference["low"]
    if has_threshold:
        dtype = compute_dtype(case)
        linear = x.astype(dtype) * dtype(case.beta) > THRESHOLD
        high = np.where(linear, (dy if case.is_gradient else x).astype(float), high)
        low = np.where(linear, 0.0, low)
    bits, smallest = FORMATS[case.type]
    exponent = np.maximum(np.frexp(high)[1] - 1, smallest)
    ulp = np.ldexp(1.0, exponent - (bits - 1))
    with np.errstate(over="ignore", invalid="ignore"):
        error = np.abs((result.astype(float) - high) - low) / ulp
    error = np.where(np.isfinite(error), error, np.inf)
    worst = int(np.argmax(error))
    return float(error[worst]), float(x[worst])
