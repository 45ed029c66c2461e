"""The Markdown page and the plot of a run."""

import math

from cases import F32, Case
from peers import OURS, PEERS, PYTORCH, RELU, STOCK
from results import UNSTEADY, Key, Results, overhead_key

UNITS = ((1 << 20, "Mi"), (1 << 10, "Ki"))
CACHED = 1 << 16
MEMORY = 1 << 26
MARK = " !"  # Behind a number that an unsteady figure went into.

# Rows of the summary: our mode, its case, the peers it is compared with; None is
# the fastest one.
SUMMARY = (
    ("fast", F32, ("oneDNN 2", PYTORCH, STOCK)),
    ("faithful", F32, ("oneDNN 2", PYTORCH, None)),
    ("faithful", Case("softplus", "f32", 0.7), (PYTORCH,)),
    ("correct", F32, (PYTORCH,)),
    ("faithful", Case("softplus", "f64", 1.0), (PYTORCH,)),
    ("faithful", Case("softplus", "bf16", 1.0), (PYTORCH,)),
    ("faithful", Case("softplus_grad", "f32", 1.0), (PYTORCH,)),
    ("faithful", Case("sigmoid", "f32", 1.0), (PYTORCH,)),
)
MEMORY_SUMMARY = (("fast", 1), ("faithful", 1), ("faithful", 2))


LEGEND = (
    "Times are nanoseconds an element on one pinned core: the lowest of the medians",
    "of the processes; ratios are of such times. The spread is the highest of these",
    "medians over the lowest, in a row the largest of its sizes. A peer is unsteady",
    f"where the spread exceeds {UNSTEADY}: `!` stands behind every time and ratio with",
    "such a figure, and [Unsteady](#unsteady) lists them.",
)


def size_name(size):
    if size == 1:
        return "one element"
    for unit, name in UNITS:
        if size % unit == 0:
            return f"{size // unit} {name}"
    return str(size)


def write_markdown(results: Results, path, machine, processes):
    """Writes the page of a run of that many processes; `machine` has facts on where
    it ran."""
    lines = [
        "# Benchmark",
        "",
        "<!-- Written by benchmark/run.py; do not edit. -->",
        "",
        *(f"- {fact}" for fact in machine),
        f"- Processes of each peer, in turns with those of the others: {processes}",
        "",
        *LEGEND,
        "",
        *_warning(results),
    ]
    lines += _summary(results)
    lines += ["## All figures", ""]
    for case in results.cases():
        lines += [f"### {case.title[0].upper()}{case.title[1:]}", ""]
        lines += _case_table(results, case) + [""]
    lines += _threads(results) + _overheads(results)
    lines += _disturbed(results) + _unsteady(results, processes)
    lines += _peers(results) + _skipped(results)
    path.write_text("\n".join(lines).rstrip() + "\n")


def make_table(header, rows, alignment="---:", texts=1):
    """The lines of a table, whose first columns, `texts` of them, are no figures."""
    line = ["---"] * texts + [alignment] * (len(header) - texts)
    return ["| " + " | ".join(row) + " |" for row in [header, line, *rows]]


def _mark(*figures):
    return MARK if any(figure.is_unsteady for figure in figures) else ""


def _time(figure, digits=3):
    return "" if figure is None else f"{figure.lowest:.{digits}f}" + _mark(figure)


def _median(nanoseconds):
    """Of a call on one element there are thousands."""
    return f"{nanoseconds:.0f}" if nanoseconds >= 100.0 else f"{nanoseconds:.3f}"


def _spread(*figures):
    """The largest spread of those figures that have one."""
    spreads = [f.spread for f in figures if f is not None and f.spread is not None]
    return f"{max(spreads):.2f}" if spreads else ""


def _ratio(numerator, denominator):
    if numerator is None or denominator is None:
        return ""
    ratio = numerator.lowest / denominator.lowest
    return f"{ratio:.2f}" + _mark(numerator, denominator)


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
    header = ["", *map(size_name, sizes), "spread"]
    header += [f"PyTorch / this, {size_name(cached)}"]
    header += [f"this / ReLU, {size_name(last)}", "max error, ulp", "at x"]
    pytorch = results.figure(Key(PYTORCH, case, cached))
    relu = results.figure(Key(RELU.name, case, last))
    rows = []
    for peer in results.peers(case):
        figures = {size: results.figure(Key(peer, case, size)) for size in sizes}
        rows.append(
            [peer, *map(_time, figures.values()), _spread(*figures.values())]
            + [_ratio(pytorch, figures[cached]), _ratio(figures[last], relu)]
            + list(_error(results, peer, case))
        )
    return make_table(header, rows)


def _fastest_peer(results, case, size):
    """The fastest peer that computes the function."""
    figures = {
        peer: results.figure(Key(peer, case, size))
        for peer in results.peers(case)
        if peer != RELU.name and peer not in OURS.values()
    }
    times = {peer: figure.lowest for peer, figure in figures.items() if figure}
    return min(times, key=times.get, default=None)


def _summary(results):
    rows = []
    for mode, case, peers in SUMMARY:
        ours = results.figure(Key(OURS[mode], case, CACHED))
        for peer in peers:
            name = peer or _fastest_peer(results, case, CACHED)
            theirs = results.figure(Key(name, case, CACHED))
            if ours is None or theirs is None:
                continue
            label = name if peer else f"the fastest peer, {name}"
            rows.append([f"`{mode}`, {case.title}", label, *_compare(theirs, ours)])
    lines = ["## Summary", ""]
    if rows:
        lines += [f"In cache, {size_name(CACHED)} elements:", ""]
        header = ["", "against", "that", "spread", "this", "spread", "that / this"]
        lines += make_table(header, rows) + [""]
    rows = []
    for mode, threads in MEMORY_SUMMARY:
        ours = results.figure(Key(OURS[mode], F32, MEMORY, threads))
        relu = results.figure(Key(RELU.name, F32, MEMORY, threads))
        if ours is not None and relu is not None:
            row = [f"`{mode}`, {F32.title}", str(threads)]
            rows.append(row + _compare(ours, relu))
    if rows:
        lines += [f"In memory, {size_name(MEMORY)} elements, against ReLU:", ""]
        header = ["", "threads", "this", "spread", "ReLU", "spread", "this / ReLU"]
        lines += make_table(header, rows) + [""]
    return lines


def _compare(first, second):
    """Both times with their spreads, and the ratio of the times."""
    cells = []
    for figure in (first, second):
        cells += [_time(figure), _spread(figure)]
    return cells + [_ratio(first, second)]


def _threads(results):
    sizes = results.sizes(threads=2)
    rows = []
    for peer in results.peers(F32, threads=2):
        figures = [results.figure(Key(peer, F32, size, 2)) for size in sizes]
        rows.append([peer, *map(_time, figures), _spread(*figures)])
    if not rows:
        return []
    lines = ["## Two threads", "", f"{F32.title}, on two cores.", ""]
    return lines + make_table(["", *map(size_name, sizes), "spread"], rows) + [""]


def _overheads(results):
    rows = []
    for peer in results.peers(F32):
        figure = results.figure(overhead_key(peer))
        if figure is not None:
            rows.append([peer, _time(figure, digits=0), _spread(figure)])
    if not rows:
        return []
    lines = ["## Call overhead", "", f"One call on one element, {F32.title}.", ""]
    return lines + make_table(["", "ns", "spread"], rows) + [""]


def _warning(results):
    if not results.disturbed():
        return []
    line = "**Other programs had a part of the core: the times of [these](#disturbed)"
    return [line, "peers may be too high, and their ratios mislead.**", ""]


def _disturbed(results):
    disturbed = results.disturbed()
    rows = [[peer, f"{disturbed[peer]:.2f}"] for peer in PEERS if peer in disturbed]
    if not rows:
        return []
    header = ["", "least share of the core in a process"]
    return ["## Disturbed", "", *make_table(header, rows), ""]


def _unsteady(results, processes):
    """Every unsteady figure, with all of its processes."""
    lines = ["## Unsteady", ""]
    if processes == 1:
        return lines + ["One process does not tell.", ""]
    rows = []
    for key in results.keys():
        figure = results.figure(key)
        if figure.is_unsteady:
            where = f"{key.case.title}, {size_name(key.size)}"
            where += ", two threads" if key.threads == 2 else ""
            medians = ", ".join(map(_median, sorted(figure.medians)))
            rows.append([key.peer, where, _spread(figure), medians])
    if not rows:
        return lines + ["No peer is.", ""]
    header = ["", "function", "spread", "medians of the processes, ns"]
    return lines + make_table(header, rows, alignment="---") + [""]


def _peers(results):
    rows = [
        [peer, results.versions[peer], results.settings[peer]]
        for peer in PEERS
        if peer in results.versions
    ]
    header = ["", "version", "compiled or run with"]
    return ["## Peers", "", *make_table(header, rows, alignment="---"), ""]


def _skipped(results):
    lines = ["## Skipped", ""]
    for peer, reasons in results.skipped.items():
        for reason, cases in reasons.items():
            where = "; ".join(case.title for case in cases)
            if len(cases) > 4:
                where = f"{len(cases)} cases"
            lines.append(f"- {peer}: {reason}" + (f" ({where})" if where else ""))
    return lines if results.skipped else []


def write_plot(results: Results, path):
    """Bars in cache, and lines over the sizes, of f32 at beta 1."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figures = {
        peer: figure
        for peer in results.peers(F32)
        if (figure := results.figure(Key(peer, F32, CACHED)))
    }
    names = sorted(figures, key=lambda name: figures[name].lowest)
    figure, (bars, lines) = pyplot.subplots(1, 2, figsize=(14, 5.5))
    figure.suptitle(F32.title)
    _plot_bars(bars, results, names, figures)
    _plot_lines(lines, results, names, pyplot.get_cmap("tab20").colors)
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def _plot_bars(axes, results, names, figures):
    times = [figures[name].lowest for name in names]
    ours = OURS.values()
    drawn = axes.barh(
        names, times, color=["C0" if name in ours else "0.75" for name in names]
    )
    labels = []
    for name in names:
        error = _error(results, name, F32)[0]
        label = f" {figures[name].lowest:.2f} ns{_mark(figures[name])}"
        labels.append(label + (f", {error} ulp" if error else ""))
    axes.bar_label(drawn, labels)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlim(right=20 * max(times))
    axes.set_xlabel(f"ns an element, {size_name(CACHED)} elements; max error")


def _plot_lines(axes, results, names, colors):
    sizes = results.sizes()
    for name, color in zip(names, colors):
        figures = [results.figure(Key(name, F32, size)) for size in sizes]
        times = [math.nan if figure is None else figure.lowest for figure in figures]
        style, width = ("o-", 3) if name in OURS.values() else (".--", 1)
        axes.plot(sizes, times, style, label=name, linewidth=width, color=color)
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks(sizes, map(size_name, sizes))
    axes.set_xlabel("elements")
    axes.set_ylabel("ns an element")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
