#!/usr/bin/env python3
"""Compares the results of kernels with those of the CPU, bit by bit.

usage: compare-bits.py FOLDER [--types=...] [--accuracies=...] [--operations=...]
                       [--betas=...] [--chips=...] [--lengths] [--device]

All values of f16 and bf16, 10^7 of f32 and 10^6 of f64, at both ends of the error
of approximate instructions; NaN is NaN whatever its bits. With --lengths, instead,
every length from 0 to 700 at every alignment of the buffers. With --device on a GPU, else
by the stand-in driver.
"""

import argparse
import array
import os
import sys

import gpu

OPERATIONS = {"softplus": 1, "softplus_grad": 2, "sigmoid": 1}


class Difference(Exception):
    """Says which result differs."""


def make_function(name, operation, element, beta):
    """Returns a function that applies an operation to memrefs of rank 1."""
    arity = OPERATIONS[operation]
    operands = ", ".join(f"%x{i}" for i in range(arity))
    code = f"%y = softplus.{operation} {operands} beta {beta} : {element}"
    return gpu.make_elementwise(name, arity, element, code)


def mix(number):
    """Returns a hash of 64 bits: the finalizer of SplitMix64."""
    mask = (1 << 64) - 1
    number = (number + 0x9E3779B97F4A7C15) & mask
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & mask
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & mask
    return number ^ (number >> 31)


def make_inputs(element):
    """Returns the encodings of many numbers, and special values among them."""
    if gpu.BYTES[element] == 2:
        return array.array("H", range(65536)).tobytes()
    if element == "f32":
        return array.array("I", range(0, 1 << 32, 429)).tobytes()
    # Around 0 denominators are around powers of two.
    tiny = array.array("d", [k * 2.0**-54 for k in range(-4096, 4096)])
    encodings = array.array("Q", tiny.tobytes())
    encodings.extend([0, 1, 1 << 63, 0x7FF << 52, 0xFFF << 52, 0x7FF8 << 48])
    # Exponents from 2^-40 to 2^16 and, for a quarter, all encodings.
    for i in range(1000000):
        bits = mix(i)
        if i % 4:
            exponent = 1023 - 40 + (bits >> 52) % 57
            bits = (bits & 0x800FFFFFFFFFFFFF) | (exponent << 52)
        encodings.append(bits)
    return encodings.tobytes()


def make_gradient(inputs, element_bytes):
    """Returns dy for each x, another order of the same encodings."""
    half = len(inputs) // 2 // element_bytes * element_bytes
    return inputs[half:] + inputs[:half]


def is_nan(encoding, element):
    bits = 8 * gpu.BYTES[element]
    precision = {"f16": 10, "bf16": 7, "f32": 23, "f64": 52}[element]
    magnitude = encoding & ((1 << (bits - 1)) - 1)
    return magnitude > ((1 << (bits - 1 - precision)) - 1) << precision


def find_difference(expected, got, element):
    """Returns the index of the first result that differs, or None."""
    code = {2: "H", 4: "I", 8: "Q"}[gpu.BYTES[element]]
    block = 4096 * gpu.BYTES[element]
    for begin in range(0, len(expected), block):
        left, right = expected[begin : begin + block], got[begin : begin + block]
        if left == right:
            continue
        pairs = zip(array.array(code, left), array.array(code, right))
        for i, (want, have) in enumerate(pairs):
            if want != have and not (is_nan(want, element) and is_nan(have, element)):
                return begin // gpu.BYTES[element] + i
    return None


def compare(cpu, kernels, name, operation, element, shifts, sizes):
    """Raises Difference at the first one."""
    width = gpu.BYTES[element]
    inputs = make_inputs(element)
    operands = [inputs]
    if OPERATIONS[operation] == 2:
        operands.insert(0, make_gradient(inputs, width))
    for size in sizes or [len(inputs) // width]:
        cut = [operand[: size * width] for operand in operands]
        expected = cpu.call(name, cut, size, width)
        for shift in shifts:
            got = kernels.call(name, cut, size, width, shift)
            index = find_difference(expected, got, element)
            if index is not None:
                place = slice(index * width, (index + 1) * width)
                raise Difference(
                    f"{name} of {size} elements at shift {shift}: element {index},"
                    f" x = 0x{cut[-1][place][::-1].hex()}: 0x{got[place][::-1].hex()} in"
                    f" place of 0x{expected[place][::-1].hex()}"
                )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--types", default="f16,bf16,f32,f64")
    parser.add_argument("--accuracies", default="faithful")
    parser.add_argument("--operations", default=",".join(OPERATIONS))
    parser.add_argument("--betas", default="1.0,0.7")
    parser.add_argument("--chips", default="sm_90")
    parser.add_argument("--lengths", action="store_true")
    parser.add_argument("--device", action="store_true")
    options = parser.parse_args()

    if not options.device:
        gpu.use_stand_in()
    os.makedirs(options.folder, exist_ok=True)
    cases = {
        f"{operation}_{element}_{index}": (operation, element, beta)
        for operation in options.operations.split(",")
        for element in options.types.split(",")
        for index, beta in enumerate(options.betas.split(","))
    }
    source = "".join(make_function(name, *case) for name, case in cases.items())
    for accuracy in options.accuracies.split(","):
        pipeline = f"softplus-to-cpu-pipeline=accuracy={accuracy}"
        cpu = gpu.Program(source, pipeline, options.folder, f"cpu-{accuracy}")
        for chip in options.chips.split(","):
            for error in ["0"] if options.device else ["-1", "1"]:
                os.environ["SOFTPLUS_PTX_APPROXIMATION_ERROR"] = error
                pipeline = f"softplus-to-nvvm-pipeline=chip={chip} accuracy={accuracy}"
                program = f"{chip}-{accuracy}{error}"
                kernels = gpu.Program(source, pipeline, options.folder, program)
                for name, (operation, element, _) in cases.items():
                    shifts = range(16 // gpu.BYTES[element]) if options.lengths else [0]
                    sizes = range(701) if options.lengths else None
                    compare(cpu, kernels, name, operation, element, shifts, sizes)
                    print(f"{name} on {chip}, {accuracy}: equal")


if __name__ == "__main__":
    main()
