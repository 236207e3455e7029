"""Work on many things at once: each by a copy of this process, so that nothing has to be handed over but results."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from glossary.progress import note_progress

Thing = TypeVar("Thing")
Result = TypeVar("Result")

# Below this many things, starting processes costs more than it saves.
MIN_THINGS = 32
_CHUNK = 16
# What the copies run. It is set before they are made, because they inherit it: functions cannot be sent.
_work: Callable[[Any], Any]


def spread(work: Callable[[Thing], Result], things: Sequence[Thing]) -> Iterator[Result]:
    """What `work` gives for each thing, in order, worked out by all processors where that pays.

    OSError where a system ends one of the processes.
    """
    for done, result in enumerate(_results(work, things), start=1):
        note_progress(done, len(things))
        yield result


def _results(work: Callable[[Thing], Result], things: Sequence[Thing]) -> Iterator[Result]:
    if len(things) < MIN_THINGS or not _can_copy():
        yield from map(work, things)
        return
    global _work
    _work = work
    pool = ProcessPoolExecutor(processors(), multiprocessing.get_context("fork"), initializer=_begin)
    try:
        yield from pool.map(_run, things, chunksize=_CHUNK)
    except BrokenProcessPool:
        raise ChildProcessError(errno.ECHILD, "one of its processes was killed, perhaps for want of memory") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Look for garbage, whatever the copied process does, but only in what is made from now on."""
    gc.freeze()
    gc.enable()


def _run(thing: Any) -> Any:
    return _work(thing)


def _can_copy() -> bool:
    """True where another process may work at the same time, and a system can copy this one."""
    return processors() > 1 and "fork" in multiprocessing.get_all_start_methods()


def processors() -> int:
    """The processors that this process may use; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
