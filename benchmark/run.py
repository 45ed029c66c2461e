"""Compares softplus by this project with what a user would pick instead.

usage: run.py [--quick] [options] OUTPUT

Writes results.csv, README.md and plot.png into the folder OUTPUT. One core, one
thread, all in one run; see README.md beside this file.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import subprocess
from dataclasses import dataclass

import cases
import errors
import front_ends
import kernels
import native
import operands
import peers
import report
import system
from functions import Unsupported
from results import Key, Results, interleave

BENCHMARK = pathlib.Path(__file__).resolve().parent
BUILD = BENCHMARK / "build"
DATA = BUILD / "data"
SIZES = (1 << 12, 1 << 16, 1 << 20, 1 << 26)
FRONT_END_SIZES = SIZES[1:]


@dataclass(frozen=True)
class Job:
    """What one process measures: a peer on a number of threads."""

    peer: str
    threads: int
    functions: tuple = ()  # A front end has none.


class Run:
    """One run: the selected cases, sizes and peers, and their results."""

    def __init__(self, arguments):
        self.cases = cases.all_cases(types=arguments.types)
        self.sizes = [1 << 16] if arguments.quick else SIZES
        self.front_end_sizes = [1 << 16] if arguments.quick else FRONT_END_SIZES
        self.processes = arguments.processes
        self.repetitions = 3
        self.seconds = 0.005 if arguments.quick else 0.02
        self.front_ends = arguments.front_ends
        self.core = arguments.core
        self.compiler = kernels.Compiler(arguments.softplus_opt, BUILD / "compiled")
        self.results = Results()

    def measure(self):
        self.pin(threads=1)
        operands.write_tiles(DATA)
        for case in self.cases:
            errors.write_reference(DATA, case)
        native.build(BENCHMARK, BUILD)
        functions = self._native_functions()
        self._measure_errors(functions)
        jobs = _native_jobs(functions, threads=1)
        jobs += [Job(peer, 1) for peer in self.front_ends]
        if max(self.sizes) == report.MEMORY:
            jobs += self._jobs_of_two_threads()
        for number, job in interleave(jobs, self.processes):
            print(f"Process {number + 1} of {self.processes}: {job.peer}", flush=True)
            self.pin(job.threads)
            if job.functions:
                self._time_native(job, number)
            else:
                self._measure_front_end(job, number)
        self.pin(threads=1)

    def pin(self, threads):
        """Restricts this process and its children to `threads` cores."""
        others = sorted(system.AVAILABLE_CORES - {self.core})
        os.sched_setaffinity(0, {self.core, *others[: threads - 1]})
        os.environ.update(system.thread_variables(threads))

    def _native_functions(self):
        functions = []
        for case in self.cases:
            for mode, name in peers.OURS.items():
                with self._skipping(name, case):
                    functions.append(self._compile(case, mode))
            with self._skipping(peers.STOCK, case):
                library = self.compiler.compile_stock(case)
                functions.append(_compiled(peers.STOCK, case, library))
            for peer in peers.NATIVE_PEERS:
                with self._skipping(peer.name, case):
                    functions.append(native.peer_function(peer, case, BUILD))
        return functions

    def _compile(self, case, mode, threads=1):
        options = _options(mode)
        if threads > 1:
            options["threads"] = threads
        name = f"{mode}-{threads}"
        library = self.compiler.compile_softplus(case, name, options)
        return _compiled(peers.OURS[mode], case, library)

    def _measure_errors(self, functions):
        for function in functions:
            if function.peer != peers.RELU.name:
                self.results.errors[function.peer, function.case] = errors.max_error(
                    DATA, function.case, function.evaluate(), function.has_threshold
                )

    def _sizes(self, case, sizes, threads):
        """The sizes of a case in a process, with that of the overhead."""
        if threads > 1:
            return [report.MEMORY]
        return [1, *sizes] if case == cases.F32 else [*sizes]

    def _time_native(self, job, process):
        runs = [
            (function, size)
            for function in job.functions
            for size in self._sizes(function.case, self.sizes, job.threads)
        ]
        try:
            times, share = native.time_functions(
                runs, BUILD, DATA, self.repetitions, self.seconds
            )
        except subprocess.CalledProcessError as error:
            reason = f"process {process + 1}: exit status {error.returncode}"
            self.results.skip(job.peer, reason)
            return
        self._add_share(job, share)
        for function, size, nanoseconds in times:
            key = Key(job.peer, function.case, size, job.threads)
            self.results.add_times(key, process, nanoseconds)

    def _measure_front_end(self, job, process):
        measured = self.cases if job.threads == 1 else [cases.F32]
        runs = [
            (case, self._sizes(case, self.front_end_sizes, job.threads))
            for case in measured
        ]
        request = front_ends.Request(
            runs,
            self.repetitions,
            self.seconds,
            DATA,
            job.threads,
            errors=process == 0 and job.threads == 1,
        )
        records, failure = front_ends.measure(job.peer, request, BUILD)
        if failure and records:
            self.results.skip(job.peer, f"process {process + 1}: {failure}")
        elif failure:  # It does not start, in no process.
            self.results.skip(job.peer, failure)
        for record in records:
            self._add_record(job, record, process)

    def _add_share(self, job, share):
        if job.threads == 1:  # Of two threads, one may wait for the other.
            self.results.add_share(job.peer, share)

    def _add_record(self, job, record, process):
        if "version" in record:
            if job.threads == 1:
                self.results.describe(job.peer, record["version"], record["settings"])
            return
        if "share" in record:
            self._add_share(job, record["share"])
            return
        case = cases.parse_case(record["case"])
        if "skipped" in record:
            self.results.skip(job.peer, record["skipped"], case)
        elif "error" in record:
            self.results.errors[job.peer, case] = tuple(record["error"])
        else:
            key = Key(job.peer, case, record["size"], job.threads)
            self.results.add_times(key, process, record["times"])

    def _jobs_of_two_threads(self):
        case = cases.F32
        if case not in self.cases:
            return []
        if len(system.AVAILABLE_CORES) < 2:
            self.results.skip("two threads", "one core")
            return []
        functions = []
        with self._skipping(f"{peers.RELU.name}, two threads", case):
            functions.append(native.peer_function(peers.THREADED_RELU, case, BUILD))
        for mode, name in peers.OURS.items():
            with self._skipping(f"{name}, two threads", case):
                functions.append(self._compile(case, mode, threads=2))
        jobs = _native_jobs(functions, threads=2)
        if peers.PYTORCH in self.front_ends:
            jobs.append(Job(peers.PYTORCH, 2))
        return jobs

    def describe_native(self):
        """Versions and flags of what is not a front end and was measured."""
        measured = {key.peer for key in self.results.times}
        compiled = " ".join(kernels.OPT) + "; " + " ".join(kernels.LLC[:3])
        version = system.tool_version(self.compiler.softplus_opt)
        for mode, name in peers.OURS.items():
            flags = kernels.softplus_pipeline(_options(mode))
            if name in measured:
                self.results.describe(name, version, f"{flags}; {compiled}")
        if peers.STOCK in measured:
            version = system.debian_version(peers.STOCK_PACKAGE)
            passes = "test-math-polynomial-approximation"
            self.results.describe(peers.STOCK, version, f"{passes}; {compiled}")
        for peer in peers.NATIVE_PEERS:
            if peer.name in measured:
                version = system.package_version(peer)
                flags = native.compile_flags(peer, BUILD)
                self.results.describe(peer.name, version, flags)

    @contextlib.contextmanager
    def _skipping(self, peer, case):
        try:
            yield
        except Unsupported as reason:
            self.results.skip(peer, str(reason), case)


def _options(mode):
    return {} if mode == "faithful" else {"accuracy": mode}  # The default.


def _compiled(peer, case, library):
    return native.NativeFunction(peer, case, library, "memref", kernels.SYMBOL)


def _native_jobs(functions, threads):
    by_peer = collections.defaultdict(list)
    for function in functions:
        by_peer[function.peer].append(function)
    return [Job(peer, threads, tuple(group)) for peer, group in by_peer.items()]


def _parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=pathlib.Path, metavar="OUTPUT")
    parser.add_argument(
        "--quick", action="store_true", help="64 Ki elements only, shorter times"
    )
    parser.add_argument(
        "--processes",
        type=_positive,
        default=5,
        help="how many fresh processes measure each peer (default: 5)",
    )
    parser.add_argument(
        "--core",
        type=int,
        choices=sorted(system.AVAILABLE_CORES),
        default=max(system.AVAILABLE_CORES),
        help="the core to run on (default: the last one)",
    )
    parser.add_argument(
        "--types", nargs="+", choices=cases.TYPES, default=cases.TYPES, help="all"
    )
    parser.add_argument(
        "--front-ends",
        nargs="*",
        choices=peers.FRONT_ENDS,
        default=list(peers.FRONT_ENDS),
        help="all",
    )
    parser.add_argument(
        "--softplus-opt",
        type=pathlib.Path,
        default=BENCHMARK.parent / "build" / "bin" / "softplus-opt",
        help="the compiler (default: that of the preset `default`)",
    )
    return parser.parse_args()


def _positive(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no positive number")
    return int(text)


def main():
    arguments = _parse_arguments()
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"warning: the load is {load:.1f}; times will be too high")
    machine = system.describe_machine(arguments.core, load)
    run = Run(arguments)
    run.measure()
    run.describe_native()
    arguments.output.mkdir(parents=True, exist_ok=True)
    run.results.write_csv(arguments.output / "results.csv")
    report.write_markdown(
        run.results, arguments.output / "README.md", machine, run.processes
    )
    if cases.F32 in run.cases:
        report.write_plot(run.results, arguments.output / "plot.png")
    for peer, share in run.results.disturbed().items():
        print(f"warning: {peer} had as little as {share:.0%} of the core")
    print(f"Written: {arguments.output}")


if __name__ == "__main__":
    main()
