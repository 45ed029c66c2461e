"""Plots the largest errors of compiled code by x.

usage: plot_errors.py OUTPUT.png

Runs softplus-check on all values of f16 and bf16, on every 61st of f32 and on 4e6 of
f64, at beta 1, and draws the largest error in each interval of 0.1.
"""

import pathlib
import subprocess
import sys
import tempfile

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKER = ROOT / "build" / "bin" / "softplus-check"
PANELS = (
    ("softplus", [("f32", mode) for mode in ("fast", "faithful", "correct")]),
    ("softplus", [("f64", mode) for mode in ("faithful", "correct")]),
    ("softplus", [(type_, "faithful") for type_ in ("f16", "bf16")]),
    ("softplus_grad", [(type_, "faithful") for type_ in ("f32", "f64")]),
    ("sigmoid", [("f32", mode) for mode in ("faithful", "correct")]),
    ("sigmoid", [("f64", mode) for mode in ("faithful", "correct")]),
)


def measure(folder, op, type_, mode):
    """The middles of the intervals and their largest errors in ulp."""
    path = pathlib.Path(folder) / "curve"
    command = [CHECKER, f"--op={op}", f"--type={type_}", f"--accuracy={mode}"]
    command += [f"--curve={path}", "--threshold=inf", "--points=4000000"]
    command += ["--stride=61"] if type_ == "f32" else []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return np.loadtxt(path, unpack=True)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    figure, axes = pyplot.subplots(3, 2, figsize=(11, 10), sharex=True)
    with tempfile.TemporaryDirectory() as folder:
        for axis, (op, curves) in zip(axes.flat, PANELS):
            for type_, mode in curves:
                x, error = measure(folder, op, type_, mode)
                axis.plot(x, error, linewidth=0.8, label=f"{type_}, {mode}")
            axis.axhline(0.5, color="gray", linewidth=0.5, linestyle=":")
            axis.set_title(op)
            axis.set_ylabel("largest error, ulp")
            axis.set_ylim(bottom=0.0)
            axis.legend(fontsize="small")
    for axis in axes[-1]:
        axis.set_xlabel("x")
    figure.tight_layout()
    figure.savefig(sys.argv[1], dpi=110)


if __name__ == "__main__":
    main()
