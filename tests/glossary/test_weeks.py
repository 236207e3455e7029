"""What changed, week by week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from glossary.reviews import Change, PastReview, changes_of
from glossary.term import Term
from glossary.weeks import weeks_of


def test_a_week_starts_on_monday_and_tells_new_from_reviewed(make_term: Callable[..., Term]) -> None:
    monday = date(2026, 11, 23)
    new = make_term("a", title="B", added=monday, reviewed=monday + timedelta(6))
    old = make_term("b", title="A", added=date(2026, 1, 1), reviewed=monday)
    weeks = weeks_of(changes_of([new, old]))
    assert [(week.slug, week.monday) for week in weeks] == [("2026-W48", monday), ("2026-W01", date(2025, 12, 29))]
    assert [change.term.slug for change in weeks[0].added] == ["a"]
    assert [change.term.slug for change in weeks[0].reviewed] == ["b"]


def test_a_term_reviewed_twice_in_a_week_stands_there_once_with_its_last_note(make_term: Callable[..., Term]) -> None:
    term = make_term(added=date(2026, 1, 1), reviewed=date(2026, 11, 25), change_note="Last.")
    (week, _) = weeks_of(changes_of([term], [PastReview("kv-cache", date(2026, 11, 24), "First.")]))
    assert [change.note for change in week.reviewed] == ["Last."]


@given(days=st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), max_size=30))
def test_every_change_stands_in_the_week_of_its_day(make_term: Callable[..., Term], days: list[date]) -> None:
    terms = [make_term(f"t{index}", title=f"T {index}", reviewed=day) for index, day in enumerate(days)]
    weeks = weeks_of(changes_of(terms))
    shown: list[Change] = [change for week in weeks for change in (*week.added, *week.reviewed)]
    assert sorted(change.term.slug for change in shown) == sorted(term.slug for term in terms)
    assert [week.monday for week in weeks] == sorted({week.monday for week in weeks}, reverse=True)
    for week in weeks:
        assert all(0 <= (c.day - week.monday).days < 7 for c in (*week.added, *week.reviewed))
