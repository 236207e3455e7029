"""What changed, week by week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from glossary.reviews import Change


@dataclass(frozen=True)
class Week:
    """The changes of one week, which starts on a Monday as weeks of ISO 8601 do: what is new and what was reviewed."""

    monday: date
    added: tuple[Change, ...]
    reviewed: tuple[Change, ...]

    @property
    def slug(self) -> str:
        """The week as ISO 8601 writes it: 2026-W48."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"


def weeks_of(changes: Iterable[Change]) -> tuple[Week, ...]:
    """The weeks that had changes; `changes` come newest first, and so do the weeks.

    A term that changed more than once in a week stands in it once: as new if it was, else with its last review.
    """
    weeks = []
    for monday, found in groupby(changes, key=lambda change: change.day - timedelta(days=change.day.weekday())):
        in_week = list(found)
        added = {change.term.slug: change for change in in_week if change.kind == "added"}
        reviewed = {change.term.slug: change for change in reversed(in_week) if change.term.slug not in added}
        weeks.append(Week(monday, _by_title(added.values()), _by_title(reviewed.values())))
    return tuple(weeks)


def _by_title(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.term.title.casefold()))
