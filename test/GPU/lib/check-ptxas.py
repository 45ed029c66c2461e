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
import ptx_kernels


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--ptxas", default="ptxas")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    source = ptx_kernels.make_kernels()
    chips = get_chips(options.ptxas)
    if not chips:
        sys.exit("error: no processor that both LLVM and ptxas know")
    for chip in chips:
        for accuracy in ["fast", "faithful", "correct"]:
            pipeline = ptx_kernels.get_pipeline(chip, accuracy)
            module = gpu.run(
                ["softplus-opt", f"--pass-pipeline={pipeline}"], input=source
            )
            path = os.path.join(options.folder, f"{chip}-{accuracy}.ptx")
            with open(path, "w", encoding="utf-8") as file:
                file.write(ptx_kernels.get_ptx(module))
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
