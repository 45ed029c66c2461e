"""Times the programs in PyTorch, in a process of its own.

usage: torch_worker.py [--compile] THREADS NAMES

NAMES is a file with the names of programs, one a line. Prints for each, like
shape-benchmark, the least and the median nanoseconds of a call and the sum of all
elements of the results of the first one, NAME MIN MEDIAN SUM, or
NAME error: MESSAGE. With --compile it is torch.compile that is measured.
"""

import argparse
import math
import pathlib
import statistics
import time

import torch
import torch.nn.functional as F

from program import PERIOD, operand_values
from programs import all_programs

DTYPES = {
    "f16": torch.float16,
    "bf16": torch.bfloat16,
    "f32": torch.float32,
    "f64": torch.float64,
    "i1": torch.bool,
    "i64": torch.int64,
}
# Nanoseconds that calls take before the first sample, and in a sample.
WARM_UP = 4e6
SAMPLE = 6e6


def loop(function, x, count):
    """function(...function(x)), `count` times."""
    for _ in range(count):
        x = function(x)
    return x


def sum_of_states(function, x, count):
    """x + function(x) + function(function(x)) + ..., with `count` calls."""
    total = x
    for _ in range(count):
        x = function(x)
        total = total + x
    return total


def rows(x, out):
    """softplus, row by row."""
    for i in range(x.shape[0]):
        out[i] = F.softplus(x[i])
    return out


def scan(function, x, state, out=None):
    """All states h = function(row of x, h)."""
    out = torch.empty_like(x) if out is None else out
    for i in range(x.shape[0]):
        state = function(x[i], state)
        out[i] = state
    return out


# What the expressions of programs know, beside their operands a0, a1, ...
NAMES = {
    function.__name__: function for function in (loop, rows, scan, sum_of_states)
} | {"torch": torch, "F": F}


def make_operands(program):
    """The operands, filled as operand_value says."""
    memories = []
    for number, operand in enumerate(program.operands):
        if operand.memory_of is not None:
            memories.append(memories[operand.memory_of])
            continue
        values = operand_values(operand.type, number)
        period = torch.tensor(values, dtype=torch.float64).to(DTYPES[operand.type])
        repetitions = math.ceil(operand.extent / PERIOD)
        memories.append(period.repeat(repetitions)[: operand.extent])
    return [
        memory.as_strided(operand.shape, operand.strides, operand.offset)
        for memory, operand in zip(memories, program.operands)
    ]


def make_function(program):
    """The function that the expression of a program stands for."""
    arguments = ", ".join(f"a{i}" for i in range(len(program.operands)))
    *statements, result = program.torch.split("; ")
    body = "".join(f"  {line}\n" for line in [*statements, f"return {result}"])
    scope = dict(NAMES)
    exec(f"def call({arguments}):\n{body}", scope)
    return scope["call"]


def add_all(results):
    """The sum of all elements of a tensor, or of a tuple of them."""
    tensors = results if isinstance(results, tuple) else (results,)
    return sum(tensor.double().sum().item() for tensor in tensors)


def time_calls(call):
    """The least and the median nanoseconds of a call, of 11 samples, or of 5 where it
    takes longer than a sample. ShapeBenchmark.cpp measures alike."""

    def measure(count):
        start = time.perf_counter_ns()
        for _ in range(count):
            call()
        return time.perf_counter_ns() - start

    count = 1
    while (elapsed := measure(count)) < WARM_UP:
        count *= 2
    samples = 5 if elapsed / count > SAMPLE else 11
    count = max(1, int(count * SAMPLE / elapsed))
    times = [measure(count) / count for _ in range(samples)]
    return min(times), statistics.median(times)


def measure(program, is_compiled):
    """The line of a program."""
    operands = make_operands(program)
    function = make_function(program)
    if is_compiled:
        torch.compiler.reset()
        function = torch.compile(function, dynamic=False)
    total = add_all(function(*operands))
    least, median = time_calls(lambda: function(*operands))
    return f"{least:.9g} {median:.9g} {total:.9g}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("threads", type=int, metavar="THREADS")
    parser.add_argument("names", type=pathlib.Path, metavar="NAMES")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_grad_enabled(False)
    programs = {program.name: program for program in all_programs()}
    for name in options.names.read_text().split():
        try:
            line = measure(programs[name], options.compile)
        except Exception as error:  # Whatever PyTorch raises.
            line = f"error: {(str(error) or type(error).__name__).splitlines()[0]}"
        print(name, line, flush=True)


if __name__ == "__main__":
    main()
