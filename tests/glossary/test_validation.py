"""What is said about a field that is not as it must be."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from glossary.checks import Context
from glossary.checks.sections import SECTION_RULES
from glossary.problem import Problem
from glossary.settings import Settings
from glossary.source import read_source
from glossary.term import Term
from glossary.validation import validate_term

Validate = Callable[[str], tuple[Term | None, list[Problem]]]

VALID = """---
title: KV cache
summary: A KV cache keeps what a model has already worked out.
category: models
level: starter
status: draft
reviewed: 2025-01-31
related:
  - term: model
    type: part-of
    why: It is filled while an answer is written and emptied after it.
  - term: data
    type: see-also
    why: Long prompts fill it faster than short ones, word by word.
sources:
  - title: A paper
    url: https://example.org/paper
    date: 2024-05-01
---
"""


@pytest.fixture
def validate(tmp_path: Path, settings: Settings) -> Validate:
    """The term in a text, and its problems: those of YAML, of its fields and of its sections."""

    def validate_text(text: str) -> tuple[Term | None, list[Problem]]:
        file = tmp_path / "kv-cache.md"
        file.write_text(text, encoding="utf-8")
        source = read_source(file, "terms/kv-cache.md")
        term, problems = validate_term(source, "kv-cache")
        context = Context((), (source,), frozenset(), frozenset(), settings, date(2026, 11, 22))
        of_sections = sorted(problem for rule in SECTION_RULES for problem in rule(context))
        return term, [*source.problems, *source.front_matter.problems, *problems, *of_sections]

    return validate_text


def test_a_valid_file_is_a_term(validate: Validate) -> None:
    term, problems = validate(VALID)
    assert problems == []
    assert term is not None
    assert (term.slug, term.path, term.title) == ("kv-cache", "terms/kv-cache.md", "KV cache")
    assert [entry.term for entry in term.related] == ["model", "data"]
    assert (term.number, term.autolink, term.case_sensitive, term.review_every) == ("singular", True, False, 12)


@pytest.mark.parametrize("extra", ["autolink: false", "review_every: 60", "acronym: KVC", 'acronym: "404"', "tags: []"])
def test_what_is_optional_may_be_there(validate: Validate, extra: str) -> None:
    assert validate(VALID.replace("status: draft", f"status: draft\n{extra}"))[1] == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: KV cache\n", "", "2: 'title' is missing; write it: the term as people say it, in sentence case."),
        ("title: KV cache", "title:", "2: 'title' has no value; write one or remove the line"),
        ("title: KV cache", 'title: " "', "2: 'title' has no text; write some or remove the line"),
        ("title: KV cache", "title: 404", "2: 'title' must be text; put it in quotes: \"404\""),
        ("title: KV cache", "title: true", "2: 'title' must be text; put it in quotes: \"true\""),
        ("title: KV cache", "title: 2026-01-31", "2: 'title' must be text; put it in quotes: \"2026-01-31\""),
        ("title: KV cache", "title: [KV, cache]", "2: 'title' must be text, not a list"),
        ("title: KV cache", "title: {KV: cache}", "2: 'title' must be text, not `key: value` lines"),
        ("title: KV cache", f"title: {'x' * 81}", "2: 'title' has 81 characters; write at most 80"),
        ("category: models", "category: Models", "4: 'category' is 'Models'; write it in lower case with hyphens, "
         "such as 'kv-cache'"),
        ("level: starter", "level: starter\nsumary: x", "6: 'sumary' is not a field. Did you mean 'summary'?"),
        ("status: draft", "status: drafts", "6: 'status' is 'drafts'; write one of draft, published, deprecated. "
         "Did you mean 'draft'?"),
        ("status: draft", "status: draft\nacronym: KVCACHEKVCACHEKVCACHE", "7: 'acronym' has 21 characters; write at "
         "most 20"),
        ("2025-01-31", "31 January", "7: 'reviewed' is '31 January'; write a date as 2026-01-31"),
        ("2025-01-31", "2025-1-31", "7: 'reviewed' is '2025-1-31'; write a date as 2026-01-31"),
        ("2025-01-31", "2025-02-29", "7: 2025-02-29 is not a day of the calendar; write a date as 2026-01-31"),
        ("2025-01-31", "2025", "7: 'reviewed' is '2025'; write a date as 2026-01-31"),
        ("status: draft", "status: draft\nreview_every: 61", "7: 'review_every' is '61'; write at most 60"),
        ("status: draft", "status: draft\nreview_every: often", "7: 'review_every' is 'often'; write a whole number"),
        ("status: draft", "status: draft\nautolink: sometimes", "7: 'autolink' is 'sometimes'; write true or false"),
        ("status: draft", "status: draft\naliases: cache", "7: 'aliases' must be a list; start each entry on its own "
         "line with `- `"),
        ("status: draft", "status: draft\naliases:\n  - a\n  - 7", "9: 'aliases, entry 2' must be text; put it in "
         'quotes: "7"'),
        ("status: draft", "status: draft\nimage: {src: a.png}", "7: 'image: alt' is missing; write it: what a person "
         "who cannot see it should know."),
        ("status: draft", "status: draft\nimage: {src: 7, alt: A}", "7: 'image: src' must be text; put it in quotes: "
         '"7"'),
        ("status: draft", "status: draft\nimage: a.png", "7: 'image' must be `key: value` lines: src, alt"),
        ("type: part-of", "type: part of", "10: 'related, entry 1: type' is 'part of'; write one of broader, narrower, "
         "prerequisite, contrast, part-of, see-also. Did you mean 'part-of'?"),
        ("    type: part-of", "    typ: part-of\n    type: part-of", "10: 'related, entry 1: typ' is not a field. "
         "Did you mean 'type'?"),
        ("https://example.org/paper", "http://example.org/paper", "17: 'sources, entry 1: url': "
         "'http://example.org/paper' is not a web address; write one that starts with https://"),
    ],
)  # fmt: skip
def test_each_fault_has_one_problem_that_says_what_to_write(
    validate: Validate, old: str, new: str, problem: str
) -> None:
    assert old in VALID
    term, problems = validate(VALID.replace(old, new, 1))
    assert term is None
    assert [f"{found.line}: {found.message}" for found in problems] == [problem]


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "https://example.org/a_(b)?c=d#e", "https://sub.example.org:8443/"],
)
def test_a_web_address_is_accepted(validate: Validate, url: str) -> None:
    assert validate(VALID.replace("https://example.org/paper", url))[1] == []


@pytest.mark.parametrize(
    "url",
    [
        *("https://", "https://localhost/", "https://user:pass@example.org/", "https://example.org/<b>"),
        *("//example.org/", "https://example.org/a b", "javascript:alert(1)", "HTTPS://example.org/"),
        *("https://[::1", "paper.html"),
    ],
)
def test_anything_else_is_not(validate: Validate, url: str) -> None:
    (problem,) = validate(VALID.replace("https://example.org/paper", f'"{url}"'))[1]
    assert (problem.line, "is not a web address" in problem.message) == (17, True)


def test_all_faults_of_a_file_are_reported_together_with_those_of_its_sections(validate: Validate) -> None:
    text = VALID.replace("level: starter", "level: 5").replace("draft", "published")
    lines = [problem.message.split("'")[1] for problem in sorted(validate(f"{text}## Definiton\nx\n")[1])]
    assert (lines[-2], lines[-1]) == ("level", "## Definiton")
    assert len(lines) == 2 + 6


def test_a_value_that_yaml_could_not_settle_is_reported_once(validate: Validate) -> None:
    (problem,) = validate(VALID.replace("title: KV cache", "title: no"))[1]
    assert problem.message.startswith("`no` can be read")


def test_what_is_missing_on_the_same_line_is_reported_as_well(validate: Validate) -> None:
    problems = validate(VALID.replace("status: draft", "status: draft\nimage: {src: no}"))[1]
    assert [problem.line for problem in problems] == [7, 7]
    assert {problem.message.split(" ")[0] for problem in problems} == {"`no`", "'image:"}


@pytest.mark.parametrize("status", ["draft", "deprecated"])
def test_sections_are_required_of_published_terms_alone(validate: Validate, status: str) -> None:
    assert validate(VALID.replace("draft", status))[1] == []
    assert validate(VALID.replace("draft", status).replace("level: starter", "level: 5"))[1] != []
    assert len(validate(VALID.replace("draft", status).replace("level: starter", "level: 5"))[1]) == 1
    assert len(validate(VALID.replace("draft", "published"))[1]) == 6


def test_wrong_entries_are_not_counted_as_missing(validate: Validate) -> None:
    (problem,) = validate(VALID.replace("url: https", "url: http"))[1]
    assert "too few" not in problem.message


def test_a_list_that_is_too_short_says_how_much_it_holds(validate: Validate) -> None:
    text = VALID.replace(VALID[VALID.index("  - term: data") : VALID.index("sources:")], "").replace(
        "draft", "deprecated"
    )
    assert [str(problem) for problem in validate(text)[1]] == [
        "terms/kv-cache.md:8: 'related' has too few entries (1); write at least 2"
    ]


def test_only_a_draft_may_lack_sources_relations_and_their_reasons(validate: Validate) -> None:
    start, end = VALID.index("related:"), VALID.index("---", 4)
    bare = VALID[:start] + "related:\n  - term: model\n    type: see-also\n" + VALID[end:]
    term, problems = validate(bare)
    assert term is not None
    assert problems == []
    term, problems = validate(bare.replace("draft", "deprecated"))
    assert term is None
    assert [problem.message.split(";")[0] for problem in problems] == [
        "'related' has too few entries (1)",
        "'related, entry 1: why' is missing",
        "'sources' is missing",
    ]
