"""What a run has measured, its statistics, and its form as CSV."""

import csv
import random
import statistics
from dataclasses import dataclass, field

from cases import F32, Case, all_cases
from peers import PEERS

# A peer is unsteady where the medians of its processes differ by more than this
# factor: then the same call has several speeds, and which one a process gets is no
# matter of the function.
UNSTEADY = 1.25
# A peer is disturbed where one of its processes had less than this share of the core
# while it was timed: another program, which may have had the rest of it all the time,
# then slowed down every process alike.
DISTURBED = 0.95


@dataclass(frozen=True)
class Key:
    """One figure: who computes what on how many elements."""

    peer: str
    case: Case
    size: int
    threads: int = 1


def overhead_key(peer):
    """The figure of one call on one element."""
    return Key(peer, F32, 1)


@dataclass(frozen=True)
class Figure:
    """The medians of the processes that measured something, in nanoseconds."""

    medians: tuple

    @property
    def lowest(self):
        return min(self.medians)

    @property
    def spread(self):
        """The highest median over the lowest; one process has none."""
        if len(self.medians) < 2:
            return None
        return max(self.medians) / min(self.medians)

    @property
    def is_unsteady(self):
        return self.spread is not None and self.spread > UNSTEADY


def interleave(jobs, processes):
    """Yields (number of the process, job), every job once before any is repeated,
    each time in another order: what disturbs the machine for a while, or follows a
    certain job, does not meet the same one each time."""
    for number in range(processes):
        shuffled = random.Random(number).sample(jobs, len(jobs))
        yield from ((number, job) for job in shuffled)


@dataclass
class Results:
    """`times` has, for each process by its number, the nanoseconds an element of its
    repetitions; errors are the largest error in ulp with the x where it is. `skipped`
    has the cases by peer and reason, `versions` and `settings` have texts by peer, and
    `shares` the least share of the core that a process of a peer had."""

    times: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    skipped: dict = field(default_factory=dict)
    versions: dict = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    shares: dict = field(default_factory=dict)

    def add_times(self, key: Key, process, nanoseconds):
        """Adds the nanoseconds of a call in each repetition of a process."""
        processes = self.times.setdefault(key, {})
        processes[process] = [t / key.size for t in nanoseconds]

    def add_share(self, peer, share):
        """Adds the processor time over the time that passed in a process."""
        self.shares[peer] = min(share, self.shares.get(peer, share))

    def disturbed(self):
        """The peers that were disturbed, with their least shares."""
        return {p: s for p, s in self.shares.items() if s < DISTURBED}

    def skip(self, peer, reason, case=None):
        cases = self.skipped.setdefault(peer, {}).setdefault(reason, [])
        if case and case not in cases:
            cases.append(case)

    def describe(self, peer, version, settings):
        self.versions[peer] = version
        self.settings[peer] = settings

    def figure(self, key: Key):
        processes = self.times.get(key)
        if not processes:
            return None
        return Figure(tuple(map(statistics.median, processes.values())))

    def keys(self):
        """The keys in the order of the report, whatever that of measurement was."""
        cases = all_cases()

        def rank(key):
            case, peer = cases.index(key.case), PEERS.index(key.peer)
            return case, key.threads, peer, key.size

        return sorted(self.times, key=rank)

    def peers(self, case: Case, threads=1):
        """The peers with figures of `case`; an overhead is none."""
        keys = (k for k in self.keys() if (k.case, k.threads) == (case, threads))
        return list(dict.fromkeys(key.peer for key in keys if key.size > 1))

    def cases(self):
        return list(dict.fromkeys(key.case for key in self.keys()))

    def sizes(self, threads=1):
        """The sizes, without that of the overhead."""
        sizes = {key.size for key in self.times if key.threads == threads}
        return sorted(sizes - {1})

    def write_csv(self, path):
        """Writes a row for each process of each figure."""
        with open(path, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(
                ["op", "type", "beta", "peer", "threads", "elements", "process"]
                + ["median_ns_per_element", "lowest_ns_per_element"]
                + ["max_error_ulp", "max_error_at"]
            )
            for key in self.keys():
                error = self.errors.get((key.peer, key.case), (None, None))
                for process, times in sorted(self.times[key].items()):
                    writer.writerow(
                        [key.case.op, key.case.type, key.case.beta]
                        + [key.peer, key.threads, key.size, process + 1]
                        + [f"{statistics.median(times):.5f}", f"{min(times):.5f}"]
                        + ["" if e is None else f"{e:.6g}" for e in error]
                    )
