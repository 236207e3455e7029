"""Work on many things at once: each by a copy of this process, so that nothing has to be handed over but results."""

from __future__ import annotations

import errno
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
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
    """What `work` gives for each thing, in order, worked out by all processors where that pays."""
    for done, result in enumerate(_results(work, things), start=1):
        note_progress(done, len(things))
        yield result


def _results(work: Callable[[Thing], Result], things: Sequence[Thing]) -> Iterator[Result]:
    if len(things) < MIN_THINGS or not _can_copy():
        yield from map(work, things)
        return
    global _work
    _work = work
    with multiprocessing.get_context("fork").Pool(_processors()) as pool:
        yield from pool.imap(_run, things, chunksize=_CHUNK)


def _run(thing: Any) -> Any:
    return _work(thing)


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """Do `work` in a copy of this process while the body runs, or before it; what goes wrong there is raised here."""
    if not _can_copy():
        work()
        yield
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    copy = context.Process(target=_report, args=(work, theirs), daemon=True)
    copy.start()
    theirs.close()
    try:
        yield
        error = ours.recv()
    except EOFError:
        error = ChildProcessError(errno.ECHILD, "a process of the build was killed, perhaps for want of memory")
    finally:
        copy.terminate()
        copy.join()
    if error:
        raise error


def _report(work: Callable[[], None], listener: Connection) -> None:
    """Do the work and say how it ended."""
    error = None
    try:
        work()
    except BaseException as raised:
        error = raised
    listener.send(error)


def _can_copy() -> bool:
    """True where another process may work at the same time, and a system can copy this one."""
    return _processors() > 1 and "fork" in multiprocessing.get_all_start_methods()


def _processors() -> int:
    """The processors that this process may use; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
