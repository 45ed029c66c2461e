"""Times of programs by each side, each measured in processes of its own."""

import pathlib
import statistics
import subprocess
import sys
from dataclasses import dataclass, field

from program import Operand, Program
from results import Figure

HERE = pathlib.Path(__file__).resolve().parent
PYTORCH = "PyTorch"
TORCH_COMPILE = "torch.compile"


@dataclass
class Measurements:
    """By the pair of side and program's name: the nanoseconds of a call, medians of
    the processes; the sum of the results; why there are none. `compilations` has those
    of our sides."""

    times: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)
    failures: dict = field(default_factory=dict)
    compilations: dict = field(default_factory=dict)

    def figure(self, side, program: Program):
        """The nanoseconds of one of the evaluations in each process, or None."""
        times = self.times.get((side, program.name))
        if not times:
            return None
        return Figure(tuple(time / program.evaluations for time in times))

    def time(self, side, program):
        figure = self.figure(side, program)
        return None if figure is None else statistics.median(figure.medians)

    def ratio(self, side, program):
        """PyTorch's time over that of a side, or None."""
        ours, theirs = self.time(side, program), self.time(PYTORCH, program)
        return None if ours is None or theirs is None else theirs / ours

    def disagrees(self, side, program):
        """Whether the sum of a side is far from that of PyTorch."""
        ours = self.totals.get((side, program.name))
        theirs = self.totals.get((PYTORCH, program.name))
        if ours is None or theirs is None:
            return False
        bound = program.tolerance * max(abs(ours), abs(theirs))
        return not abs(ours - theirs) <= bound  # NaN is far from everything.

    def add(self, side, line):
        """Takes a line of a process; returns the name of the program."""
        name, *words = line.split(maxsplit=1)
        if words[0].startswith("error: "):
            self.failures[side, name] = words[0].removeprefix("error: ")
        else:
            _, median, total = map(float, words[0].split())
            self.times.setdefault((side, name), []).append(median)
            self.totals[side, name] = total
        return name


def measure_library_side(measurements, side, programs, driver):
    """Measures the compiled libraries of a side."""
    manifest = driver.with_name(f"{side}.manifest")

    def start(programs):
        lines = (
            _manifest_line(program, measurements.compilations[side, program.name])
            for program in programs
        )
        manifest.write_text("".join(lines))
        return [driver, manifest]

    _measure(measurements, side, programs, start)


def measure_torch_side(measurements, side, programs, threads, folder):
    """Measures PyTorch or torch.compile."""
    names = folder / f"{side}.names"

    def start(programs):
        names.write_text("".join(f"{program.name}\n" for program in programs))
        options = ["--compile"] if side == TORCH_COMPILE else []
        worker = HERE / "torch_worker.py"
        return [sys.executable, worker, *options, str(threads), names]

    _measure(measurements, side, programs, start)


def _measure(measurements, side, programs, start):
    """Runs the command that `start` makes for programs. If a program ends the process,
    those behind it are measured in another one."""
    while programs:
        result = subprocess.run(start(programs), capture_output=True, text=True)
        done = {measurements.add(side, line) for line in result.stdout.splitlines()}
        programs = [program for program in programs if program.name not in done]
        if programs:
            message = result.stderr.strip().splitlines()
            reason = message[-1] if message else f"exit status {result.returncode}"
            measurements.failures[side, programs.pop(0).name] = reason


def _manifest_line(program: Program, compilation):
    """A line of the manifest, see ShapeBenchmark.cpp."""
    results = _join(",", (f"{r.type}:{r.rank}" for r in program.results))
    written = _join(",", program.written)
    operands = " ".join(map(_operand_text, program.operands))
    return f"{program.name} {compilation.library} {results} {written} {operands}\n"


def _operand_text(operand: Operand):
    shape, strides = _join("x", operand.shape), _join(",", operand.strides)
    text = f"{operand.type}:{shape}:{strides}:{operand.offset}"
    return text if operand.memory_of is None else f"{text}:{operand.memory_of}"


def _join(separator, parts):
    return separator.join(map(str, parts)) or "-"
