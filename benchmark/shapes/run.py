"""Measures many small programs that softplus stands in, beside PyTorch.

usage: run.py [--softplus-opt=PATH] [--processes=3] [--core=N] [--only=REGEX]
              [--steps=clang|runner] OUTPUT

Compiles every program, times it and its PyTorch twin in fresh processes in turn, on
one core, and on two where the program is about threads, and writes shapes.md into the
folder OUTPUT. The exit code is 1 if a program fails, or if its results are others than
PyTorch's. Needs a Python with PyTorch.
"""

import argparse
import importlib.metadata
import os
import pathlib
import re
import sys
from dataclasses import dataclass

BENCHMARK = pathlib.Path(__file__).resolve().parent.parent
sys.path.append(str(BENCHMARK))

import system
from compilation import WAYS, CompilationFailed, Compiler
from measurement import (
    PYTORCH,
    TORCH_COMPILE,
    Measurements,
    measure_library_side,
    measure_torch_side,
)
from page import Page
from programs import programs_by_group
from results import interleave

BUILD = BENCHMARK / "build" / "shapes"


@dataclass(frozen=True)
class Job:
    """What one process measures: a side on a number of threads."""

    side: str
    threads: int


class Run:
    """One run: the selected programs and ways of compiling, and their results."""

    def __init__(self, options):
        self.groups = _select(options.only)
        self.ways = [options.steps] if options.steps else list(WAYS)
        self.processes = options.processes
        self.core = options.core
        self.compiler = Compiler(options.softplus_opt, BUILD)
        self.measurements = Measurements()

    @property
    def programs(self):
        return [program for group in self.groups.values() for program in group]

    def compile(self):
        self._pin(threads=1)
        for program in self.programs:
            try:
                lowered = self.compiler.lower(program)
            except CompilationFailed as failure:
                self._fail(program, self.ways, failure)
                continue
            for way in self.ways:
                key = way, program.name
                try:
                    compilation = self.compiler.compile(program, lowered, way)
                    self.measurements.compilations[key] = compilation
                except CompilationFailed as failure:
                    self._fail(program, [way], failure)

    def measure(self):
        driver = self.compiler.compile_driver()
        sides = [*self.ways, PYTORCH, TORCH_COMPILE]
        threads = sorted({program.threads for program in self.programs})
        jobs = [Job(side, count) for side in sides for count in threads]
        for number, job in interleave(jobs, self.processes):
            programs = self._programs_of(job)
            if not programs:
                continue
            print(f"Process {number + 1} of {self.processes}: {job.side}", flush=True)
            self._pin(job.threads)
            if job.side in self.ways:
                measure_library_side(self.measurements, job.side, programs, driver)
            else:
                measure_torch_side(
                    self.measurements, job.side, programs, job.threads, BUILD
                )

    def _fail(self, program, ways, failure):
        for way in ways:
            self.measurements.failures[way, program.name] = str(failure)

    def _programs_of(self, job):
        """The programs of a job but those that failed before."""
        return [
            program
            for program in self.programs
            if program.threads == job.threads
            and (job.side != TORCH_COMPILE or program.has_torch_compile)
            and (job.side, program.name) not in self.measurements.failures
        ]

    def _pin(self, threads):
        """Restricts this process and its children to `threads` cores."""
        others = sorted(system.AVAILABLE_CORES - {self.core})
        os.sched_setaffinity(0, {self.core, *others[: threads - 1]})
        os.environ.update(system.thread_variables(threads))


def _select(pattern):
    """The groups of the programs whose names match, but those of more threads than
    there are cores."""
    cores = len(system.AVAILABLE_CORES)
    groups = {
        title: [
            program
            for program in programs
            if re.search(pattern, program.name) and program.threads <= cores
        ]
        for title, programs in programs_by_group().items()
    }
    return {title: programs for title, programs in groups.items() if programs}


def _parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=pathlib.Path, metavar="OUTPUT")
    parser.add_argument(
        "--softplus-opt",
        type=pathlib.Path,
        default=BENCHMARK.parent / "build" / "bin" / "softplus-opt",
        help="the compiler (default: that of the preset `default`)",
    )
    parser.add_argument(
        "--processes",
        type=int,
        default=3,
        help="how many fresh processes measure each side (default: 3)",
    )
    parser.add_argument(
        "--core",
        type=int,
        choices=sorted(system.AVAILABLE_CORES),
        default=max(system.AVAILABLE_CORES),
        help="the core to run on (default: the last one)",
    )
    parser.add_argument(
        "--only", default="", help="a regular expression of names (default: all)"
    )
    parser.add_argument("--steps", choices=WAYS, help="one way of compiling")
    options = parser.parse_args()
    if options.processes < 1:
        parser.error(f"{options.processes} processes measure nothing")
    return options


def main():
    options = _parse_arguments()
    try:
        pytorch = importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        sys.exit(f"error: {sys.executable} has no PyTorch")
    load = os.getloadavg()[0]
    machine = [
        *system.describe_machine(options.core, load),
        f"Versions: {system.tool_version(options.softplus_opt)}, PyTorch {pytorch}",
        f"Processes of each side, in turns: {options.processes}",
    ]
    run = Run(options)
    if not run.groups:
        sys.exit(f"error: no program matches '{options.only}'")
    run.compile()
    run.measure()
    options.output.mkdir(parents=True, exist_ok=True)
    page = Page(machine, run.groups, run.ways, run.measurements)
    page.write(options.output / "shapes.md")
    for finding in page.failures() + page.disagreements():
        print(f"error: {finding}")
    print(f"Written: {options.output / 'shapes.md'}")
    sys.exit(1 if page.failures() or page.disagreements() else 0)


if __name__ == "__main__":
    main()
