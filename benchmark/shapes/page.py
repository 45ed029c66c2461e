"""The page of a run, as Markdown."""

from compilation import describe_steps
from measurement import PYTORCH, TORCH_COMPILE, Measurements
from report import make_table

# A time is marked where its processes differ by more than this factor.
UNSTEADY = 1.15

LEGEND = (
    "Times are nanoseconds of one softplus, or of its gradient, as often as a program",
    "has it, or of the unit that is named below a table: medians of the medians of the",
    "processes, with `*` where the highest of these exceeds the lowest by more than",
    f"{UNSTEADY - 1:.0%}. Ratios are of such times; `of contiguous` is the time over",
    "that of the same on contiguous memory. A program is in bold where PyTorch is",
    "faster. The last three columns are those of the first way of compiling: seconds",
    "are those of softplus-opt and LLVM together, bytes those of the object.",
)


class Page:
    """What is written of a run; the first of the ways of compiling stands for both
    where there is one column."""

    def __init__(self, machine, groups, ways, measurements: Measurements):
        """`machine` has facts, `groups` lists of programs by title."""
        self.machine = machine
        self.groups = groups
        self.ways = ways
        self.measurements = measurements
        self.programs = {
            program.name: program for group in groups.values() for program in group
        }

    def write(self, path):
        lines = [
            "# Many shapes and programs",
            "",
            "<!-- Written by benchmark/shapes/run.py; do not edit. -->",
            "",
            *(f"- {fact}" for fact in self.machine),
            *(f"- {way}: {describe_steps(way)}" for way in self.ways),
            "",
            *LEGEND,
            "",
        ]
        for title, programs in self.groups.items():
            lines += [f"## {title}", "", *self._table(programs), ""]
            lines += self._notes(programs)
        lines += self._list("Slower than PyTorch", self._slower())
        lines += self._list("Other results than PyTorch's", self.disagreements())
        lines += self._list("Failures", self.failures())
        path.write_text("\n".join(lines).rstrip() + "\n")

    def failures(self):
        """What was not compiled or not measured."""
        failures = self.measurements.failures.items()
        return [f"`{name}`, {side}: {reason}" for (side, name), reason in failures]

    def disagreements(self):
        """The programs whose sums of results differ from PyTorch's."""
        totals = self.measurements.totals
        return [
            f"`{name}`, {way}: {totals[way, name]:g}, PyTorch {totals[PYTORCH, name]:g}"
            for name, program in self.programs.items()
            for way in self.ways
            if self.measurements.disagrees(way, program)
        ]

    def _slower(self):
        lines = []
        for name, program in self.programs.items():
            ratios = ", ".join(
                f"{way} {_ratio(self.measurements.ratio(way, program))}"
                for way in self.ways
                if self._is_slower(way, program)
            )
            if ratios:
                lines.append(f"`{name}`: PyTorch / {ratios}")
        return lines

    def _is_slower(self, way, program):
        ratio = self.measurements.ratio(way, program)
        return ratio is not None and ratio < 1.0

    @staticmethod
    def _list(title, items):
        lines = [f"- {item}" for item in items] or ["None."]
        return [f"## {title}", "", *lines, ""]

    def _table(self, programs):
        header = ["", *self.ways, PYTORCH, TORCH_COMPILE]
        header += [f"PyTorch / {way}" for way in self.ways]
        header += ["of contiguous", "seconds", "bytes"]
        return make_table(header, map(self._row, programs))

    def _row(self, program):
        is_slower = any(self._is_slower(way, program) for way in self.ways)
        sides = [*self.ways, PYTORCH, TORCH_COMPILE]
        return [
            f"**{program.name}**" if is_slower else program.name,
            *(self._time(side, program) for side in sides),
            *(self._ratio_to_pytorch(way, program) for way in self.ways),
            self._ratio_to_contiguous(program),
            *self._costs(program),
        ]

    def _time(self, side, program):
        figure = self.measurements.figure(side, program)
        if figure is None:
            failed = (side, program.name) in self.measurements.failures
            return "fails" if failed else ""
        time = self.measurements.time(side, program)
        is_steady = figure.spread is None or figure.spread <= UNSTEADY
        text = f"{time:.3f}" if time < 100.0 else f"{time:.0f}"
        return text if is_steady else text + "*"

    def _ratio_to_pytorch(self, way, program):
        text = _ratio(self.measurements.ratio(way, program))
        return f"**{text}**" if self._is_slower(way, program) else text

    def _ratio_to_contiguous(self, program):
        contiguous = self.programs.get(program.contiguous)
        if contiguous is None:
            return ""
        ours = self.measurements.time(self.ways[0], program)
        base = self.measurements.time(self.ways[0], contiguous)
        return "" if ours is None or base is None else _ratio(ours / base)

    def _costs(self, program):
        """Seconds to compile, and bytes of the object."""
        key = self.ways[0], program.name
        compilation = self.measurements.compilations.get(key)
        if compilation is None:
            return "", ""
        return f"{compilation.seconds:.3f}", str(compilation.object_bytes)

    @staticmethod
    def _notes(programs):
        """The programs by what is said of them."""
        names = {}
        for program in programs:
            if program.note:
                names.setdefault(program.note, []).append(f"`{program.name}`")
        lines = [f"- {', '.join(group)}: {note}." for note, group in names.items()]
        return [*lines, ""] if lines else []


def _ratio(ratio):
    if ratio is None:
        return ""
    return f"{ratio:.2f}" if ratio < 10.0 else f"{ratio:.0f}"
