"""Writes the page of the benchmark for given samples.

usage: write_page.py BENCHMARK PAGE PROCESSES
"""

import pathlib
import sys

sys.path.insert(0, sys.argv[1])

import report
from cases import F32, Case
from peers import OURS, PYTORCH
from results import Key, Results, overhead_key
from system import describe_processor

CPUINFO = """processor\t: 0
cpu family\t: 25
model\t\t: 17
model name\t: Some Processor
stepping\t: 1

processor\t: 1
model name\t: Another Processor
"""
# Nanoseconds an element by process, at 64 Ki and at 1 Mi elements.
SAMPLES = {
    PYTORCH: ((11.5, 1.05, 1.06, 11.4, 1.06), (1.04, 1.05, 1.03, 1.04, 1.05)),
    "SLEEF": ((0.98, 1.00, 1.04, 0.99, 0.98), (0.99, 1.00, 0.99, 0.99, 0.99)),
    "ReLU": ((0.032, 0.03, 0.031, 0.031, 0.03), (0.07, 0.07, 0.07, 0.08, 0.1)),
    OURS["faithful"]: ((0.25, 0.24, 0.26, 0.24, 0.25), (0.3, 0.3, 0.3, 0.3, 0.3)),
}


def main():
    page, processes = pathlib.Path(sys.argv[2]), int(sys.argv[3])
    results = Results()
    for peer, figures in SAMPLES.items():
        for size, medians in zip((1 << 16, 1 << 20), figures):
            for process in range(processes):
                # The repetitions around a median; the lowest time is no figure.
                times = [medians[process] * f * size for f in (0.1, 1.0, 3.0)]
                results.add_times(Key(peer, F32, size), process, times)
    for process in range(processes):
        results.add_times(overhead_key(PYTORCH), process, [1643.0 + 500 * process])
    for share in (1.0, 0.96, 0.99) if processes > 1 else (0.99, 0.42, 0.97):
        results.add_share("SLEEF", share)
    results.errors["SLEEF", F32] = (1.498, -96.37)
    results.errors[PYTORCH, F32] = (float("inf"), 11.09)
    results.describe("SLEEF", "3.5.1", "clang++ -O3")
    results.describe(PYTORCH, "2.15.0", "1 thread")
    for beta in (1.0, 0.7):
        results.skip("SLEEF", "has no sigmoid", Case("sigmoid", "f32", beta))
    cpuinfo = page.with_suffix(".cpuinfo")
    cpuinfo.write_text(CPUINFO)
    machine = [f"Processor: {describe_processor(cpuinfo)}"]
    report.write_markdown(results, page, machine, processes)


if __name__ == "__main__":
    main()
