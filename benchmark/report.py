"""The Markdown page and the plot of a run."""

import math
import statistics

from cases import Case
from front_ends import PYTORCH
from native import RELU
from results import Key, Results

UNITS = ((1 << 20, "Mi"), (1 << 10, "Ki"))
CACHED = 1 << 16
MEMORY = 1 << 26
# A median that exceeds the lowest time by more than this factor is unsteady.
UNSTEADY = 1.5

# Rows of the summary: our mode, its case, the peers it is compared with.
STOCK = "stock MLIR"
F32 = Case("softplus", "f32", 1.0)
SUMMARY = (
    ("fast", F32, ("oneDNN 2", PYTORCH, STOCK)),
    ("faithful", F32, ("oneDNN 2", PYTORCH, None)),
    ("faithful", Case("softplus", "f32", 0.7), (PYTORCH,)),
    ("correct", F32, (PYTORCH,)),
    ("faithful", Case("softplus", "f64", 1.0), (PYTORCH,)),
    ("faithful", Case("softplus", "bf16", 1.0), (PYTORCH,)),
    ("faithful", Case("softplus_grad", "f32", 1.0), (PYTORCH,)),
)
MEMORY_SUMMARY = (("fast", 1), ("faithful", 1), ("faithful", 2))


def our_name(mode):
    return f"softplus, {mode}"


def size_name(size):
    for unit, name in UNITS:
        if size % unit == 0:
            return f"{size // unit} {name}"
    return str(size)


def case_title(case: Case):
    what = "gradient" if case.is_gradient else "softplus"
    return f"{what}, {case.type}, beta {case.beta:g}"


def write_markdown(results: Results, path, machine):
    lines = [
        "# Benchmark",
        "",
        "<!-- Written by benchmark/run.py; do not edit. -->",
        "",
        f"{machine}. Nanoseconds an element, medians, one pinned core.",
        "",
    ]
    lines += _summary(results)
    lines += ["## All figures", ""]
    for case in results.cases():
        lines += [f"### {case_title(case).capitalize()}", ""]
        lines += _case_table(results, case) + [""]
    lines += _threads(results) + _overheads(results) + _versions(results)
    lines += _skipped(results)
    path.write_text("\n".join(lines).rstrip() + "\n")


def _table(header, rows):
    alignment = ["---"] + ["---:"] * (len(header) - 1)
    return ["| " + " | ".join(row) + " |" for row in [header, alignment, *rows]]


def _number(value):
    return "" if value is None else f"{value:.3f}"


def _ratio(numerator, denominator):
    if numerator is None or denominator is None:
        return ""
    return f"{numerator / denominator:.2f}"


def _error(results, peer, case):
    if (peer, case) not in results.errors:
        return "", ""
    error, x = results.errors[peer, case]
    text = f"{error:.3f}" if error < 1000 else f"{error:.1e}"
    return ("wrong" if math.isinf(error) else text), f"{x:.4g}"


def _reference_size(sizes, wanted):
    return wanted if wanted in sizes else sizes[-1]


def _case_table(results, case):
    sizes = results.sizes()
    cached = _reference_size(sizes, CACHED)
    last = sizes[-1]
    header = ["", *map(size_name, sizes), f"PyTorch / this, {size_name(cached)}"]
    header += [f"this / ReLU, {size_name(last)}", "max error, ulp", "at x"]
    rows = []
    for peer in results.peers(case):
        times = {size: results.median(Key(peer, case, size)) for size in sizes}
        rows.append(
            [peer, *(_number(times[size]) for size in sizes)]
            + [_ratio(results.median(Key(PYTORCH, case, cached)), times[cached])]
            + [_ratio(times[last], results.median(Key(RELU.name, case, last)))]
            + list(_error(results, peer, case))
        )
    return _table(header, rows)


def _fastest_peer(results, case, size):
    """The fastest peer that computes softplus."""
    times = {
        peer: results.median(Key(peer, case, size))
        for peer in results.peers(case)
        if peer != RELU.name and not _is_ours(peer)
    }
    times = {peer: time for peer, time in times.items() if time}
    return min(times, key=times.get, default=None)


def _summary(results):
    rows = []
    for mode, case, peers in SUMMARY:
        ours = Key(our_name(mode), case, CACHED)
        for peer in peers:
            name = peer or _fastest_peer(results, case, CACHED)
            theirs = Key(name, case, CACHED)
            if ours not in results.times or theirs not in results.times:
                continue
            label = name if peer else f"the fastest peer, {name}"
            rows.append(
                [
                    f"`{mode}`, {case_title(case)}",
                    label,
                    *_compare(results, theirs, ours),
                ]
            )
    lines = ["## Summary", ""]
    lines += [
        f'"Unsteady" stands where a median is more than {UNSTEADY} times the lowest',
        "time: only the ratio of the lowest times says something there.",
        "",
    ]
    if rows:
        lines += [f"In cache, {size_name(CACHED)} elements:", ""]
        header = ["", "against", "that", "this", "that / this", "of the lowest"]
        lines += _table(header, rows) + [""]
    rows = []
    for mode, threads in MEMORY_SUMMARY:
        ours = Key(our_name(mode), F32, MEMORY, threads)
        relu = Key(RELU.name, F32, MEMORY, threads)
        if ours in results.times and relu in results.times:
            row = [f"`{mode}`, {case_title(F32)}", str(threads)]
            rows.append(row + _compare(results, ours, relu))
    if rows:
        lines += [f"In memory, {size_name(MEMORY)} elements, against ReLU:", ""]
        header = ["", "threads", "this", "ReLU", "this / ReLU", "of the lowest"]
        lines += _table(header, rows) + [""]
    return lines


def _compare(results, first, second):
    """Both medians, their ratio if they are steady, and the ratio of the lowest
    times."""
    medians = results.median(first), results.median(second)
    lowest = results.lowest(first), results.lowest(second)
    steady = all(m <= UNSTEADY * l for m, l in zip(medians, lowest))
    ratio = _ratio(*medians) if steady else "unsteady"
    return [*map(_number, medians), ratio, _ratio(*lowest)]


def _threads(results):
    sizes = results.sizes(threads=2)
    rows = []
    for case in results.cases():
        for peer in results.peers(case, threads=2):
            times = (_number(results.median(Key(peer, case, s, 2))) for s in sizes)
            rows.append([f"{peer}: {case_title(case)}", *times])
    if not rows:
        return []
    return ["## Two threads", "", *_table(["", *map(size_name, sizes)], rows), ""]


def _overheads(results):
    rows = [
        [peer, f"{statistics.median(times):.0f}"]
        for peer, times in results.overheads.items()
    ]
    if not rows:
        return []
    lines = ["## Call overhead", "", f"One call on one element, {case_title(F32)}.", ""]
    return lines + _table(["", "ns"], rows) + [""]


def _versions(results):
    rows = [[name, version] for name, version in results.versions.items()]
    return ["## Versions", "", *_table(["", "version"], rows), ""]


def _skipped(results):
    lines = ["## Skipped", ""]
    for peer, reasons in results.skipped.items():
        for reason, cases in reasons.items():
            where = "; ".join(map(case_title, cases))
            if len(cases) > 4:
                where = f"{len(cases)} cases"
            lines.append(f"- {peer}: {reason}" + (f" ({where})" if where else ""))
    return lines if results.skipped else []


def write_plot(results: Results, path):
    """Bars in cache, and lines over the sizes, of f32 at beta 1."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    times = {
        peer: results.median(Key(peer, F32, CACHED)) for peer in results.peers(F32)
    }
    names = sorted(times, key=times.get)
    figure, (bars, lines) = pyplot.subplots(1, 2, figsize=(14, 5.5))
    figure.suptitle(case_title(F32))
    _plot_bars(bars, results, names, times)
    _plot_lines(lines, results, names, pyplot.get_cmap("tab20").colors)
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def _is_ours(peer):
    return peer.startswith(our_name(""))


def _plot_bars(axes, results, names, times):
    drawn = axes.barh(
        names,
        [times[name] for name in names],
        color=["C0" if _is_ours(name) else "0.75" for name in names],
    )
    labels = []
    for name in names:
        error = _error(results, name, F32)[0]
        labels.append(f" {times[name]:.2f} ns" + (f", {error} ulp" if error else ""))
    axes.bar_label(drawn, labels)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlim(right=20 * max(times.values()))
    axes.set_xlabel(f"ns an element, {size_name(CACHED)} elements; max error")


def _plot_lines(axes, results, names, colors):
    sizes = results.sizes()
    for name, color in zip(names, colors):
        times = [results.median(Key(name, F32, size)) or math.nan for size in sizes]
        style, width = ("o-", 3) if _is_ours(name) else (".--", 1)
        axes.plot(sizes, times, style, label=name, linewidth=width, color=color)
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks(sizes, map(size_name, sizes))
    axes.set_xlabel("elements")
    axes.set_ylabel("ns an element")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
