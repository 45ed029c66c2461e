#!/usr/bin/env python3
"""Compares the programs of benchmark/shapes, compiled in several configurations, with
each other and with references.

usage: check-shapes.py [--groups=NAME,...] [--names=REGEX] [--jobs=N] FOLDER
       check-shapes.py --mutate=NAME:KIND,... [--jobs=N] FOLDER
       check-shapes.py --missing FILE...

A group is a module of benchmark/shapes/programs. Programs with larger operands than
MAX_ELEMENTS are left out. Each runs in a process of its own, in all CONFIGURATIONS,
and has to have
  bits        that are the same in every configuration
  values      within the bounds of reference.py
  operations  whose results, one by one, these are
  writes      to the results alone

Prints a line for each program and each group; the exit code is 1 if a program is wrong.
With --missing, prints the groups of which the FILEs have no command for all programs.

--mutate shows that faults are found, in the programs of these names alone:
  bit       the lowest bit of an element of one configuration is flipped
  all-bits  the same in all configurations
  value     an element is moved out of its bound
  accuracy  the kernels of the accuracy `fast` are held to the bounds of `faithful`
  syntax    the program cannot be compiled
  write     an element of an operand is overwritten
  crash     the process is killed
  none      there is no fault

Needs softplus-opt, mlir-translate, opt, llc, clang in PATH, Debian's python3-numpy and
libmpfr-dev; for configurations with threads libomp-22-dev.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import multiprocessing.connection
import os
import re
import signal
import sys
import time
import traceback

SOURCE_DIR = os.path.dirname(os.path.abspath(__file__))
BENCHMARK_DIR = os.path.join(SOURCE_DIR, "..", "..", "benchmark")
sys.path += [
    os.path.join(SOURCE_DIR, "..", "lib"),
    BENCHMARK_DIR,
    os.path.join(BENCHMARK_DIR, "shapes"),
]
# Threads that wait give their core to others.
os.environ |= {"OMP_WAIT_POLICY": "passive", "OMP_DYNAMIC": "false"}

import numpy as np  # noqa: E402: the modules below need the path above

import exact  # noqa: E402
import reference  # noqa: E402
from compiled import (  # noqa: E402
    Compiler,
    Configuration,
    Kernels,
    WrongWrite,
    call,
)
from formats import FORMATS, decode, last_place, period  # noqa: E402
from programs import GROUPS  # noqa: E402

MAX_ELEMENTS = 3_000_000
MUTATIONS = "bit all-bits value accuracy syntax write crash none".split()
SECONDS = 100  # that a program may take
# In place of the programs' own options, but their accuracy. Where the size of vectors
# is given, the width of registers matters to products of matrices alone.
CONFIGURATIONS = [
    Configuration(),
    Configuration((("vector-size", 1), ("vector-width", 32))),
    Configuration((("vector-size", 5), ("vector-width", 128)), optimizes=True),
    Configuration((("vector-size", 64), ("vector-width", 512))),
    Configuration((("threads", 2),)),
    Configuration((("threads", 4), ("vector-size", 8))),
]


class Failure(Exception):
    """Says what is wrong with a program."""


def group_name(module):
    return module.__name__.rpartition(".")[2]


def check_bits(results):
    """Compares the results of all configurations with those of the first one."""
    first, *others = results
    for configuration in others:
        pairs = zip(results[first], results[configuration])
        for number, (expected, got) in enumerate(pairs):
            if expected.shape != got.shape:
                raise Failure(f"bits: shapes {expected.shape} and {got.shape}")
            unsigned = f"u{got.dtype.itemsize}"
            differs = expected.view(unsigned) != got.view(unsigned)
            if not differs.any():
                continue
            place = tuple(np.argwhere(differs)[0])
            raise Failure(
                f"bits: {configuration}: {differs.sum()} of {got.size} elements of"
                f" result {number}, first {list(map(int, place))}:"
                f" 0x{got.view(unsigned)[place]:x} in place of"
                f" 0x{expected.view(unsigned)[place]:x}"
            )


def check_values(kind, elements, exact_, moves=False):
    """Returns the largest share of a bound that the error of an element has. `moves`
    one out of its bound, for a test of the test."""
    if elements.shape != exact_.shape:
        raise Failure(f"{kind}: shapes {elements.shape} and {exact_.shape}")
    got = decode(exact_.type, elements)
    if moves:
        index = got.size // 2
        limit = exact_.value.flat[index] + exact_.error.flat[index]
        got.flat[index] = limit + last_place(exact_.type, np.abs(limit))
    distance = np.abs(got - exact_.value)
    is_wrong = ~(distance <= exact_.error)  # NaN is wrong.
    if is_wrong.any():
        place = tuple(np.argwhere(is_wrong)[0])
        raise Failure(
            f"{kind}: {is_wrong.sum()} of {got.size} elements, first"
            f" {list(map(int, place))}: {float(got[place]).hex()} in place of"
            f" {float(exact_.value[place]).hex()}, with an error of"
            f" {float(distance[place]):.4} and a bound of"
            f" {float(exact_.error[place]):.4}"
        )
    bound = np.maximum(exact_.error, np.finfo(np.float64).tiny)
    return np.max(distance / bound, initial=0.0)


def check(program, compiled, mutation):
    """Returns what there is to say about a program. `compiled` is by configuration."""
    if mutation == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    results = {}
    for configuration, each in compiled.items():
        if isinstance(each, Exception):
            raise Failure(f"compilation: {configuration}: {each}")
        try:
            results[configuration] = call(program, each, mutation == "write")
        except WrongWrite as error:
            raise Failure(f"writes: {configuration}: {error}") from error
    flipped = {"bit": [CONFIGURATIONS[1]], "all-bits": list(results)}
    for configuration in flipped.get(mutation, []):
        results[configuration][0].reshape(-1).view(np.uint8)[0] ^= 1
    check_bits(results)

    first = results[CONFIGURATIONS[0]]
    share = max(
        check_values("values", elements, exact_, mutation == "value")
        for elements, exact_ in zip(first, reference.evaluate(program, False))
    )
    for elements, exact_ in zip(first, reference.evaluate(program, True)):
        check_values("operations", elements, exact_)
    return f"errors up to {share:.2f} of their bounds"


def run_check(connection, *arguments):
    """Sends whether a program is right, and a message."""
    try:
        connection.send((True, check(*arguments)))
    except Failure as failure:
        connection.send((False, str(failure)))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"
        connection.send((False, f"{place}: {type(error).__name__}: {error}"))


class Worker:
    """The process of a program."""

    context = multiprocessing.get_context("fork")

    def __init__(self, program, compiled, mutation):
        self.program = program
        self.deadline = time.monotonic() + SECONDS
        self.connection, connection = self.context.Pipe(duplex=False)
        arguments = connection, program, compiled, mutation
        self.process = self.context.Process(target=run_check, args=arguments)
        self.process.start()
        connection.close()

    def is_late(self):
        return time.monotonic() > self.deadline

    def finish(self):
        """Returns what the process sent, or how it ended without."""
        if self.is_late() and not self.connection.poll():
            self.process.kill()
        try:
            answer = self.connection.recv()
        except EOFError:
            answer = None
        self.process.join()
        if answer:
            return answer
        if self.is_late():
            return False, f"timeout: more than {SECONDS} s"
        return False, f"crash: exit status {self.process.exitcode}"


def check_all(programs, compiled, mutations, jobs):
    """Yields programs, whether they are right, and messages."""
    waiting = collections.deque(programs)
    running = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            program = waiting.popleft()
            by_configuration = {
                configuration: by_name[program.name]
                for configuration, by_name in compiled.items()
            }
            mutation = mutations.get(program.name)
            worker = Worker(program, by_configuration, mutation)
            running[worker.connection] = worker
        ready = multiprocessing.connection.wait(list(running), timeout=1)
        late = [key for key, worker in running.items() if worker.is_late()]
        for connection in {*ready, *late}:
            worker = running.pop(connection)
            yield worker.program, *worker.finish()


def compile_all(programs, compiler, jobs):
    """Returns what was compiled, by configuration and name."""
    by_options = {}
    for program in programs:
        by_options.setdefault(program.options.get("accuracy"), []).append(program)
    compiled, futures = {}, []
    with concurrent.futures.ThreadPoolExecutor(jobs) as executor:
        for configuration in CONFIGURATIONS:
            if configuration.needs_openmp and not compiler.has_openmp:
                print(f"{configuration}: skipped, no libomp.so")
                continue
            compiled[configuration] = {}
            for group in by_options.values():
                arguments = group, configuration, f"module-{len(futures)}"
                future = executor.submit(compiler.compile, *arguments)
                futures.append((configuration, future))
    for configuration, future in futures:
        compiled[configuration] |= future.result()
    return compiled


def mutate(program, mutation):
    """The program with a fault, if that is of its own."""
    if mutation == "accuracy":
        return dataclasses.replace(program, options={"accuracy": "fast"})
    if mutation == "syntax":
        return dataclasses.replace(program, mlir="func.func @f(")
    return program


def programs_of(module):
    """The programs of a group but those that are too large."""
    return [
        program
        for program in module.programs()
        if all(operand.size <= MAX_ELEMENTS for operand in program.operands)
    ]


def select(options):
    """Returns programs by the names of their groups."""
    groups = {group_name(module): module for module in GROUPS.values()}

    def is_selected(program):
        if options.mutate:
            return program.name in options.mutate
        return re.search(options.names, program.name)

    return {
        name: list(filter(is_selected, programs_of(groups[name])))
        for name in options.groups or groups
    }


def print_missing(files):
    """Prints the groups of which the files have no command for all programs."""
    named = set()
    for path in files:
        with open(path, encoding="utf-8") as file:
            for line in file:
                groups = re.search(r"--groups=(\S+)", line)
                if groups and "--names" not in line:
                    named.update(groups[1].split(","))
    for module in GROUPS.values():
        if programs_of(module) and group_name(module) not in named:
            print(group_name(module))


def parse_arguments():
    def parse_mutations(text):
        mutations = dict(pair.split(":") for pair in text.split(","))
        for kind in mutations.values():
            if kind not in MUTATIONS:
                raise argparse.ArgumentTypeError(f"no mutation '{kind}'")
        return mutations

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", metavar="FOLDER or FILE")
    parser.add_argument("--groups", type=lambda text: text.split(","))
    parser.add_argument("--names", default="", help="a regular expression")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--mutate", type=parse_mutations, default={})
    parser.add_argument("--missing", action="store_true")
    return parser.parse_args()


def main():
    options = parse_arguments()
    if options.missing:
        print_missing(options.paths)
        return 0

    folder = options.paths[0]
    os.makedirs(folder, exist_ok=True)
    groups = select(options)
    programs = [program for group in groups.values() for program in group]
    compiler = Compiler(folder)
    mutated = [mutate(each, options.mutate.get(each.name)) for each in programs]
    compiled = compile_all(mutated, compiler, options.jobs)
    reference.Context.functions = exact.Functions(folder)
    types = {each.type for program in programs for each in program.operands}
    types &= set(FORMATS)
    # What halves are computed in.
    reference.Context.kernels = Kernels(compiler, sorted(types | {"f32"}))
    for type_ in types:
        # Before processes are forked, since most programs need it.
        reference.Context.functions.softplus(decode(type_, period(type_, 0)))

    wrong = set()
    for program, is_right, message in check_all(
        programs, compiled, options.mutate, options.jobs
    ):
        print(f"{program.name}: {'' if is_right else 'WRONG: '}{message}", flush=True)
        if not is_right:
            wrong.add(program.name)
    for name, group in groups.items():
        count = sum(program.name in wrong for program in group)
        if group:
            print(
                f"{name}: {len(group) - count} programs right, {count} wrong,"
                f" in {len(compiled)} configurations"
            )
    return 1 if wrong or not programs else 0


if __name__ == "__main__":
    sys.exit(main())
