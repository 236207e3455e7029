"""What was done to the terms, and what must be looked at next."""

from collections.abc import Callable
from datetime import date
from typing import Any

from glossary.reviews import (
    by_next_review,
    changes_of,
    fact_is_past,
    facts_by_expiry,
    review_is_overdue,
)
from glossary.term import Fact, Term

MakeTerm = Callable[..., Term]


def fact(id: str, expires: date) -> dict[str, Any]:
    source = "https://example.org/paper"
    return {"id": id, "claim": "It was so.", "as_of": date(2025, 1, 1), "source": source, "expires": expires}


def told(*terms: Term) -> list[tuple[str, str, str, str | None]]:
    return [(str(change.day), change.kind, change.term.slug, change.note) for change in changes_of(terms)]


def test_a_term_changes_when_it_is_added_and_when_it_is_reviewed(make_term: MakeTerm) -> None:
    term = make_term("a", added=date(2025, 1, 1), reviewed=date(2025, 3, 1), change_note="New prices.")
    assert told(term) == [("2025-03-01", "reviewed", "a", "New prices."), ("2025-01-01", "added", "a", None)]


def test_a_review_on_the_day_a_term_is_added_is_part_of_adding_it(make_term: MakeTerm) -> None:
    assert told(make_term("a", added=date(2025, 1, 1), reviewed=date(2025, 1, 1))) == [
        ("2025-01-01", "added", "a", None)
    ]


def test_a_term_without_a_day_of_adding_was_reviewed(make_term: MakeTerm) -> None:
    assert told(make_term("a", reviewed=date(2025, 1, 1))) == [("2025-01-01", "reviewed", "a", None)]


def test_the_newest_change_stands_first_and_titles_settle_a_day(make_term: MakeTerm) -> None:
    terms = [
        make_term("a", title="zebra", reviewed=date(2025, 2, 2)),
        make_term("b", title="Yak", reviewed=date(2025, 2, 2)),
        make_term("c", title="Cat", reviewed=date(2025, 2, 1)),
        make_term("d", title="Dog", reviewed=date(2025, 2, 3)),
    ]
    assert [slug for _, _, slug, _ in told(*terms)] == ["d", "b", "a", "c"]


def test_what_is_due_first_stands_first(make_term: MakeTerm) -> None:
    terms = [
        make_term("a", title="A", reviewed=date(2025, 1, 1), review_every=12),
        make_term("b", title="B", reviewed=date(2025, 2, 1), review_every=6),
        make_term("d", title="D", reviewed=date(2025, 1, 1), review_every=12),
        make_term("c", title="C", reviewed=date(2025, 1, 1), review_every=12),
    ]
    assert [term.slug for term in by_next_review(terms)] == ["b", "a", "c", "d"]


def test_a_review_is_overdue_from_the_day_after_it_was_due(make_term: MakeTerm) -> None:
    term = make_term("a", reviewed=date(2025, 1, 31), review_every=1)
    assert not review_is_overdue(term, date(2025, 2, 28))
    assert review_is_overdue(term, date(2025, 3, 1))


def test_a_claim_is_past_from_the_day_after_it_was_to_be_checked() -> None:
    claim = Fact(**fact("size", date(2025, 6, 30)))
    assert not fact_is_past(claim, date(2025, 6, 30))
    assert fact_is_past(claim, date(2025, 7, 1))


def test_claims_of_all_terms_stand_by_the_day_they_must_be_checked(make_term: MakeTerm) -> None:
    first = make_term("a", title="A", facts=[fact("late", date(2027, 1, 1)), fact("early", date(2026, 1, 1))])
    second = make_term("b", title="B", facts=[fact("between", date(2026, 6, 1)), fact("same", date(2026, 1, 1))])
    found = [(dated.term.slug, dated.fact.id) for dated in facts_by_expiry([second, first])]
    assert found == [("a", "early"), ("b", "same"), ("b", "between"), ("a", "late")]
