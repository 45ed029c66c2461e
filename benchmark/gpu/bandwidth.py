#!/usr/bin/env python3
"""Measures kernels on the first NVIDIA GPU of this machine.

usage: bandwidth.py [--build=FOLDER] [--mebibytes=512] [--calls=50] OUTPUT

Writes gpu-bandwidth.md into the folder OUTPUT: for each operation, type and beta the
bandwidth of its kernel in GB/s, read and written, as a share of that of a kernel that
copies as many buffers, and beside it the same of PyTorch, if it is installed with CUDA. A
time is the median of calls that each launch one kernel and wait for it. Needs NVIDIA's
driver; softplus-opt is that of the build, mlir-translate and clang are in PATH.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "test", "GPU", "lib"))
from find_chip import find_chip  # noqa: E402

BETAS = ["1.0", "0.7"]


def measure(call, calls):
    """Returns the median time of a call in seconds, after some that warm up."""
    times = []
    for i in range(calls + 5):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times[5:])


def measure_torch(operation, element, beta, size, calls):
    """Returns the time of PyTorch's operation on the GPU, or None."""
    try:
        import torch
    except ImportError:
        return None
    if not torch.cuda.is_available():
        return None
    types = {"f16": "float16", "bf16": "bfloat16", "f32": "float32", "f64": "float64"}
    x = torch.randn(size, device="cuda", dtype=getattr(torch, types[element]))
    dy = torch.ones_like(x)
    beta = float(beta)
    functions = {
        "softplus": lambda: torch.nn.functional.softplus(x, beta),
        "softplus_grad": lambda: torch.ops.aten.softplus_backward(dy, x, beta, 20.0),
        "sigmoid": lambda: torch.sigmoid(x if beta == 1.0 else beta * x),
    }

    def call():
        functions[operation]()
        torch.cuda.synchronize()

    return measure(call, calls)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("output")
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("--mebibytes", type=float, default=512)
    parser.add_argument("--calls", type=int, default=50)
    options = parser.parse_args()
    chip = find_chip()
    if not chip:
        sys.exit("error: no NVIDIA GPU: libcuda.so.1 is missing or finds none")

    os.environ["SOFTPLUS_OBJ_ROOT"] = os.path.abspath(options.build)
    os.environ["PATH"] = f"{options.build}/bin:{os.environ['PATH']}"
    import gpu

    comparison = __import__("compare-bits")
    cases = [
        (operation, element, beta)
        for operation in comparison.OPERATIONS
        for element in gpu.BYTES
        for beta in BETAS
    ]
    source = "".join(
        comparison.make_function(f"case{i}", *case) for i, case in enumerate(cases)
    )
    for width in sorted(set(gpu.BYTES.values())):
        for arity in sorted(set(comparison.OPERATIONS.values())):
            # Of one operand, that is the operand itself.
            code = f"%y = arith.ori %x0, %x{arity - 1} : i{8 * width}"
            source += gpu.make_elementwise(
                f"copy{arity}_{width}", arity, f"i{8 * width}", code
            )

    lines = [
        "# Bandwidth of kernels on a GPU",
        "",
        "<!-- Written by benchmark/gpu/bandwidth.py; do not edit. -->",
        "",
        f"On an {chip}, {options.mebibytes:g} MiB a buffer. GB/s, and the share of a kernel",
        "that copies as many buffers.",
        "",
        "| kernel | GB/s | share of a copy | PyTorch's |",
        "| --- | ---: | ---: | ---: |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        pipeline = f"softplus-to-nvvm-pipeline=chip={chip}"
        program = gpu.Program(source, pipeline, folder, "kernels")
        for i, (operation, element, beta) in enumerate(cases):
            arity = comparison.OPERATIONS[operation]
            size = int(options.mebibytes * 2**20) // gpu.BYTES[element]
            buffers = program.allocate(arity + 1, size, gpu.BYTES[element])
            times = [
                measure(lambda: program.launch(function, buffers), options.calls)
                for function in [f"case{i}", f"copy{arity}_{gpu.BYTES[element]}"]
            ]
            program.release(buffers)
            torch = measure_torch(operation, element, beta, size, options.calls)
            rate = (arity + 1) * size * gpu.BYTES[element] / times[0] / 1e9
            share = f"{times[1] / torch:.2f}" if torch else ""
            lines.append(
                f"| {operation}, {element}, beta {beta} | {rate:.0f} |"
                f" {times[1] / times[0]:.2f} | {share} |"
            )
    path = os.path.join(options.output, "gpu-bandwidth.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
