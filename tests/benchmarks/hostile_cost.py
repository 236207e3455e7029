"""How long and how much memory hostile terms take: each case as it is, as often as the limits allow, and as 1 MB.

Run it as `python -m tests.benchmarks.hostile_cost`; every family has a process of its own, of which the most memory is
told. A term of 1 MB must be checked or refused within 2 s and 300 MB.
"""

from __future__ import annotations

import resource
import time
from bisect import bisect_right
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from glossary.limits import MAX_BYTES, excess
from glossary.problem import GlossaryError
from glossary.settings import load_settings
from macros.checks import check_site
from macros.site import SiteLoader
from tests.hostile.corpus import TODAY, Case, cases, write

MEGABYTE = 1_000_000
# What the front matter around the cases takes of a file.
ROOM = 1_500
# Cases that are no text of a file, so that there is nothing to repeat.
_NO_TEXT = {"file name", "link", "settings", "picture", "behind a picture"}


def as_it_is(case: Case) -> Case:
    """The case."""
    return case


def as_often_as_allowed(case: Case) -> Case:
    """Its input repeated until the next time would go past a limit on files, or only once where once is too much."""
    most = (MAX_BYTES - ROOM) // len(case.input.encode("utf-8", errors="replace") or b" ")
    allowed = bisect_right(range(1, most + 1), 0, key=lambda times: excess(case.input * times) is not None)
    return replace(case, input=case.input * max(1, allowed))


def one_megabyte(case: Case) -> Case:
    """Its input repeated until it has a million bytes."""
    return replace(case, input=case.input * (MEGABYTE // len(case.input.encode("utf-8", errors="replace") or b" ") + 1))


SIZES: dict[str, Callable[[Case], Case]] = {
    "as it is": as_it_is,
    "as allowed": as_often_as_allowed,
    "1 MB": one_megabyte,
}


def seconds(case: Case) -> float:
    """Processor time of a whole check of a small glossary with this case, and of its pages where it is let through."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "repository"
        write(root, (case,))
        settings = load_settings(root)
        started = time.process_time()
        check_site(root, settings, TODAY)
        with suppress(GlossaryError):
            SiteLoader(root, workers={}).load(TODAY)
        return time.process_time() - started


def measured(family: str, size: str) -> tuple[float, str, int]:
    """The longest time in seconds, the case that took it, and the most memory of this process in bytes."""
    chosen = [case for case in cases() if case.family == family and case.where not in _NO_TEXT and case.input]
    slowest, name = max((seconds(SIZES[size](case)), case.name) for case in chosen)
    return slowest, name, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Print a row for each family and size."""
    families = sorted({case.family for case in cases() if case.where not in _NO_TEXT})
    print(f"{'family':10} {'size':10} {'slowest':>9} {'memory':>8}  case")
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        for family in families:
            for size in SIZES:
                slowest, name, peak_bytes = processes.submit(measured, family, size).result()
                print(f"{family:10} {size:10} {slowest:7.2f} s {peak_bytes / 1e6:5,.0f} MB  {name}", flush=True)


if __name__ == "__main__":
    main()
