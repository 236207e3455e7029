"""Steps that take long are told of at their end, and meanwhile to who watches."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from glossary.progress import note_progress, step


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the clock says, one reading after the other; the last stays."""
    readings: list[float] = []
    monkeypatch.setattr("glossary.progress.monotonic", lambda: readings.pop(0) if len(readings) > 1 else readings[0])
    return readings


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    found = Terminal()
    monkeypatch.setattr("glossary.progress.sys", SimpleNamespace(stderr=found))
    return found


def test_a_short_step_says_nothing(seconds: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    seconds += [10.0, 10.9]
    with step("wait"):
        pass
    assert capsys.readouterr().err == ""


def test_a_long_step_says_how_long_it_took(seconds: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    seconds += [10.0, 12.5]
    with step("wait"):
        note_progress(1, 2)
    assert capsys.readouterr().err == "  2.5 s to wait\n"


def test_a_terminal_shows_how_far_a_long_step_is(seconds: list[float], terminal: Terminal) -> None:
    seconds += [10.0, 10.5, 11.5, 12.0]
    with step("wait"):
        note_progress(300, 2000)
        note_progress(1500, 2000)
    clear = "\r\x1b[K"
    assert terminal.getvalue() == f"{clear}  1.5 s to wait: 1,500 of 2,000{clear}  2.0 s to wait\n"


def test_a_step_that_fails_leaves_no_half_line(seconds: list[float], terminal: Terminal) -> None:
    seconds += [10.0, 12.0]

    def fail() -> None:
        note_progress(1, 2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), step("wait"):
        fail()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_work_outside_any_step_shows_nothing(terminal: Terminal) -> None:
    note_progress(1, 2)
    assert terminal.getvalue() == ""
