"""Work is spread over processes, and nobody can tell from the results."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from glossary.processes import MIN_THINGS, spread

MANY = range(MIN_THINGS * 10)


def test_results_come_in_the_order_of_the_things() -> None:
    assert [*spread(lambda number: number * number, MANY)] == [number * number for number in MANY]


def test_few_things_are_done_here() -> None:
    assert {*spread(lambda _: os.getpid(), range(MIN_THINGS - 1))} == {os.getpid()}


def test_many_things_are_done_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.processes.processors", lambda: 2)
    assert os.getpid() not in {*spread(lambda _: os.getpid(), MANY)}


def test_one_processor_does_everything_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.processes.processors", lambda: 1)
    assert {*spread(lambda _: os.getpid(), MANY)} == {os.getpid()}


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with pytest.raises(ZeroDivisionError):
        [*spread(lambda number: 1 // (number - 70), MANY)]


def test_a_process_that_is_killed_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.processes.processors", lambda: 2)
    with pytest.raises(OSError, match="killed, perhaps for want of memory"):
        [*spread(lambda number: number == 70 and os.kill(os.getpid(), signal.SIGKILL), MANY)]


def test_who_needs_no_more_results_stops_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("glossary.processes.processors", lambda: 2)
    results = spread(lambda number: (tmp_path / f"{number}").touch(), range(100_000))
    next(results)
    results.close()
    assert len(os.listdir(tmp_path)) < 100_000
