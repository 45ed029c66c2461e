#!/usr/bin/env python3
"""Compiles kernels by ptxas for every processor, and fails at a spill or a stack.

usage: check-ptxas.py FOLDER --ptxas=PATH
"""

import argparse
import os
import re
import subprocess
import sys

import gpu

OPERATIONS = {"softplus": 1, "softplus_grad": 2, "sigmoid": 1}


def make_kernels():
    """A module with a kernel for each operation, type and beta, of 16 bytes a thread."""
    kernels = []
    for operation, arity in OPERATIONS.items():
        for element, width in gpu.BYTES.items():
            for beta in ["1.0", "0.7"]:
                name = f"{operation}_{element}_{beta.replace('.', '_')}"
                memref, vector = (
                    f"memref<?x{element}>",
                    f"vector<{16 // width}x{element}>",
                )
                parameters = ", ".join(f"%in{k}: {memref}" for k in range(arity))
                loads = "".join(
                    f"    %x{k} = vector.load %in{k}[%i] {{alignment = 16 : i64}} : {memref}, {vector}\n"
                    for k in range(arity)
                )
                operands = ", ".join(f"%x{k}" for k in range(arity))
                kernels.append(
                    f"  gpu.func @{name}({parameters}, %out: {memref}) kernel {{\n"
                    f"    %size = arith.constant {16 // width} : index\n"
                    f"    %id = gpu.global_id x\n    %i = arith.muli %id, %size : index\n{loads}"
                    f"    %y = softplus.{operation} {operands} beta {beta} : {vector}\n"
                    f"    vector.store %y, %out[%i] {{alignment = 16 : i64}} : {memref}, {vector}\n"
                    "    gpu.return\n  }\n"
                )
    return "gpu.module @kernels {\n" + "".join(kernels) + "}\n"


def get_chips(ptxas):
    """Those from sm_75 on that both LLVM and ptxas know, without features of one only."""
    known = gpu.run([ptxas, "--help"])
    ptxas_chips = set(re.findall(r"sm_\d+", known))
    llvm_help = subprocess.run(
        ["llc", "-mtriple=nvptx64", "-mcpu=help", os.devnull],
        capture_output=True,
        text=True,
    ).stderr
    llvm_chips = set(re.findall(r"^\s*(sm_\d+) ", llvm_help, re.M))
    chips = [chip for chip in ptxas_chips & llvm_chips if int(chip[3:]) >= 75]
    return sorted(chips, key=lambda chip: int(chip[3:]))


def get_ptx(module):
    """Returns the PTX in the text of a gpu.binary."""
    text = re.search(r'assembly = "((?:[^"\\]|\\.)*)"', module)[1]
    text = re.sub(r"\\([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), text)
    return text.rstrip("\0")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--ptxas", default="ptxas")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    source = make_kernels()
    chips = get_chips(options.ptxas)
    if not chips:
        sys.exit("error: no processor that both LLVM and ptxas know")
    for chip in chips:
        for accuracy in ["fast", "faithful", "correct"]:
            pipeline = (
                f"builtin.module(nvvm-attach-target{{chip={chip} O=3}},"
                f"gpu.module(convert-softplus-to-nvvm{{accuracy={accuracy}}},"
                "convert-gpu-to-nvvm,reconcile-unrealized-casts),"
                "gpu-module-to-binary{format=isa})"
            )
            module = gpu.run(
                ["softplus-opt", f"--pass-pipeline={pipeline}"], input=source
            )
            path = os.path.join(options.folder, f"{chip}-{accuracy}.ptx")
            with open(path, "w", encoding="utf-8") as file:
                file.write(get_ptx(module))
            command = [
                options.ptxas,
                "-v",
                f"-arch={chip}",
                path,
                "-o",
                path + ".cubin",
            ]
            report = subprocess.run(command, capture_output=True, text=True)
            if report.returncode:
                sys.exit(f"error: {chip}, {accuracy}: {report.stderr}")
            frames = re.findall(
                r"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads",
                report.stderr,
            )
            if not frames or any(frame != ("0", "0", "0") for frame in frames):
                sys.exit(f"error: {chip}, {accuracy}: stack or spills\n{report.stderr}")
            print(f"{chip}, {accuracy}: {len(frames)} kernels")


if __name__ == "__main__":
    main()
