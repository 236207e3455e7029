"""The reserved sections: which there are and what each must hold."""

from collections.abc import Callable
from datetime import date

import pytest

from glossary.checks import Context
from glossary.checks.sections import SECTION_RULES
from glossary.sections import SECTIONS, example_role, example_text, myth_parts, slugify
from glossary.settings import Settings
from glossary.source import Source

Parse = Callable[[str], Source]
Check = Callable[..., list[str]]

ROLES = "## For your role\n### Technical lead\na\n### Executive\nb\n"
QUESTIONS = "## Common questions\n### Is it?\na\n### Was it?\nb\n"
COMPLETE = f"## Definition\na\n{ROLES}## Why it matters\na\n## How it works\na\n## Examples\na\n{QUESTIONS}"


@pytest.fixture
def check(parse: Parse, settings: Settings) -> Check:
    """The problems of sections that start on line 4."""

    def check_text(text: str, published: bool = False) -> list[str]:
        source = parse(f"---\nstatus: {'published' if published else 'draft'}\n---\n{text}")
        context = Context((), (source,), frozenset(), frozenset(), settings, date(2026, 11, 22))
        found = sorted(problem for rule in SECTION_RULES for problem in rule(context))
        return [f"{problem.line}: {problem.message}" for problem in found]

    return check_text


def test_the_sections_are_those_of_the_format_in_the_order_of_a_page() -> None:
    assert [kind.heading for kind in SECTIONS] == [
        *("Definition", "Key takeaways", "For your role", "Analogy", "Why it matters", "How it works", "Examples"),
        *("By the numbers", "Compared with", "Practical impact", "Choosing", "Misconceptions", "Questions to ask"),
        *("Common questions", "Final takeaway"),
    ]


def test_six_sections_are_required() -> None:
    assert {kind.heading for kind in SECTIONS if kind.required} == {
        *("Definition", "Why it matters", "How it works", "For your role", "Examples", "Common questions")
    }


def test_every_section_has_its_own_anchor() -> None:
    assert len({kind.slug for kind in SECTIONS}) == len(SECTIONS)
    assert [kind.slug for kind in SECTIONS if kind.heading == "By the numbers"] == ["by-the-numbers"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Why it matters", "why-it-matters"), ("  A/B — test! ", "a-b-test"), ("KV_cache 2.0", "kv-cache-2-0"), ("…", "")],
)
def test_a_slug_is_letters_and_digits_joined_by_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_published_term_with_the_required_sections_has_no_problem(check: Check) -> None:
    assert check(COMPLETE, published=True) == []


@pytest.mark.parametrize("heading", [kind.heading for kind in SECTIONS if kind.required])
def test_a_published_term_lacks_nothing_required(check: Check, heading: str) -> None:
    text = COMPLETE.replace(f"## {heading}\n", "## Analogy\n")
    (found,) = check(text, published=True)
    assert found.startswith(f"1: a published term needs '## {heading}': ")


def test_a_draft_may_lack_any_section(check: Check) -> None:
    assert check("") == []


def test_order_is_free(check: Check) -> None:
    assert check("## Examples\na\n## Definition\na\n") == []


def test_an_unknown_heading_is_reported_with_the_one_meant(check: Check) -> None:
    assert check("## definitions\na\n") == [
        "4: '## definitions' is not a section of a term. Did you mean 'Definition'?"
    ]


def test_a_heading_stands_once(check: Check) -> None:
    assert check("## Analogy\na\n## Analogy\nb\n") == ["6: '## Analogy' stands twice (first on line 4); keep one"]


def test_an_empty_section_or_entry_is_reported_on_its_line(check: Check) -> None:
    assert check("## Analogy\n\n## How it works\n### One\n### Two\nx\n") == [
        "4: '## Analogy' is empty; write its text or remove the heading",
        "7: '### One' is empty; write its text or remove the heading",
    ]


@pytest.mark.parametrize("item", ["- a", "* a", "+ a", "1. a", "2) a", "Intro:\n\n- a"])
def test_a_list_section_holds_a_list(check: Check, item: str) -> None:
    assert check(f"## Key takeaways\n{item}\n") == []


@pytest.mark.parametrize("text", ["a, b and c", "-a", "1.a", "- ", "2026"])
def test_anything_else_there_is_reported(check: Check, text: str) -> None:
    assert check(f"## Key takeaways\nx\n{text}\n") == [
        "4: '## Key takeaways' must be a list; start each point with `- `"
    ]


def test_every_role_has_its_text(check: Check) -> None:
    assert check(ROLES) == []
    assert check("## For your role\n### Executive\na\n") == [
        "4: '## For your role' lacks `### Technical lead`; every role needs its text"
    ]


def test_a_misspelled_role_is_reported_with_the_one_meant(check: Check) -> None:
    assert check(f"{ROLES}### Exekutive\nc\n") == [
        "9: '### Exekutive' is not a role (Technical lead, Executive). Did you mean 'Executive'?"
    ]


def test_a_role_stands_once(check: Check) -> None:
    assert check(f"{ROLES}### Executive\nc\n") == ["9: '### Executive' stands twice; keep one"]


def test_text_before_the_roles_is_nobodys(check: Check) -> None:
    found = check(ROLES.replace("role\n", "role\n\nHello\n"))
    assert found == ["6: text stands before the first role; put it under `### Technical lead`"]


def test_a_myth_has_its_reality_and_a_better_way_to_think(check: Check, parse: Parse) -> None:
    text = "## Misconceptions\n### Bigger is better\n\nReality: no.\nReally.\n\nBetter: Ask\nwhat for.\n"
    assert check(text) == []
    entry = parse(f"---\na: b\n---\n{text}").sections[0].entries[0]
    assert myth_parts(entry) == {"Reality": "no.\nReally.", "Better": "Ask\nwhat for."}


@pytest.mark.parametrize(("text", "lacking"), [("Reality: no.", "Better"), ("Better: ask.", "Reality")])
def test_half_a_myth_is_reported(check: Check, text: str, lacking: str) -> None:
    assert check(f"## Misconceptions\n### Bigger is better\n{text}\n") == [
        f"5: '### Bigger is better' lacks a paragraph that starts with `{lacking}:`"
    ]


def test_misconceptions_are_headings(check: Check) -> None:
    assert check("## Misconceptions\nReality: no.\n") == [
        "4: '## Misconceptions' needs a `### myth` heading before its text"
    ]


def test_common_questions_are_two_questions_or_more(check: Check) -> None:
    assert check(QUESTIONS) == []
    assert check("## Common questions\n### Is it?\na\n") == [
        "4: '## Common questions' needs at least two `### question?` headings"
    ]


def test_a_question_ends_with_its_mark(check: Check) -> None:
    assert check(QUESTIONS.replace("Was it?", "It was")) == ["7: '### It was' must be a question and end with `?`"]


def test_an_example_may_be_for_one_role_alone(check: Check, parse: Parse) -> None:
    text = "## Examples\n### A bank\n\nFor: Executive\n\nIt pays.\n\n### A bakery\n\nIt bakes. For: nobody.\n"
    assert check(text) == []
    bank, bakery = parse(f"---\na: b\n---\n{text}").sections[0].entries
    assert (example_role(bank), example_role(bakery)) == ("Executive", None)
    assert example_text(bank).split("\n").index("It pays.") == bank.markdown.split("\n").index("It pays.")
    assert "For:" not in example_text(bank)
    assert example_text(bakery) == bakery.markdown


def test_an_example_for_an_unknown_role_or_with_nothing_but_a_role_is_reported(check: Check) -> None:
    assert check("## Examples\n### A bank\n\nFor: Executives\n\nIt pays.\n### A bakery\nFor: Executive\n") == [
        "7: 'For: Executives' names no role (Technical lead, Executive). Did you mean 'Executive'?",
        "10: '### A bakery' has no text below its `For:` line",
    ]
