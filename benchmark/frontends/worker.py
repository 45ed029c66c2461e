"""Measures one front end in a process of its own.

usage: worker.py FRONT_END REQUEST ANSWER

FRONT_END is a module of this folder. It has VERSION, which the package states,
HAS_THRESHOLD, `set_up(threads)`, `settings()`, which says how it then runs, and
`prepare(case, operands)`. The latter returns two functions: one that computes into
memory of its own and returns when that is done, and one that returns this result as
an array.
"""

import importlib
import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import cases
import errors
import operands


class Clocks:
    """The seconds that passed, and those of the processor, in all timed loops."""

    passed = computed = 0.0


def time_calls(call, repetitions, seconds):
    """Nanoseconds of a call, in repetitions of at least `seconds` each."""
    call()
    count, elapsed = 1, 0.0
    while elapsed < seconds:
        if elapsed:
            count = max(count + 1, int(1.1 * count * seconds / elapsed))
        elapsed = _time_loop(call, count)
    return [_time_loop(call, count) / count * 1e9 for _ in range(repetitions)]


def _time_loop(call, count):
    start, start_of_processor = time.perf_counter(), time.process_time()
    for _ in range(count):
        call()
    elapsed = time.perf_counter() - start
    Clocks.passed += elapsed
    Clocks.computed += time.process_time() - start_of_processor
    return elapsed


def measure(front_end, case, sizes, request):
    """Yields the records of one case: its error, its times."""
    data = pathlib.Path(request["data"])
    if request["errors"]:
        call, result = front_end.prepare(case, operands.sample(case))
        call()
        error = errors.max_error(data, case, result(), front_end.HAS_THRESHOLD)
        yield {"case": case.name, "error": error}
    for size in sizes:
        arrays = operands.read_operands(data, case, size)
        call, _ = front_end.prepare(case, arrays)
        times = time_calls(call, request["repetitions"], request["seconds"])
        yield {"case": case.name, "size": size, "times": times}


def main():
    name, request_file, answer_file = sys.argv[1:]
    request = json.loads(pathlib.Path(request_file).read_text())
    front_end = importlib.import_module(name)
    front_end.set_up(request["threads"])
    with open(answer_file, "w") as answer:

        def write(record):
            print(json.dumps(record), file=answer, flush=True)

        write({"version": front_end.VERSION, "settings": front_end.settings()})
        for case_name, sizes in request["runs"]:
            case = cases.parse_case(case_name)
            try:
                for record in measure(front_end, case, sizes, request):
                    write(record)
            except Exception as error:  # Peers raise whatever they like.
                reason = (str(error).strip() or type(error).__name__).splitlines()[0]
                write({"case": case.name, "skipped": reason})
        if Clocks.passed:
            write({"share": Clocks.computed / Clocks.passed})


if __name__ == "__main__":
    main()
