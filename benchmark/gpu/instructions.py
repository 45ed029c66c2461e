#!/usr/bin/env python3
"""Counts the machine instructions of kernels for NVIDIA's GPUs, an element.

usage: instructions.py [--softplus-opt=PATH] [--chips=sm_80,...] OUTPUT

Writes gpu.md into the folder OUTPUT. Needs ptxas in PATH; nvcc, if it is there, compiles
PyTorch's formula (torch_like.cu) for comparison. The whole code of a kernel is counted,
16 bytes a thread or, of f64 and not of nvcc, 32, without the NOPs and the branch to itself
that ptxas appends; in that of nvcc also what is seldom executed, such as large arguments.
"""

import argparse
import collections
import os
import shutil
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "test", "GPU", "lib"))
import ptx_kernels  # noqa: E402

# Of the low 12 bits of an instruction of 128 bits, and those without the form of the
# operands: DFMA, DADD, DMUL, DSETP.
NOP, BRANCH, CALLS = 0x918, 0x947, (0x943, 0x944)
FLOAT64 = (0x2B, 0x29, 0x28, 0x2A)
ACCURACIES = ["fast", "faithful", "correct"]


def get_kernels(cubin):
    """Yields the name and the code of each kernel in an ELF file of ptxas."""
    with open(cubin, "rb") as file:
        data = file.read()
    (table,) = struct.unpack_from("<Q", data, 40)
    size, count, names = struct.unpack_from("<HHH", data, 58)
    sections = [
        struct.unpack_from("<IIQQQQIIQQ", data, table + i * size) for i in range(count)
    ]
    for section in sections:
        begin = sections[names][4] + section[0]
        name = data[begin : data.index(b"\0", begin)].decode()
        if name.startswith(".text."):
            yield name[len(".text.") :], data[section[4] : section[4] + section[5]]


def get_opcodes(code):
    """Returns how often each opcode is in the code, without what ptxas appends."""
    opcodes = [
        struct.unpack_from("<Q", code, i)[0] & 0xFFF for i in range(0, len(code), 16)
    ]
    while opcodes and opcodes[-1] == NOP:
        opcodes.pop()
    if opcodes and opcodes[-1] == BRANCH:
        opcodes.pop()
    return collections.Counter(opcodes)


def count(opcodes, bases):
    """Returns how many instructions have one of the opcodes, in any form."""
    return sum(n for opcode, n in opcodes.items() if opcode & 0x1FF in bases)


def describe(opcodes, elements):
    """The cell of a kernel."""
    text = f"{opcodes.total() / elements:.1f}"
    float64 = count(opcodes, FLOAT64)
    if float64:
        text += f" ({float64 / elements:.0f})"
    return text + (", calls" if any(opcodes[call] for call in CALLS) else "")


def run(command, **arguments):
    """Runs a command that is to succeed, and returns its output."""
    result = subprocess.run(command, capture_output=True, text=True, **arguments)
    if result.returncode:
        sys.exit(f"error: {' '.join(command)}: {result.stderr}")
    return result.stdout


def compile_kernels(softplus_opt, chip, folder):
    """Returns the opcodes by operation, type, beta and accuracy."""
    kernels = {}
    for accuracy in ACCURACIES:
        pipeline = ptx_kernels.get_pipeline(chip, accuracy)
        module = run(
            [softplus_opt, f"--pass-pipeline={pipeline}"],
            input=ptx_kernels.make_kernels(),
        )
        path = os.path.join(folder, f"{chip}-{accuracy}")
        with open(path + ".ptx", "w", encoding="utf-8") as file:
            file.write(ptx_kernels.get_ptx(module))
        run(["ptxas", f"-arch={chip}", path + ".ptx", "-o", path + ".cubin"])
        for name, code in get_kernels(path + ".cubin"):
            operation, element, beta = ptx_kernels.parse_name(name)
            kernels[operation, element, beta, accuracy] = get_opcodes(code)
    return kernels


def compile_torch_like(chip, folder):
    """Returns the opcodes of PyTorch's formula by type."""
    source = os.path.join(ROOT, "benchmark", "gpu", "torch_like.cu")
    path = os.path.join(folder, f"{chip}-torch.cubin")
    run(["nvcc", "-cubin", f"-arch={chip}", source, "-o", path])
    return {
        name.rsplit("_", 1)[1]: get_opcodes(code) for name, code in get_kernels(path)
    }


def make_name(key):
    operation, element, beta, accuracy = key
    return f"`{accuracy}`, {operation}, {element}, beta {beta}"


def get_ptxas_version():
    return "ptxas: " + run(["ptxas", "--version"]).splitlines()[-2].strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("output")
    build = os.path.join(ROOT, "build", "bin", "softplus-opt")
    parser.add_argument("--softplus-opt", default=build)
    parser.add_argument("--chips", default="sm_80,sm_90,sm_100,sm_120")
    options = parser.parse_args()
    chips = options.chips.split(",")
    with tempfile.TemporaryDirectory() as folder:
        columns = [
            compile_kernels(options.softplus_opt, chip, folder) for chip in chips
        ]
        torch = []
        if shutil.which("nvcc"):
            torch = [compile_torch_like(chip, folder) for chip in chips]
    lines = [
        "# Machine instructions on NVIDIA's GPUs",
        "",
        "<!-- Written by benchmark/gpu/instructions.py; do not edit. -->",
        "",
        "Of one element, in kernels of 16 bytes a thread, 32 of `f64`, without loop and tail;",
        "in brackets the instructions of `f64`, around each of which ptxas puts NOPs for some",
        f"processors, which are counted. {get_ptxas_version()}.",
        "",
        "| kernel | " + " | ".join(chips) + " |",
        "| --- |" + " ---: |" * len(chips),
    ]
    rows = [
        (make_name(key), key, ptx_kernels.ELEMENTS[key[1]], columns)
        for key in sorted(columns[0])
    ]
    for element, width in ptx_kernels.BYTES.items() if torch else []:
        rows.append(
            (f"nvcc, PyTorch's formula, {element}", element, 16 // width, torch)
        )
    for name, key, elements, kernels in rows:
        cells = [describe(column[key], elements) for column in kernels]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    with open(os.path.join(options.output, "gpu.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
