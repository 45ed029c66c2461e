#!/usr/bin/env python3
"""Prints which kernels NVIDIA's GPUs compute faster than they read and write memory.

usage: roofline.py [--softplus-opt=PATH] OUTPUT

Writes gpu-roofline.md into the folder OUTPUT: for each kernel and GPU the time of the
busiest part of a multiprocessor over the time of memory, both at their peaks. Above 1 a
kernel is bound by computation. Nothing is measured. Needs ptxas in PATH.
"""

import argparse
import os
import tempfile
from typing import NamedTuple

import instructions
import ptx_kernels


class Processor(NamedTuple):
    """A GPU: TB/s of memory, boost clock in GHz, and lanes of a multiprocessor."""

    name: str
    chip: str
    multiprocessors: int
    clock: float
    bandwidth: float
    float32: int
    float64: int


# Multiprocessors, clocks and bandwidths: NVIDIA's data sheets. Lanes: CUDA C++
# Programming Guide, throughput of native arithmetic instructions.
PROCESSORS = [
    Processor("T4", "sm_75", 40, 1.59, 0.320, 64, 2),
    Processor("A100", "sm_80", 108, 1.41, 2.039, 64, 32),
    Processor("L40S", "sm_89", 142, 2.52, 0.864, 128, 2),
    Processor("RTX 4090", "sm_89", 128, 2.52, 1.008, 128, 2),
    Processor("H100", "sm_90", 132, 1.98, 3.35, 128, 64),
    Processor("H200", "sm_90", 132, 1.98, 4.8, 128, 64),
    Processor("B200", "sm_100", 148, 1.965, 7.7, 128, 64),
]
ISSUED = 128
# Of integers, comparisons, minima, selections and logic.
ALU = 64

# Without the form of the operands: FFMA, FMUL, FADD and, of two numbers, FFMA2, FMUL2,
# FADD2; then FMNMX, FSETP, FSEL, SEL, IADD3, LEA, LOP3, ISETP, SHF, PRMT, IMNMX, VIMNMX,
# F2FP.
FLOAT32, PACKED = (0x23, 0x20, 0x21), (0x49, 0x4A, 0x4B)
ALU_OPCODES = (
    0x09,
    0x0B,
    0x08,
    0x07,
    0x10,
    0x11,
    0x12,
    0x0C,
    0x19,
    0x16,
    0x17,
    0x48,
    0x3E,
)
PARTS = ["issue", "f32", "f64", "ALU"]


def get_ratio(processor, opcodes, element, operands):
    """Returns the time of computation over that of memory, and the busiest part."""
    count = instructions.count
    cycles = [
        opcodes.total() / ISSUED,
        (count(opcodes, FLOAT32) + 2 * count(opcodes, PACKED)) / processor.float32,
        count(opcodes, instructions.FLOAT64) / processor.float64,
        count(opcodes, ALU_OPCODES) / ALU,
    ]
    elements = ptx_kernels.ELEMENTS[element]
    moved = elements * ptx_kernels.BYTES[element] * (operands + 1)
    rate = processor.bandwidth * 1e3 / processor.multiprocessors / processor.clock
    busiest = max(cycles)
    return busiest * rate / moved, PARTS[cycles.index(busiest)]


def describe(ratio, part):
    text = f"{ratio:.2f}"
    return f"**{text}**, {part}" if ratio >= 1.0 else text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("output")
    build = os.path.join(instructions.ROOT, "build", "bin", "softplus-opt")
    parser.add_argument("--softplus-opt", default=build)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kernels = {
            chip: instructions.compile_kernels(options.softplus_opt, chip, folder)
            for chip in sorted({processor.chip for processor in PROCESSORS})
        }
    names = " | ".join(processor.name for processor in PROCESSORS)
    lines = [
        "# Computation and memory of NVIDIA's GPUs",
        "",
        "<!-- Written by benchmark/gpu/roofline.py; do not edit. -->",
        "",
        "The time of the busiest part of a multiprocessor over that of memory, both at their",
        "peaks; nothing is measured. Above 1, a kernel is bound by what is named. Kernels as in",
        f"[the counts of instructions](gpu.md). {instructions.get_ptxas_version()}.",
        "",
        "| kernel | " + names + " |",
        "| --- |" + " ---: |" * len(PROCESSORS),
    ]
    for key in sorted(kernels["sm_90"]):
        operation, element, _, _ = key
        operands = 2 if operation == "softplus_grad" else 1
        cells = [
            describe(*get_ratio(p, kernels[p.chip][key], element, operands))
            for p in PROCESSORS
        ]
        lines.append(f"| {instructions.make_name(key)} | " + " | ".join(cells) + " |")
    path = os.path.join(options.output, "gpu-roofline.md")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
