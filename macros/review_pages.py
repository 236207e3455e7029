"""What changed, by day and by week, and what is due for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from glossary.glossary import Glossary
from glossary.reviews import (
    Change,
    DatedFact,
    by_next_review,
    fact_is_past,
    facts_by_expiry,
    review_is_overdue,
)
from glossary.term import Term
from glossary.weeks import Week, weeks_of

MIN_CHANGES = 60
SOON_DAYS = 90
WEEKS = 13


@dataclass(frozen=True)
class ChangesPage:
    """The latest changes by day, newest first."""

    days: dict[date, tuple[Change, ...]]
    title: str = "What changed lately"
    description: str = "Terms that were added or checked again, newest first."


@dataclass(frozen=True)
class DigestPage:
    """The latest weeks with changes, newest first."""

    weeks: tuple[Week, ...]
    title: str = "Week by week"
    description: str = "Which terms were added and which were checked again in each of the last weeks."


@dataclass(frozen=True)
class ReviewPage:
    """Terms and dated claims by the day a person must look at them again, as of the day of the build."""

    today: date
    overdue: tuple[Term, ...]
    soon: tuple[Term, ...]
    later: tuple[Term, ...]
    past_facts: tuple[DatedFact, ...]
    soon_facts: tuple[DatedFact, ...]
    title: str = "Due for review"
    description: str = "Which pages and which dated claims a person should check next."


def changes_page(glossary: Glossary) -> ChangesPage:
    """The newest days that have at least MIN_CHANGES changes together; no day is cut in two."""
    days: dict[date, tuple[Change, ...]] = {}
    for day, found in groupby(glossary.changes, key=lambda change: change.day):
        if sum(map(len, days.values())) >= MIN_CHANGES:
            break
        days[day] = tuple(found)
    return ChangesPage(days)


def digest_page(glossary: Glossary) -> DigestPage:
    """The last WEEKS weeks that had changes."""
    return DigestPage(weeks_of(glossary.changes)[:WEEKS])


def review_page(glossary: Glossary, today: date) -> ReviewPage:
    """What is overdue on `today`, what falls due within SOON_DAYS, and what can wait."""
    terms, facts = by_next_review(glossary.terms), facts_by_expiry(glossary.terms)
    horizon = today + timedelta(days=SOON_DAYS)
    overdue = tuple(term for term in terms if review_is_overdue(term, today))
    waiting = terms[len(overdue) :]
    return ReviewPage(
        today=today,
        overdue=overdue,
        soon=tuple(term for term in waiting if term.next_review <= horizon),
        later=tuple(term for term in waiting if term.next_review > horizon),
        past_facts=tuple(dated for dated in facts if fact_is_past(dated.fact, today)),
        soon_facts=tuple(dated for dated in facts if today <= dated.fact.expires <= horizon),
    )
