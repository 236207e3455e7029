"""What changed, by day and by week, and what is due for review, each in parts where it is much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import NamedTuple

from glossary.days import short_day
from glossary.glossary import Glossary
from glossary.reviews import Change, DatedFact, by_next_review, facts_by_expiry
from glossary.term import Term
from glossary.weeks import Week, weeks_of
from macros.parts import Group, Part, groups, split, split_later, starting_with

MIN_CHANGES = 60
SOON_DAYS = 90
WEEKS = 13


@dataclass(frozen=True)
class ChangesPage:
    """The latest changes or a part of them, newest first."""

    part: Part[Change]

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.part.titled("What changed lately")

    @property
    def description(self) -> str:
        """What stands on it."""
        return self.part.described("Terms that were added or checked again, newest first.")

    @property
    def days(self) -> tuple[Group[date, Change], ...]:
        """The changes by day."""
        return groups(self.part, lambda change: change.day)


class WeekChange(NamedTuple):
    """A change in the week that begins on a Monday: something new there, or something checked again."""

    monday: date
    is_new: bool
    change: Change


@dataclass(frozen=True)
class DigestPage:
    """The changes of the latest weeks or a part of them, newest week first."""

    part: Part[WeekChange]

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.part.titled("Week by week")

    @property
    def description(self) -> str:
        """What stands on it."""
        weeks = "Which terms were added and which were checked again in each of the last weeks."
        return self.part.described(weeks)

    @property
    def weeks(self) -> tuple[tuple[Week, bool], ...]:
        """The weeks with what the page has of them, and whether the part before has others of their changes."""
        found = groups(self.part, lambda entry: entry.monday)
        return tuple((_week(group), group.continues) for group in found)


@dataclass(frozen=True)
class Deadline:
    """A heading in the list of reviews; `is_past` where what it holds is late, `of_claims` where that is claims."""

    title: str
    anchor: str
    is_past: bool = False
    of_claims: bool = False


OVERDUE = Deadline("Overdue", "overdue", is_past=True)
PAST_CLAIMS = Deadline("Claims past their date", "past-claims", is_past=True, of_claims=True)
SOON = Deadline("Pages due soon", "soon")
SOON_CLAIMS = Deadline("Claims to check soon", "soon-claims", of_claims=True)
LATER = Deadline("Pages due later", "later")
DEADLINES = (OVERDUE, PAST_CLAIMS, SOON, SOON_CLAIMS, LATER)


@dataclass(frozen=True)
class Due:
    """A page or a dated claim that a person must look at, and the day by which that should be."""

    deadline: Deadline
    day: date
    item: Term | DatedFact


@dataclass(frozen=True)
class ReviewPage:
    """What a person must look at next or a part of it, as of the day of the build."""

    today: date
    part: Part[Due]

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.part.titled("Due for review")

    @property
    def description(self) -> str:
        """What stands on it."""
        return self.part.described("Which pages and which dated claims a person should check next.")

    @property
    def deadlines(self) -> tuple[Group[Deadline, Due], ...]:
        """What is due by its heading."""
        return groups(self.part, lambda due: due.deadline)

    @property
    def nothing_is_overdue(self) -> bool:
        """True for the first part of a list that begins with nothing late."""
        return self.part.is_first and not any(due.deadline.is_past for due in self.part.entries[:1])


def review_pages(glossary: Glossary, today: date) -> dict[str, Callable[[], ChangesPage | DigestPage | ReviewPage]]:
    """The making of each page by its source path."""
    changes = split(latest_changes(glossary), "changes.md", starting_with(lambda change: short_day(change.day)))
    weeks = split([*_week_changes(glossary)], "digest.md", starting_with(lambda entry: short_day(entry.monday)))
    due = split_later(
        _due_count(today, glossary),
        "review.md",
        partial(due_on, today, glossary),
        starting_with(lambda each: short_day(each.day)),
    )

    def review_page(path: str) -> ReviewPage:
        return ReviewPage(today, due[path])

    return {
        **{path: partial(ChangesPage, part) for path, part in changes.items()},
        **{path: partial(DigestPage, part) for path, part in weeks.items()},
        **{path: partial(review_page, path) for path in due},
    }


def latest_changes(glossary: Glossary) -> list[Change]:
    """The changes of the newest days that have at least MIN_CHANGES together; no day is cut in two."""
    latest: list[Change] = []
    for _, found in groupby(glossary.changes, key=lambda change: change.day):
        if len(latest) >= MIN_CHANGES:
            break
        latest += found
    return latest


def due_on(today: date, glossary: Glossary) -> list[Due]:
    """What is overdue on `today`, then what falls due within SOON_DAYS, then the pages that can wait."""
    horizon = _horizon(today)
    due = []
    for term in by_next_review(glossary.terms):
        day = term.next_review
        due.append(Due(OVERDUE if day < today else SOON if day <= horizon else LATER, day, term))
    for dated in facts_by_expiry(glossary.terms):
        day = dated.fact.expires
        if day <= horizon:
            due.append(Due(PAST_CLAIMS if day < today else SOON_CLAIMS, day, dated))
    return sorted(due, key=lambda each: DEADLINES.index(each.deadline))


def _due_count(today: date, glossary: Glossary) -> int:
    """How many entries `due_on` has."""
    horizon = _horizon(today)
    return len(glossary.terms) + sum(fact.expires <= horizon for term in glossary.terms for fact in term.facts)


def _horizon(today: date) -> date:
    return today + timedelta(days=SOON_DAYS)


def _week_changes(glossary: Glossary) -> Iterator[WeekChange]:
    """The changes of the last WEEKS weeks that had any."""
    for week in weeks_of(glossary.changes)[:WEEKS]:
        yield from (WeekChange(week.monday, True, change) for change in week.added)
        yield from (WeekChange(week.monday, False, change) for change in week.reviewed)


def _week(group: Group[date, WeekChange]) -> Week:
    added = tuple(entry.change for entry in group.entries if entry.is_new)
    return Week(group.key, added, tuple(entry.change for entry in group.entries if not entry.is_new))
