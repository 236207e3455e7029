"""Work on many things at once: each by a copy of this process, so that nothing has to be handed over but results."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

# Below this many things, starting processes costs more than it saves.
MIN_THINGS = 64
_CHUNK = 16
# What the copies run. It is set before they are made, because they inherit it: functions cannot be sent.
_work: Callable[[Any], Any]


def spread(work: Callable[[Thing], Result], things: Sequence[Thing]) -> Iterator[Result]:
    """What `work` gives for each thing, in order, worked out by all processors where that pays."""
    processes = _processors()
    if len(things) < MIN_THINGS or processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, things)
        return
    global _work
    _work = work
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_run, things, chunksize=_CHUNK)


def _run(thing: Any) -> Any:
    return _work(thing)


def _processors() -> int:
    """The processors that this process may use; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
