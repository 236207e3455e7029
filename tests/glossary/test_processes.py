"""Work is spread over processes, and nobody can tell from the results."""

from __future__ import annotations

import os

import pytest

from glossary.processes import MIN_THINGS, spread

MANY = range(MIN_THINGS * 10)


def test_results_come_in_the_order_of_the_things() -> None:
    assert [*spread(lambda number: number * number, MANY)] == [number * number for number in MANY]


def test_few_things_are_done_here() -> None:
    assert {*spread(lambda _: os.getpid(), range(MIN_THINGS - 1))} == {os.getpid()}


def test_many_things_are_done_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.processes._processors", lambda: 2)
    assert os.getpid() not in {*spread(lambda _: os.getpid(), MANY)}


def test_one_processor_does_everything_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.processes._processors", lambda: 1)
    assert {*spread(lambda _: os.getpid(), MANY)} == {os.getpid()}


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with pytest.raises(ZeroDivisionError):
        [*spread(lambda number: 1 // (number - 70), MANY)]
