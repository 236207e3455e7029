"""Work is spread over processes, and nobody can tell from the results."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.processes import MIN_THINGS, beside, spread

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


@pytest.fixture(params=[1, 2], ids=["one processor", "two processors"])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("glossary.processes._processors", lambda: request.param)
    return int(request.param)


def test_what_is_done_beside_the_body_is_done_at_its_end(processors: int, tmp_path: Path) -> None:
    with beside(lambda: (tmp_path / "note").write_text(f"{os.getpid()}") and None):
        pass
    assert ((tmp_path / "note").read_text() == f"{os.getpid()}") == (processors == 1)


def raise_full_disk() -> None:
    raise OSError(28, "No space left on device")


def kill_this_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("work", [raise_full_disk, kill_this_process])
def test_what_goes_wrong_beside_the_body_goes_wrong_here(
    work: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossary.processes._processors", lambda: 2)
    with pytest.raises(OSError, match=r"No space left on device|for want of memory"), beside(work):
        pass


def test_what_goes_wrong_in_the_body_ends_what_is_done_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.processes._processors", lambda: 2)
    with pytest.raises(ZeroDivisionError), beside(signal.pause):
        raise ZeroDivisionError
