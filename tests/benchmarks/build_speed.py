"""How fast the site is built beside other generators, and what ours takes after a first build; never asserted.

Run `make bench`, or `make bench BENCH="--install"` to install the peers first, outside the repository. The builds of
one size take turns, so that whatever else the machine does falls on all. The report is printed and written to
`tests/benchmarks/build_speed.md`; run it on a machine that does nothing else. One run of all sizes takes most of an
hour, `--sizes 100 1000` a few minutes.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks import build_report as report  # noqa: E402, a script finds the project first
from tests.benchmarks.build_cost import Cost, cost_of, environment, written  # noqa: E402
from tests.benchmarks.build_report import Again, Measured, Results  # noqa: E402
from tests.benchmarks.site_generators import OURS, Generator, generators, install  # noqa: E402

REPORT = Path(__file__).with_suffix(".md")
PEERS = Path.home() / ".cache" / "ai-glossary" / "build-peers"
SIZES = (100, 1_000, 5_000, 10_000)
POLL_S = 0.01


def main() -> None:
    """Build in turn, print and write."""
    options = parse_options()
    if options.install:
        install(options.peers)
    compared = generators(options.peers)
    versions = ", ".join(dict.fromkeys(f"{one.name.partition(',')[0]} {one.version}" for one in compared))
    facts = (
        f"Measured on {date.today()} by `make bench` (runs: {options.runs}): {versions}, with Material "
        f"{version('mkdocs-material')}.\nThe machine: {report.machine()}."
    )
    results: Results = {}
    again: list[Again] = []
    smaller: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in sorted(set(options.sizes)):
            homes = {generator.name: Path(folder, str(count), generator.name) for generator in compared}
            for generator in compared:
                homes[generator.name].parent.mkdir(exist_ok=True)
                generator.write(homes[generator.name], count)
            results[count] = smaller = build_in_turn(compared, homes, options, smaller)
            if results[count][OURS].costs:
                again += build_again(homes[OURS], compared[0], options)
            shutil.rmtree(Path(folder, str(count)))
            # After each size, so that a run that someone ends says what it knows.
            options.report.write_text(report.report(facts, results, again), encoding="utf-8")
    print(options.report.read_text(encoding="utf-8"))


def parse_options() -> argparse.Namespace:
    """The sizes and where the peers are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help=f"numbers of terms (default: {SIZES})")
    parser.add_argument("--runs", type=int, default=3, help="builds of each generator, edits and checks at each size")
    parser.add_argument("--limit", type=float, default=300, metavar="S", help="seconds after which a build is stopped")
    parser.add_argument("--peers", type=Path, default=PEERS, help=f"the folder of the peers (default: {PEERS})")
    parser.add_argument("--install", action="store_true", help="install the peers in that folder first")
    parser.add_argument("--report", type=Path, default=REPORT, help="where the report is written")
    return parser.parse_args()


def build_in_turn(
    compared: list[Generator], homes: dict[str, Path], options: argparse.Namespace, smaller: dict[str, Measured]
) -> dict[str, Measured]:
    """Cold builds of all generators, one after the other, again and again; what a smaller size stopped is not tried.

    A peer may fail: some bear no more than so many pages.
    """
    found = {one.name: Measured(missing=smaller[one.name].missing if smaller else "") for one in compared}
    for _ in range(options.runs):
        for generator in compared:
            measured, home = found[generator.name], homes[generator.name]
            if measured.missing:
                continue
            clear(home)
            try:
                cost = cost_of(generator.command, home, options.limit)
            except RuntimeError as error:
                if generator.name == OURS:
                    raise
                print(f"{home.parent.name} {error}", file=sys.stderr)
                found[generator.name] = Measured(missing="fails")
                continue
            if cost is None:
                found[generator.name] = Measured(missing=f"over {options.limit:.0f} s")
                continue
            measured.costs.append(cost)
            measured.files, measured.output_bytes = written(home / "site")
            print(f"{home.parent.name} {generator.name}: {cost.cpu_s:.2f} s CPU, {cost.wall_s:.2f} s", file=sys.stderr)
    return found


def clear(home: Path) -> None:
    """Remove what earlier builds left in a project."""
    for left in ("site", ".cache", "resources"):
        shutil.rmtree(home / left, ignore_errors=True)


def build_again(home: Path, ours: Generator, options: argparse.Namespace) -> list[Again]:
    """What builds of ours after a first one cost, an edit under `make serve`, and `glossary check`."""
    check = [str(Path(sys.executable).with_name("glossary")), "check"]
    terms = sorted((home / "terms").glob("*-*.md"))
    unchanged, edited, checked = [], [], []
    for number in range(options.runs):
        unchanged.append(cost_of(ours.command, home, options.limit))
        edit(terms[0], f"Edited{number}.")
        edited.append(cost_of(ours.command, home, options.limit))
        checked.append(cost_of(check, home, options.limit))
    seconds = served_edits(home, terms[0], options)

    def again(work: str, costs: list[Cost | None]) -> Again:
        known = [cost for cost in costs if cost]
        return Again(len(terms), work, [cost.cpu_s for cost in known], [cost.wall_s for cost in known])

    return [
        again("Build, nothing changed", unchanged),
        again("Build, one term edited", edited),
        Again(len(terms), "One term edited, until `make serve` shows it", [], seconds),
        again("`glossary check`", checked),
    ]


def served_edits(home: Path, term: Path, options: argparse.Namespace) -> list[float]:
    """Seconds from saving a term's file to its page being served with the new text."""
    seconds: list[float] = []
    with suppress(TimeoutError), served(home, term, options.limit) as address:
        for number in range(options.runs):
            word = f"Served{number}"
            started = time.perf_counter()
            edit(term, f"{word}.")
            wait_for(address, word, options.limit)
            seconds.append(time.perf_counter() - started)
            time.sleep(1)
    return seconds


@contextmanager
def served(home: Path, term: Path, limit_s: float) -> Iterator[str]:
    """The address of a term's page while the development server runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("glossary")), "serve"]
    server = subprocess.Popen([*command, "--port", str(port)], cwd=home, env=environment(home))
    try:
        address = f"http://127.0.0.1:{port}/{term.stem}/"
        wait_for(address, "<main", limit_s)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, text: str, limit_s: float) -> None:
    """Until a page holds this text. TimeoutError after `limit_s`."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=limit_s) as answer:
                if text in answer.read().decode("utf-8"):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass  # not listening yet
        time.sleep(POLL_S)
    raise TimeoutError(f"{address} did not show {text!r} within {limit_s:.0f} s")


def edit(term: Path, sentence: str) -> None:
    """Add a sentence to the end of a term."""
    term.write_text(f"{term.read_text(encoding='utf-8').rstrip()} {sentence}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
