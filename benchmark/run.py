"""Compares softplus by this project with what a user would pick instead.

usage: run.py [--quick] [options] OUTPUT

Writes results.csv, README.md and plot.png into the folder OUTPUT. One core, one
thread, all in one run; see README.md beside this file.
"""

import argparse
import contextlib
import importlib.metadata
import os
import pathlib
import subprocess

import cases
import errors
import front_ends
import kernels
import native
import report
from results import Key, Results

BENCHMARK = pathlib.Path(__file__).resolve().parent
BUILD = BENCHMARK / "build"
DATA = BUILD / "data"
MODES = ("fast", "faithful", "correct")
SIZES = (1 << 12, 1 << 16, 1 << 20, 1 << 26)
FRONT_END_SIZES = SIZES[1:]
PACKAGES = {
    "oneDNN 2": "libdnnl-dev",
    "SLEEF": "libsleef-dev",
    "Eigen": "libeigen3-dev",
    "glibc": "libc6",
    "MLIR": "mlir-22-tools",
}
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "TBB_NUM_THREADS",
)


class Run:
    """One run: the selected cases, sizes and peers, and their results."""

    def __init__(self, arguments):
        self.cases = cases.all_cases(types=arguments.types)
        self.sizes = [1 << 16] if arguments.quick else SIZES
        self.front_end_sizes = [1 << 16] if arguments.quick else FRONT_END_SIZES
        self.rounds = 1 if arguments.quick else 3
        self.repetitions = 5
        self.seconds = 0.005 if arguments.quick else 0.02
        self.front_ends = arguments.front_ends
        self.core = arguments.core
        self.compiler = kernels.Compiler(arguments.softplus_opt, BUILD / "compiled")
        self.results = Results()

    def measure(self):
        self.pin(threads=1)
        cases.write_tiles(DATA)
        for case in self.cases:
            errors.write_reference(DATA, case)
        native.build(BENCHMARK, BUILD)
        functions = self._native_functions()
        self._measure_errors(functions)
        for number in range(self.rounds):
            print(f"Round {number + 1} of {self.rounds}")
            self._time_native(functions, self.sizes)
            self._time_native([f for f in functions if f.case == report.F32], [1])
            for peer in self.front_ends:
                self._measure_front_end(peer, self.cases, with_errors=number == 0)
            if max(self.sizes) == report.MEMORY:
                self._measure_two_threads()
        for name, package in PACKAGES.items():
            version = _debian_version(package)
            if version:
                self.results.versions[name] = version
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            self.results.versions["oneDNN 3"] = importlib.metadata.version("onednn")

    def pin(self, threads):
        """Restricts this process and its children to `threads` cores."""
        available = sorted(_AVAILABLE_CORES - {self.core})
        os.sched_setaffinity(0, {self.core, *available[: threads - 1]})
        for variable in THREAD_VARIABLES:
            os.environ[variable] = str(threads)

    def _native_functions(self):
        functions = []
        for case in self.cases:
            for mode in MODES:
                with self._skipping(report.our_name(mode), case):
                    functions.append(self._compile(case, mode))
            with self._skipping(report.STOCK, case):
                library = self.compiler.compile_stock(case)
                functions.append(
                    native.NativeFunction(report.STOCK, case, library, "memref")
                )
            for peer in native.PEERS:
                with self._skipping(peer.name, case):
                    functions.append(native.peer_function(peer, case, BUILD))
        return functions

    def _compile(self, case, mode, threads=1):
        options = {} if mode == "faithful" else {"accuracy": mode}  # The default.
        if threads > 1:
            options["threads"] = threads
        name = f"{mode}-{threads}"
        library = self.compiler.compile_softplus(case, name, options)
        return native.NativeFunction(report.our_name(mode), case, library, "memref")

    def _measure_errors(self, functions):
        for function in functions:
            if function.peer != native.RELU.name:
                self.results.errors[function.peer, function.case] = errors.max_error(
                    DATA, function.case, function.evaluate(), function.has_threshold
                )

    def _time_native(self, functions, sizes, threads=1):
        if not functions:
            return
        print(f"{len(functions)} functions in C++ and compiled code", flush=True)
        times = native.time_functions(
            functions, sizes, BUILD, DATA, self.repetitions, self.seconds
        )
        for function, size, nanoseconds in times:
            self._add_times(function.peer, function.case, size, threads, nanoseconds)

    def _add_times(self, peer, case, size, threads, nanoseconds):
        if size > 1:
            self.results.add_times(Key(peer, case, size, threads), nanoseconds)
        elif case == report.F32:
            self.results.add_overheads(peer, nanoseconds)

    def _measure_front_end(self, peer, cases_, threads=1, with_errors=False):
        print(peer, flush=True)
        sizes = [1, *self.front_end_sizes] if threads == 1 else [report.MEMORY]
        request = front_ends.Request(
            cases_,
            sizes,
            self.repetitions,
            self.seconds,
            DATA,
            threads,
            with_errors,
        )
        records, failure = front_ends.measure(peer, request, BUILD)
        if failure:
            self.results.skip(peer, failure)
        for record in records:
            self._add_record(peer, record, threads)

    def _add_record(self, peer, record, threads):
        if "version" in record:
            self.results.versions[peer] = record["version"]
            return
        case = cases.parse_case(record["case"])
        if "skipped" in record:
            self.results.skip(peer, record["skipped"], case)
        elif "error" in record:
            self.results.errors[peer, case] = tuple(record["error"])
        else:
            self._add_times(peer, case, record["size"], threads, record["times"])

    def _measure_two_threads(self):
        if len(_AVAILABLE_CORES) < 2:
            self.results.skip("two threads", "one core")
            return
        self.pin(threads=2)
        functions = []
        case = report.F32
        with self._skipping(f"{native.RELU.name}, two threads", case):
            functions.append(native.peer_function(native.THREADED_RELU, case, BUILD))
        for mode in MODES:
            with self._skipping(f"{report.our_name(mode)}, two threads", case):
                functions.append(self._compile(case, mode, threads=2))
        self._time_native(functions, [report.MEMORY], threads=2)
        if front_ends.PYTORCH in self.front_ends:
            self._measure_front_end(front_ends.PYTORCH, [case], threads=2)
        self.pin(threads=1)

    @contextlib.contextmanager
    def _skipping(self, peer, case):
        try:
            yield
        except cases.Unsupported as reason:
            self.results.skip(peer, str(reason), case)


_AVAILABLE_CORES = os.sched_getaffinity(0)


def _debian_version(package):
    query = ["dpkg-query", "-W", "-f", "${Version}", package]
    result = subprocess.run(query, capture_output=True, text=True)
    return None if result.returncode else result.stdout


def _machine():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return os.uname().machine


def _parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=pathlib.Path, metavar="OUTPUT")
    parser.add_argument(
        "--quick", action="store_true", help="64 Ki elements only, shorter times"
    )
    parser.add_argument(
        "--core",
        type=int,
        default=max(_AVAILABLE_CORES),
        help="the core to run on (default: the last one)",
    )
    parser.add_argument(
        "--types", nargs="+", choices=cases.TYPES, default=cases.TYPES, help="all"
    )
    parser.add_argument(
        "--front-ends",
        nargs="*",
        choices=front_ends.FRONT_ENDS,
        default=list(front_ends.FRONT_ENDS),
        help="all",
    )
    parser.add_argument(
        "--softplus-opt",
        type=pathlib.Path,
        default=BENCHMARK.parent / "build" / "bin" / "softplus-opt",
        help="the compiler (default: that of the preset `default`)",
    )
    return parser.parse_args()


def main():
    arguments = _parse_arguments()
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"warning: the load is {load:.1f}; times will be too high")
    run = Run(arguments)
    run.measure()
    arguments.output.mkdir(parents=True, exist_ok=True)
    run.results.write_csv(arguments.output / "results.csv")
    report.write_markdown(run.results, arguments.output / "README.md", _machine())
    if report.F32 in run.cases:
        report.write_plot(run.results, arguments.output / "plot.png")
    print(f"Written: {arguments.output}")


if __name__ == "__main__":
    main()
