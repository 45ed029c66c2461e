"""What a run has measured, and its form as CSV."""

import csv
import statistics
from dataclasses import dataclass, field

from cases import Case


@dataclass(frozen=True)
class Key:
    """One figure: who computes what on how many elements."""

    peer: str
    case: Case
    size: int
    threads: int = 1


@dataclass
class Results:
    """Times are nanoseconds of an element, one for each repetition; errors are
    the largest error in ulp with the x where it is; overheads are nanoseconds of a
    call on one element. `skipped` has the cases by peer and reason."""

    times: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    overheads: dict = field(default_factory=dict)
    skipped: dict = field(default_factory=dict)
    versions: dict = field(default_factory=dict)

    def add_times(self, key: Key, nanoseconds):
        self.times.setdefault(key, []).extend(t / key.size for t in nanoseconds)

    def add_overheads(self, peer, nanoseconds):
        self.overheads.setdefault(peer, []).extend(nanoseconds)

    def skip(self, peer, reason, case=None):
        cases = self.skipped.setdefault(peer, {}).setdefault(reason, [])
        if case and case not in cases:
            cases.append(case)

    def median(self, key: Key):
        times = self.times.get(key)
        return statistics.median(times) if times else None

    def lowest(self, key: Key):
        return min(self.times.get(key, ()), default=None)

    def peers(self, case: Case, threads=1):
        """The peers with figures of `case`, in the order of measurement."""
        keys = (k for k in self.times if (k.case, k.threads) == (case, threads))
        return list(dict.fromkeys(key.peer for key in keys))

    def cases(self):
        return list(dict.fromkeys(key.case for key in self.times))

    def sizes(self, threads=1):
        return sorted({key.size for key in self.times if key.threads == threads})

    def write_csv(self, path):
        with open(path, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(
                ["op", "type", "beta", "peer", "threads", "elements"]
                + ["median_ns_per_element", "lowest_ns_per_element"]
                + ["max_error_ulp", "max_error_at"]
            )
            for key, times in self.times.items():
                error = self.errors.get((key.peer, key.case), (None, None))
                writer.writerow(
                    [key.case.op, key.case.type, key.case.beta]
                    + [key.peer, key.threads, key.size]
                    + [f"{statistics.median(times):.5f}", f"{min(times):.5f}"]
                    + ["" if e is None else f"{e:.6g}" for e in error]
                )
