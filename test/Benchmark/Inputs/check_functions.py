"""Checks the functions of the benchmark.

usage: check_functions.py BENCHMARK entries DIALECT.md
       check_functions.py BENCHMARK chains
       check_functions.py BENCHMARK compare OUTPUT
       check_functions.py BENCHMARK compile SOFTPLUS-OPT

`entries` requires an entry for every operation of the dialect, and evaluates the ONNX
nodes and the linear operand of each. `chains` prints a program that prints the bits of
what the stock operations of each give; `compare` takes its output. `compile` asks for
code of an operation that the compiler does not have.
"""

import dataclasses
import math
import pathlib
import re
import struct
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

from cases import Case, all_cases
from functions import FUNCTIONS, THRESHOLD, Unsupported
from kernels import Compiler, chain

CASES = all_cases(types=["f64"])
X = (-700.0, -30.0, -2.5, 0.0, 0.3, 12.0, 25.0, 60.0)  # The last one is far above.
DY = (0.5, -1.5, 2.0, -3.0, 0.25, 1.0, -7.0, 3.0)
# beta x is off by half an ulp, which exp makes |beta x| / 2 of the result.
BOUND = 512


def operands_of(case):
    """The values of the operands for each element."""
    values = {"x": X, "dy": DY}
    return list(zip(*(values[name] for name in case.operands)))


def expected(case, elements):
    """The exact value, but the linear operand above the threshold if there is one."""
    by_name = dict(zip(case.operands, elements))
    if case.function.linear and case.beta * by_name["x"] > THRESHOLD:
        return by_name[case.function.linear]
    return case.function.exact(math, case.beta, *elements)


def distance(a, b):
    """Doubles between two of the same sign."""
    first, second = struct.unpack("<qq", struct.pack("<dd", a, b))
    return abs(first - second)


def check_entries(page):
    operations = re.findall(r"^### `softplus\.(\w+)`", page.read_text(), re.M)
    for name in operations:
        if name not in FUNCTIONS:
            sys.exit(f"no entry for softplus.{name} in functions.py")
    print(f"{len(operations)} operations have entries")
    for case in CASES:
        for elements in operands_of(case):
            exact = case.function.exact(math, case.beta, *elements)
            check(case, elements, evaluate_onnx(case, elements), exact)
        check_linear(case, operands_of(case)[-1])
    print(f"{len(CASES)} cases agree in ONNX")


def check_linear(case, elements):
    """Far above the threshold, the linear operand is the result."""
    if case.function.linear:
        exact = case.function.exact(math, case.beta, *elements)
        check(case, elements, expected(case, elements), exact)


def check(case, elements, result, wanted):
    if distance(result, wanted) > BOUND:
        sys.exit(f"{case.name} of {elements}: {result!r}, not {wanted!r}")


def evaluate_onnx(case, elements):
    kinds = {
        "Softplus": lambda z: math.log1p(math.exp(z)),
        "Sigmoid": lambda z: 1 / (1 + math.exp(-z)),
        "Mul": lambda a, b: a * b,
        "Div": lambda a, b: a / b,
    }
    values = dict(zip(case.operands, elements), beta=case.beta)
    values["z"] = case.beta * values["x"]
    for kind, inputs, output in case.function.spelling("onnx")(case.beta):
        values[output] = kinds[kind](*(values[name] for name in inputs))
    return values["y"]


def print_chains():
    size = len(X)
    vector, integers = f"vector<{size}xf64>", f"vector<{size}xi64>"
    calls = []
    for number, case in enumerate(CASES):
        arguments = ", ".join(f"%{name}: {vector}" for name in case.operands)
        print(f"func.func @f{number}({arguments}) -> {vector} {{")
        print(chain(case, vector))
        print(f"return %y : {vector}\n}}")
        names = ", ".join(f"%{name}" for name in case.operands)
        types = ", ".join(vector for _ in case.operands)
        calls += [
            f"%y{number} = call @f{number}({names}) : ({types}) -> {vector}",
            f"%bits{number} = vector.bitcast %y{number} : {vector} to {integers}",
            f"vector.print %bits{number} : {integers}",
        ]
    print("func.func @main() {")
    for name, values in (("x", X), ("dy", DY)):
        print(f"%{name} = arith.constant dense<{list(values)}> : {vector}")
    print("\n".join(calls) + "\nreturn\n}")


def compare_chains(output):
    lines = output.read_text().splitlines()
    for case, line in zip(CASES, lines, strict=True):
        results = [float_of(int(bits)) for bits in re.findall(r"-?\d+", line)]
        for elements, result in zip(operands_of(case), results, strict=True):
            check(case, elements, result, expected(case, elements))
    print(f"{len(CASES)} chains agree")


def float_of(bits):
    return struct.unpack("<d", struct.pack("<q", bits))[0]


def compile_unknown(softplus_opt):
    FUNCTIONS["unheard"] = dataclasses.replace(FUNCTIONS["softplus"], name="unheard")
    with tempfile.TemporaryDirectory() as folder:
        compiler = Compiler(softplus_opt, pathlib.Path(folder))
        try:
            compiler.compile_softplus(Case("unheard", "f32", 1.0), "test", {})
        except Unsupported as reason:
            print(reason)


def main():
    mode, *rest = sys.argv[2:]
    actions = {
        "entries": check_entries,
        "chains": print_chains,
        "compare": compare_chains,
        "compile": compile_unknown,
    }
    actions[mode](*map(pathlib.Path, rest))


if __name__ == "__main__":
    main()
