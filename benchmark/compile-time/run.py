#!/usr/bin/env python3
"""Measures how long programs with many softplus operations compile.

usage: benchmark/compile-time/run.py [OPTION...] PAGE

Writes PAGE, a table in Markdown: wall time and peak memory of softplus-opt, on one
core and without threads and on two cores with threads, beside llc -O2 on what it
makes. Needs build/bin in PATH, and LLVM's tools.
"""

import argparse
import dataclasses
import math
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from generate import GENERATORS

PIPELINE = "--softplus-to-cpu-pipeline"
SIZES = (100, 1000, 10000)
LONG = 5.0  # seconds from which on three runs must do


@dataclasses.dataclass(frozen=True)
class Case:
    """Programs of several sizes, and what compiles them."""

    title: str
    generator: str
    option: str = PIPELINE
    sizes: tuple = SIZES


CASES = [
    Case("n functions with one softplus of a tensor each", "functions"),
    Case("n maps on memrefs in one function", "maps"),
    Case("a chain of n softplus of a tensor in one function", "chain"),
    Case(
        "the same chain, `convert-softplus-to-arith` alone",
        "chain",
        "--convert-softplus-to-arith",
    ),
]


@dataclasses.dataclass
class Cost:
    """Medians of the runs of one command; infinite seconds if it is not in time."""

    seconds: float
    mebibytes: float


class Failed(Exception):
    """Says which command failed, and how."""


def run_once(command, timeout):
    """Returns the wall time and the peak memory of a process."""
    with tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        # Popen.wait would reap the process and lose its resource usage.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if seconds >= timeout:
            return Cost(math.inf, math.nan)
        if process.returncode:
            errors.seek(0)
            message = errors.read(500).decode(errors="replace")
            raise Failed(f"{shlex.join(command)}: {process.returncode}\n{message}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def measure(commands, options, timeout):
    """Returns the costs of commands that are run in turn, several times.

    None after the first one that does not end in time: the others need its result.
    """
    runs = [[] for _ in commands]
    repetitions = options.repetitions
    while len(runs[-1]) < repetitions:
        for command, costs in zip(commands, runs):
            costs.append(run_once(command, timeout))
            if math.isinf(costs[-1].seconds):
                repetitions = 0
                break
            if costs[-1].seconds > LONG:
                repetitions = min(repetitions, 3)
    return [
        Cost(
            statistics.median(cost.seconds for cost in costs),
            statistics.median(cost.mebibytes for cost in costs),
        )
        if costs
        else None
        for costs in runs
    ]


def on_cores(cores, *command):
    return ["taskset", "-c", cores, *command]


def measure_program(source, option, folder, options, timeout):
    """Returns the costs of softplus-opt on one and on two cores, and of llc.

    That of llc is None where the result is not in the llvm dialect, or there is
    none in time.
    """

    def get_path(name):
        return os.path.join(folder, name)

    with open(get_path("program.mlir"), "w", encoding="utf-8") as file:
        file.write(source)
    lower = ["softplus-opt", option, get_path("program.mlir")]
    lower += ["-o", get_path("lowered.mlir")]
    one = on_cores(options.cores[0], *lower, "-mlir-disable-threading")
    two = on_cores(",".join(options.cores), *lower)
    if option != PIPELINE:
        return (*measure([one, two], options, timeout), None)
    translate = ["mlir-translate", "--mlir-to-llvmir", get_path("lowered.mlir")]
    translate += ["-o", get_path("program.ll")]
    llc = ["llc", "-O2", "-mcpu=native", "-filetype=obj", get_path("program.ll")]
    llc += ["-o", get_path("program.o")]
    commands = [one, two, translate, on_cores(options.cores[0], *llc)]
    costs = measure(commands, options, timeout)
    return costs[0], costs[1], costs[3]


def format_seconds(cost, timeout):
    if cost is None:
        return ""
    return f"{cost.seconds:.3f}" if math.isfinite(cost.seconds) else f"> {timeout:g}"


def format_ratio(cost, other):
    for operand in (cost, other):
        if operand is None or math.isinf(operand.seconds):
            return ""
    return f"{cost.seconds / other.seconds:.2f}"


def format_memory(cost):
    if cost is None or math.isnan(cost.mebibytes):
        return ""
    return f"{cost.mebibytes:.0f}"


HEADER = """\
| n | softplus-opt, s | of n / 10 | two cores, s | MiB | llc, s | of n / 10 | MiB | softplus-opt / llc |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def measure_case(case, folder, options):
    """Returns the table of a case."""
    table = HEADER
    before = before_llc = None
    for n in case.sizes:
        if n > options.max_n:
            break
        print(f"{case.generator} {case.option}, n = {n}", file=sys.stderr)
        one, two, llc = measure_program(
            GENERATORS[case.generator](n), case.option, folder, options, options.timeout
        )
        cells = [
            str(n),
            format_seconds(one, options.timeout),
            format_ratio(one, before),
            format_seconds(two, options.timeout),
            format_memory(one),
            format_seconds(llc, options.timeout),
            format_ratio(llc, before_llc),
            format_memory(llc),
            format_ratio(one, llc),
        ]
        table += f"| {' | '.join(cells)} |\n"
        if math.isinf(one.seconds):
            break
        before, before_llc = one, llc
    return table


def get_output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def describe_machine():
    """Returns the processor, the versions and the commit."""
    with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
        model = re.search(r"model name\s*: (.*)", cpuinfo.read())
    version = re.search(r"LLVM version \S+", get_output("llc", "--version"))
    repository = os.path.dirname(os.path.abspath(__file__))
    commit = get_output("git", "-C", repository, "describe", "--always", "--dirty")
    return ", ".join(
        [
            model[1] if model else "unknown processor",
            f"{os.cpu_count()} cores",
            version[0] if version else "unknown LLVM",
            f"commit {commit.strip()}",
        ]
    )


def write_page(options, tables, empty):
    command = shlex.join(["benchmark/compile-time/run.py", *sys.argv[1:]])
    one, _, llc = empty
    sections = "\n".join(
        f"## {case.title[0].upper()}{case.title[1:]}\n\n{table}"
        for case, table in tables
    )
    with open(options.page, "w", encoding="utf-8") as page:
        page.write(
            f"""\
# Compile time

<!-- Written by benchmark/compile-time/run.py; do not edit. -->

{describe_machine()}. Written by

```sh
{command}
```

Wall time and peak memory, medians of {options.repetitions} processes, and of 3 where
one takes more than {LONG:g} s. softplus-opt runs `softplus-to-cpu-pipeline`, from
text to text, on one core with `-mlir-disable-threading`, and on two with threads;
llc runs `-O2 -mcpu=native` on the result, on the same core. "of n / 10" is the time
over that of a tenth of the operations: 10 is linear.

Nothing is subtracted from any time. An empty module takes {one.seconds:.3f} s and
{one.mebibytes:.0f} MiB in softplus-opt, {llc.seconds:.3f} s and {llc.mebibytes:.0f} MiB in llc.

{sections}"""
        )


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page")
    parser.add_argument("--max-n", type=int, default=max(SIZES))
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument(
        "--timeout", type=float, default=600.0, help="seconds of one process"
    )
    parser.add_argument(
        "--cores",
        type=lambda text: text.split(","),
        default=["0", "1"],
        help="two numbers, of which the first runs what is on one core",
    )
    return parser.parse_args()


def main():
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        try:
            empty = measure_program("", PIPELINE, folder, options, options.timeout)
            tables = [(case, measure_case(case, folder, options)) for case in CASES]
        except Failed as failure:
            sys.exit(f"error: {failure}")
    write_page(options, tables, empty)


if __name__ == "__main__":
    main()
