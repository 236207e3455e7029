"""Pages that follow from the terms: comparisons, learning paths, what changed and what is due for review."""

from __future__ import annotations

from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from glossary import load
from glossary.comparisons import Comparison
from glossary.days import build_day
from glossary.term import Term
from macros.comparison_page import comparison_page
from macros.path_pages import path_page
from macros.review_pages import (
    DEADLINES,
    LATER,
    OVERDUE,
    PAST_CLAIMS,
    SOON,
    SOON_CLAIMS,
    SOON_DAYS,
    Deadline,
    due_on,
    latest_changes,
    review_pages,
)
from tests.conftest import ROOT, build

GLOSSARY = load(ROOT, date(2100, 1, 1))
SETTINGS = GLOSSARY.settings
PAIRS = {
    frozenset((term.slug, other)): None for term in GLOSSARY.terms for other in term.compare_with
}  # in the order of the terms
PAIR_SLUGS = ["-vs-".join(sorted(pair)) for pair in PAIRS]


class Text(HTMLParser):
    """The words and links of a page's article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(html[html.index("<article") : html.index("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    def says(self, text: str) -> bool:
        return " ".join(text.split()) in " ".join(self.words)


def page(site: Path, path: str) -> Text:
    return Text((site / path / "index.html").read_text(encoding="utf-8"))


def test_every_pair_has_one_page_and_no_other_page_is_made(built_site: Path) -> None:
    made = sorted(folder.name for folder in (built_site / "compare").iterdir() if folder.is_dir())
    assert made == sorted(PAIR_SLUGS)
    assert len(made) >= 5


@pytest.mark.parametrize("slug", PAIR_SLUGS)
def test_a_comparison_asks_for_the_difference_and_shows_both_terms(built_site: Path, slug: str) -> None:
    shown = page(built_site, f"compare/{slug}")
    first, second = (GLOSSARY.by_slug[name] for name in slug.split("-vs-"))
    assert shown.says(f"{first.title} vs {second.title_in_sentence}: what is the difference?")
    for term in (first, second):
        assert shown.says(term.summary)
        assert shown.says(f"Level {SETTINGS.level_by_slug[term.level].title}")
        assert shown.says(f"Category {SETTINGS.category_by_slug[term.category].title}")
        assert f"../../{term.slug}/" in shown.links
    reasons = [entry.why for a, b in ((first, second), (second, first)) for entry in a.related if entry.term == b.slug]
    assert all(shown.says(why) for why in reasons)


@pytest.mark.parametrize("slug", PAIR_SLUGS)
def test_both_terms_lead_to_their_comparison(built_site: Path, slug: str) -> None:
    for name in slug.split("-vs-"):
        assert f"../compare/{slug}/" in page(built_site, name).links


def test_a_comparison_sets_the_sections_that_both_terms_have_against_each_other() -> None:
    for pair in GLOSSARY.comparisons:
        view = comparison_page(pair, GLOSSARY)
        headings = [{section.heading for section in side.term.sections} for side in view.sides]
        shared = [h for h in ("Definition", "Key takeaways", "Why it matters") if all(h in own for own in headings)]
        assert [row.heading for row in view.rows] == shared
        assert (view.apart is not None) == all("Practical impact" in own for own in headings)
        assert all(list(side.roles) == [role.slug for role in SETTINGS.roles] for side in view.sides)


def test_a_calculator_stays_on_the_page_of_its_term() -> None:
    view = comparison_page(Comparison("kv-cache", "model-parameters"), GLOSSARY)
    assert view.apart is not None
    impact = view.apart.cells[1]
    assert "{{" not in impact
    assert "<glossary-calculator" not in impact
    assert '<a href="../../model-parameters/">The memory calculator on the page of Model parameters</a>' in impact


def test_the_steps_of_a_path_stand_in_their_order_with_their_reason(built_site: Path) -> None:
    for path in SETTINGS.paths:
        shown = page(built_site, f"paths/{path.slug}")
        steps = [link for link in shown.links if link.removeprefix("../../").strip("/") in path.terms]
        assert steps == [f"../../{slug}/" for slug in path.terms]
        for step in path_page(path, GLOSSARY).steps:
            assert shown.says(step.why)
            assert shown.says(step.term.summary)


def test_a_path_is_reached_from_home_from_the_list_and_from_its_terms(built_site: Path) -> None:
    home = (built_site / "index.html").read_text(encoding="utf-8")
    for path in SETTINGS.paths:
        assert f'href="paths/{path.slug}/"' in home
        assert f"../paths/{path.slug}/" in page(built_site, "paths").links
        for number, slug in enumerate(path.terms, 1):
            shown = page(built_site, slug)
            assert f"../paths/{path.slug}/" in shown.links
            assert shown.says(f"Step {number} of {len(path.terms)} in {path.title}")


def test_a_term_page_shows_what_to_read_first_in_its_order(built_site: Path) -> None:
    for term in GLOSSARY.terms:
        html = (built_site / term.slug / "index.html").read_text(encoding="utf-8")
        before = GLOSSARY.read_first[term.slug]
        assert ("term__read-first-steps" in html) == bool(before)
        if before:
            steps = html.split('<ol class="term__read-first-steps">')[1].split("</ol>")[0]
            assert [slug.split("/")[1] for slug in steps.split('href="')[1:]] == [other.slug for other in before]


def test_what_changed_stands_newest_first_and_no_day_lacks_a_change() -> None:
    changes = latest_changes(GLOSSARY)
    assert [change.day for change in changes] == sorted((change.day for change in changes), reverse=True)
    for day in {change.day for change in changes}:
        touched = {term.slug for term in GLOSSARY.terms if day in (term.added, term.reviewed)}
        assert {change.term.slug for change in changes if change.day == day} == touched


def test_what_is_due_is_sorted_by_how_much_it_presses() -> None:
    due = sorted(term.next_review for term in GLOSSARY.terms)

    def days(today: date) -> dict[Deadline, list[date]]:
        found = [each for each in due_on(today, GLOSSARY) if isinstance(each.item, Term)]
        return {deadline: [each.day for each in found if each.deadline is deadline] for deadline in DEADLINES}

    before = days(due[0] - timedelta(days=SOON_DAYS + 1))
    assert (before[OVERDUE], before[SOON], before[LATER]) == ([], [], due)
    on_the_day = days(due[0])
    assert on_the_day[OVERDUE] == []
    assert on_the_day[SOON] == [day for day in due if day <= due[0] + timedelta(days=SOON_DAYS)]
    after = days(due[-1] + timedelta(days=1))
    assert (after[OVERDUE], after[SOON], after[LATER]) == (due, [], [])


def test_every_dated_claim_is_past_due_or_due_soon_but_never_twice() -> None:
    expiries = [fact.expires for term in GLOSSARY.terms for fact in term.facts]
    today = sorted(expiries)[len(expiries) // 2]
    horizon = today + timedelta(days=SOON_DAYS)
    due = due_on(today, GLOSSARY)
    assert sum(each.deadline is PAST_CLAIMS for each in due) == sum(expires < today for expires in expiries)
    assert sum(each.deadline is SOON_CLAIMS for each in due) == sum(today <= day <= horizon for day in expiries)


def test_there_are_as_many_parts_as_what_is_due_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.parts.MAX_ENTRIES", 1)
    expiries = sorted(fact.expires for term in GLOSSARY.terms for fact in term.facts)
    for today in (expiries[0], expiries[len(expiries) // 2], date(2100, 1, 1)):
        pages = [path for path in review_pages(GLOSSARY, today) if path.startswith("review")]
        assert len(pages) == len(due_on(today, GLOSSARY))


def test_deadlines_stand_in_the_order_of_how_much_they_press() -> None:
    found = [each.deadline for each in due_on(max(term.next_review for term in GLOSSARY.terms), GLOSSARY)]
    assert list(dict.fromkeys(found)) == [deadline for deadline in DEADLINES if deadline in found]


@pytest.fixture(scope="session")
def late_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be built on 2040-01-01, when every review is overdue."""
    site = tmp_path_factory.mktemp("late-site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "2208988800")
        result = build(ROOT, site)
    assert result.returncode == 0, result.stderr
    return site


NOTICE = "A person should have looked at this page again by"


def test_a_page_whose_review_is_overdue_says_so(built_site: Path, late_site: Path) -> None:
    for term in GLOSSARY.terms:
        assert page(late_site, term.slug).says(NOTICE)
        assert page(late_site, term.slug).says("This day has passed.") == bool(term.facts)
    for term in GLOSSARY.terms:
        assert page(built_site, term.slug).says(NOTICE) == (term.next_review < build_day())


def test_the_list_of_reviews_marks_what_is_overdue_on_the_day_of_the_build(late_site: Path) -> None:
    shown = page(late_site, "review")
    assert shown.says("As of January 1, 2040")
    assert shown.words.count("Overdue.") == len(GLOSSARY.terms)
    assert not shown.says("Nothing is overdue.")
    assert shown.words.count("Edit") == len(GLOSSARY.terms)


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.slug)
def test_a_term_page_tells_how_to_cite_it_and_where_to_report_a_problem(built_site: Path, term: object) -> None:
    slug = getattr(term, "slug", "")
    shown = page(built_site, slug)
    address = f"{SETTINGS.url}{slug}/"
    assert shown.says(f"@misc{{{slug},")
    assert shown.says(f"In {SETTINGS.name}. {address}")
    (report,) = [link for link in shown.links if link.startswith(f"{SETTINGS.repository}/issues/new")]
    assert address in parse_qs(urlsplit(report).query)["body"][0]
