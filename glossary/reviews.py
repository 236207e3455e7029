"""What a person did to the terms and when, and what a person must look at next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from glossary.term import Fact, Term


class Change(NamedTuple):
    """A term that was added or reviewed on a day, with the writer's note on it."""

    day: date
    kind: str
    term: Term
    note: str | None = None


@dataclass(frozen=True)
class PastReview:
    """A review before the last one: its day and note are gone from the term's file."""

    slug: str
    day: date
    note: str | None = None


@dataclass(frozen=True)
class DatedFact:
    """A claim that ages, and the term that makes it."""

    term: Term
    fact: Fact


def changes_of(terms: Iterable[Term], past: Iterable[PastReview] = ()) -> tuple[Change, ...]:
    """Every addition and review, newest first and by title within a day.

    A term changes at most once a day: one reviewed on the day it was added was added. `change_note` tells of its last
    review. Of the `past` reviews those count that lie between the addition and the last review of a term that exists.
    """
    changes: list[Change] = []
    by_slug = {term.slug: term for term in terms}
    earlier = {(review.slug, review.day): review for review in past}
    for term in by_slug.values():
        is_new = term.added == term.reviewed
        changes.append(Change(term.reviewed, "added" if is_new else "reviewed", term, term.change_note))
        if term.added and not is_new:
            changes.append(Change(term.added, "added", term))
    for review in earlier.values():
        current = by_slug.get(review.slug)
        if current and (current.added or date.min) < review.day < current.reviewed:
            changes.append(Change(review.day, "reviewed", current, review.note))
    return tuple(sorted(changes, key=lambda change: (-change.day.toordinal(), change.term.title.casefold())))


def by_next_review(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms by the day their review is due, earliest first and by title within a day."""
    return tuple(sorted(terms, key=lambda term: (term.next_review, term.title.casefold())))


def facts_by_expiry(terms: Iterable[Term]) -> tuple[DatedFact, ...]:
    """The dated claims of all terms by the day they must be checked again, earliest first."""
    facts = (DatedFact(term, fact) for term in terms for fact in term.facts)
    return tuple(sorted(facts, key=lambda dated: (dated.fact.expires, dated.term.title.casefold(), dated.fact.id)))


def review_is_overdue(term: Term, today: date) -> bool:
    """True from the day after the review was due."""
    return term.next_review < today


def fact_is_past(fact: Fact, today: date) -> bool:
    """True from the day after the claim was to be checked again."""
    return fact.expires < today
