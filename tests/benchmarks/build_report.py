"""What the build benchmark found, as Markdown: a table and bars for each size, growth, and builds after the first."""

from __future__ import annotations

import math
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.benchmarks.build_cost import Cost
from tests.benchmarks.site_generators import OURS

BAR_CHARACTERS = 48

LEGEND = f"""\
All generators build the same invented text, about 700 words a term, with a page that lists all terms and one for each
category. What they make of it differs:

- **{OURS}** checks every term (a broken link, name or relation stops the build), links first mentions to their terms,
  draws each term's map of relations and a social card, works out a calculator on each fourth page, writes a
  Content-Security-Policy for each page, the finder's files and an index of all words, a Markdown twin of each page,
  and the glossary as JSON, CSV, SKOS, feeds and plain text. Of all that the peers have what is said here.
- **MkDocs + Material** and **Zensical** have their theme, usual Markdown extensions and built-in search, and resolve
  links between files. "Terms in the nav" lists every term in the navigation of every page.
- **Hugo** and **Eleventy** have a small layout (head, header, navigation, main part, footer) and no search. Links are
  written as addresses, so that they need not resolve them. Hugo gives headings ids as Material does, Eleventy does not.
  These two sites are the least that could be published: a real theme adds to their cost.

CPU is the user and system time of the command and its subprocesses. Wall is from start to end; on a machine that does
other work at the same time it says less than CPU. Memory is the peak of the resident set of the largest single
process; where a generator works in several processes, they hold more together. Own memory is that of the command's
own process. Every build starts without caches or output. Medians of the runs, lowest and highest in brackets. Growth
is the exponent b in seconds ∝ terms^b; below 1, a fixed start is part of it."""


@dataclass
class Measured:
    """What the builds of one generator cost at one size; `missing` says why not where one failed or took too long."""

    costs: list[Cost] = field(default_factory=list)
    files: int = 0
    output_bytes: int = 0
    missing: str = ""

    @property
    def cpu_s(self) -> float:
        """The median build's seconds of processor time."""
        return median(cost.cpu_s for cost in self.costs)

    @property
    def peak_bytes(self) -> float:
        """The median build's bytes of its largest process."""
        return median(cost.peak_bytes for cost in self.costs)

    @property
    def own_peak_bytes(self) -> float:
        """The median build's bytes of the command's own process."""
        return median(cost.own_peak_bytes for cost in self.costs)


@dataclass(frozen=True)
class Again:
    """One kind of work of ours that follows a first build, the seconds of each time; no CPU where it is not known."""

    terms: int
    work: str
    cpu_s: Sequence[float]
    wall_s: Sequence[float]


# By number of terms, then by generator.
Results = dict[int, dict[str, Measured]]


def growth_exponent(smaller: tuple[int, float], larger: tuple[int, float]) -> float:
    """The slope between two pairs of size and seconds on logarithmic axes."""
    return math.log(larger[1] / smaller[1]) / math.log(larger[0] / smaller[0])


def report(facts: str, results: Results, again: Sequence[Again]) -> str:
    """The whole report: when and where, each size, growth, ours after a first build, and what is compared."""
    sections = [f"# Build speed\n\n{facts}\n"]
    sections += [size_section(count, measured) for count, measured in results.items()]
    sections += [growth_section(results)] if len(results) > 1 else []
    sections += [again_section(again)] if again else []
    return "\n".join([*sections, f"## What is compared\n\n{LEGEND}\n"])


def size_section(count: int, measured: dict[str, Measured]) -> str:
    """The table and the bars of one size."""
    ours = measured[OURS]
    rows = [["Generator", "CPU", "Of ours", "Wall", "CPU a term", "Memory", "Own memory", "Output", "Files"]]
    bars: list[tuple[str, float | None, str]] = []
    for name, found in measured.items():
        if found.missing:
            rows.append([name, found.missing, *["–"] * 7])
            bars.append((name, None, found.missing))
            continue
        rows.append(
            [
                name,
                _seconds([cost.cpu_s for cost in found.costs]),
                f"{found.cpu_s / ours.cpu_s:.2f}" if ours.costs else "–",
                _seconds([cost.wall_s for cost in found.costs]),
                f"{found.cpu_s / count * 1000:.2f} ms",
                f"{found.peak_bytes / 1e6:.0f} MB",
                f"{found.own_peak_bytes / 1e6:.0f} MB" if found.own_peak_bytes else "–",
                f"{found.output_bytes / 1e6:.1f} MB",
                f"{found.files:,}",
            ]
        )
        bars.append((name, found.cpu_s, f"{found.cpu_s:.2f} s"))
    return f"## {count:,} terms\n\n{table(rows)}\n\nCPU seconds:\n\n```\n{bar_chart(bars)}\n```\n"


def growth_section(results: Results) -> str:
    """How processor time and memory grow from each size to the next, and what each further term costs."""
    steps = list(pairwise(results))
    rows = [
        ["Generator"]
        + [f"{smaller:,} → {larger:,}" for smaller, larger in steps]
        + ["CPU a further term", "Memory a further term", "Own memory a further term"]
    ]
    for name in next(iter(results.values())):
        known = [(count, measured[name]) for count, measured in results.items() if measured[name].costs]
        exponents = {
            larger[0]: growth_exponent((smaller[0], smaller[1].cpu_s), (larger[0], larger[1].cpu_s))
            for smaller, larger in pairwise(known)
        }
        cells = [f"{exponents[larger]:.2f}" if larger in exponents else "–" for _, larger in steps]
        further = ["–", "–", "–"]
        if exponents:
            (few, least), (many, most) = known[-2:]
            further = [
                f"{(most.cpu_s - least.cpu_s) / (many - few) * 1000:.2f} ms",
                f"{(most.peak_bytes - least.peak_bytes) / (many - few) / 1000:.0f} KB",
                f"{(most.own_peak_bytes - least.own_peak_bytes) / (many - few) / 1000:.0f} KB",
            ]
        rows.append([name, *cells, *further])
    return (
        "## Growth\n\nThe exponent of CPU from one size to the next; the last columns are between the two largest.\n\n"
        f"{table(rows)}\n"
    )


def again_section(works: Sequence[Again]) -> str:
    """What ours takes for the work that follows a first build."""
    rows = [["Work", "Terms", "CPU", "Wall"]]
    rows += [[one.work, f"{one.terms:,}", _seconds(one.cpu_s), _seconds(one.wall_s)] for one in works]
    return f"## {OURS}: after the first build\n\n{table(rows)}\n"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown, the first of them the head, the first column to the left; it reads well as plain text too."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    head, *body = (
        [
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    )
    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *body))


def bar_chart(bars: Iterable[tuple[str, float | None, str]]) -> str:
    """A line for each name, value and label; where there is no value, only the label."""
    listed = list(bars)
    longest = max((value for _, value, _ in listed if value is not None), default=1)
    width = max(len(name) for name, _, _ in listed)
    return "\n".join(
        f"{name.ljust(width)}  {'█' * max(1, round((value or 0) / longest * BAR_CHARACTERS)) if value else ''} {label}"
        for name, value, label in listed
    )


def machine() -> str:
    """This machine's processors, memory and system, and how busy it is now."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return (
        f"{os.cpu_count()} processors ({_processor()}), {memory_gb:.0f} GB of memory, "
        f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}, {_node()}; "
        f"load average at the start {load}"
    )


def _node() -> str:
    node = shutil.which("node")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout if node else ""
    return f"Node {said.strip().removeprefix('v')}" if said else "no Node"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _seconds(values: Sequence[float]) -> str:
    if not values:
        return "–"
    spread = f" ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else ""
    return f"{median(values):.2f} s{spread}"
