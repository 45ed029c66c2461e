#!/usr/bin/env python3
"""Writes programs of any size with softplus, to measure how long they compile.

usage: generate.py CASE N
"""

import sys


def make_functions(n):
    """Returns n functions with one softplus each."""
    return "".join(
        f"""\
func.func @f{i}(%x: tensor<?xf32>) -> tensor<?xf32> {{
  %y = softplus.softplus %x : tensor<?xf32>
  return %y : tensor<?xf32>
}}
"""
        for i in range(n)
    )


def make_maps(n):
    """Returns a function with n maps, each on the results of the one before."""
    lines = ["func.func @f(%b0: memref<?xf32>, %b1: memref<?xf32>) {"]
    for i in range(n):
        lines.append(
            f"  linalg.map {{ softplus.softplus }} ins(%b{i % 2} : memref<?xf32>) "
            f"outs(%b{1 - i % 2} : memref<?xf32>)"
        )
    return "\n".join([*lines, "  return", "}", ""])


def make_chain(n):
    """Returns a function that applies softplus n times to a tensor."""
    lines = ["func.func @f(%x0: tensor<?xf32>) -> tensor<?xf32> {"]
    for i in range(n):
        lines.append(f"  %x{i + 1} = softplus.softplus %x{i} : tensor<?xf32>")
    return "\n".join([*lines, f"  return %x{n} : tensor<?xf32>", "}", ""])


GENERATORS = {"functions": make_functions, "maps": make_maps, "chain": make_chain}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in GENERATORS:
        sys.exit(f"usage: generate.py {'|'.join(GENERATORS)} N")
    if not sys.argv[2].isdecimal():
        sys.exit(f"error: '{sys.argv[2]}' is no number of operations")
    sys.stdout.write(GENERATORS[sys.argv[1]](int(sys.argv[2])))


if __name__ == "__main__":
    main()
