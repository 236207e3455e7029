"""What takes longer than a second says so: a line at its end, and how far it is while somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

PATIENCE_S = 1.0
_PAUSE_S = 0.2


@dataclass
class _Step:
    what: str
    started_s: float
    said_s: float = 0.0


_steps: list[_Step] = []


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say afterwards how long the body took, if that was long enough for anyone to wonder; `what` is a verb phrase."""
    this = _Step(what, monotonic())
    _steps.append(this)
    try:
        yield
    finally:
        _steps.remove(this)
        if this.said_s:
            _overwrite("")
    seconds = monotonic() - this.started_s
    if seconds > PATIENCE_S:
        print(f"{seconds:5.1f} s to {what}", file=sys.stderr)


def note_progress(done: int, total: int) -> None:
    """Show on a terminal how far the present step is, once it takes long."""
    if not _steps or not sys.stderr.isatty():
        return
    this, now = _steps[-1], monotonic()
    if now - this.started_s > PATIENCE_S and now - this.said_s > _PAUSE_S:
        this.said_s = now
        _overwrite(f"{now - this.started_s:5.1f} s to {this.what}: {done:,} of {total:,}")


def _overwrite(text: str) -> None:
    """Put the text in place of the terminal's last line."""
    print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
