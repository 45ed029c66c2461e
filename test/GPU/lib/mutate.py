#!/usr/bin/env python3
"""Breaks the PTX of a kernel in several ways, and expects each to be noticed.

usage: mutate.py FOLDER
"""

import importlib.util
import os
import re
import subprocess
import sys

import gpu

LIB_DIR = os.path.dirname(os.path.abspath(__file__))


def load_comparison():
    """compare-bits.py, as a module."""
    path = os.path.join(LIB_DIR, "compare-bits.py")
    spec = importlib.util.spec_from_file_location("compare_bits", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def replace_last(text, pattern, replacement):
    """Replaces the last match of a pattern."""
    *_, match = re.finditer(pattern, text)
    return text[: match.start()] + match.expand(replacement) + text[match.end() :]


# In the text of a module, where PTX is a string: the names and what is broken.
MUTATIONS = {
    "dropped tail": lambda text: replace_last(
        text, r"st\.global\.b32 ([^;]*)", r"mov.b32 %r1, %r1"
    ),
    "shifted base": lambda text: re.sub(
        r"(ld\.global\.v4\.b32 [^;]*\[%rd\d+)\]", r"\1+16]", text, count=1
    ),
    "unaligned vectors": lambda text: re.sub(
        r"(ld\.global\.v4\.b32 [^;]*\[%rd\d+)\]", r"\1+4]", text, count=1
    ),
    "lost NaN": lambda text: text.replace("max.NaN.f32", "max.f32"),
    "swapped operands": lambda text: re.sub(
        r"sub\.rn\.f32 ([^,]*), ([^,]*), ([^;]*);", r"sub.rn.f32 \1, \3, \2;", text
    )
    if "sub.rn.f32" in text
    else re.sub(
        r"fma\.rn\.f32 ([^,]*), ([^,]*), ([^,]*), (%[^;]*);",
        r"fma.rn.f32 \1, \2, \4, \3;",
        text,
        count=1,
    ),
    "stores beyond the end": lambda text: replace_last(
        text, r"(st\.global\.b32 [^;]*\[%rd\d+)\]", r"\1+4]"
    ),
}


def is_wrong(name, folder):
    """Whether the kernel, after a mutation, differs anywhere."""
    comparison = load_comparison()
    gpu.use_stand_in()
    source = comparison.make_function("f", "softplus", "f32", "1.0")
    cpu = gpu.Program(source, "softplus-to-cpu-pipeline", folder, "cpu")
    pipeline = "softplus-to-nvvm-pipeline=chip=sm_90"
    kernels = gpu.Program(source, pipeline, folder, "kernel", MUTATIONS[name])
    sizes = [4 * 256 + 3]
    inputs = comparison.make_inputs("f32")
    # Of all magnitudes and signs, with NaN among them.
    step = len(inputs) // 4 // sizes[0] * 4
    chosen = b"".join(inputs[i * step : i * step + 4] for i in range(sizes[0]))
    expected = cpu.call("f", [chosen], sizes[0], 4)
    try:
        got = kernels.call("f", [chosen], sizes[0], 4)
    except gpu.WrongStore:
        return True
    return comparison.find_difference(expected, got, "f32") is not None


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    if len(sys.argv) > 2:
        sys.exit(1 if is_wrong(sys.argv[2], folder) else 0)
    for name in MUTATIONS:
        # The driver ends the process where an access is wrong.
        command = [sys.executable, "-BS", __file__, folder, name]
        result = subprocess.run(command, capture_output=True, text=True)
        if "Traceback" in result.stderr:
            sys.exit(result.stderr)
        if result.returncode == 0:
            sys.exit(f"error: {name} is not noticed")
        print(f"{name}: noticed")


if __name__ == "__main__":
    main()
