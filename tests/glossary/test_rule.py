"""Every rule has a code, a severity and an explanation with an example; what it finds carries the first two."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.problem import Problem, Severity
from glossary.rule import Rule, rule
from macros.checks import RULES

EXPECTED = Path(__file__).parents[1] / "bad_terms" / "expected.txt"
# tests/bad_terms has no calls, faultless pages, a faultless glossary.yml, no history and few terms, so these are broken
# elsewhere.
ELSEWHERE = {"G001", "G006", "G018", "G022", "G025", "G026", "G027", "G043", "G044", "G085", "G086"}


@rule("G900", Severity.WARNING)
def files_are_blue(path: str) -> Iterator[Problem]:
    """Every file is
    blue.

    Blue is
    a color.

    Instead of: a red
    file
    Write: a blue one
    """
    yield Problem(path, 1, "paint it")


def test_what_a_rule_finds_carries_its_code_and_severity() -> None:
    assert list(files_are_blue("x.md")) == [Problem("x.md", 1, "paint it", "G900", Severity.WARNING)]


def test_a_rule_is_explained_by_its_docstring() -> None:
    assert files_are_blue.sentence == "Every file is blue."
    assert files_are_blue.explanation == "Blue is a color."
    assert (files_are_blue.instead_of, files_are_blue.write) == ("a red file", "a blue one")
    assert (files_are_blue.name, files_are_blue.title) == ("files-are-blue", "Files are blue")


@pytest.mark.parametrize(
    ("severity", "acceptable", "accepts"),
    [
        (Severity.ERROR, None, False),
        (Severity.ERROR, True, True),
        (Severity.WARNING, None, True),
        (Severity.WARNING, False, False),
        (Severity.HINT, None, True),
    ],
)
def test_an_error_allows_no_exception_unless_it_says_so(
    severity: Severity, acceptable: bool | None, accepts: bool
) -> None:
    assert rule("G900", severity, acceptable=acceptable)(files_are_blue.function).acceptable == accepts


def test_codes_are_unique_and_in_order() -> None:
    codes = [each.code for each in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_every_rule_is_a_sentence_a_paragraph_and_an_example(each: Rule[...]) -> None:
    assert re.fullmatch(r"G\d{3}", each.code)
    assert each.sentence.endswith(".")
    assert each.explanation.endswith(".")
    assert len(each.explanation.split()) >= 15
    assert each.instead_of
    assert each.write
    assert each.instead_of != each.write


def test_the_folder_of_bad_terms_breaks_every_rule_that_a_term_can_break() -> None:
    shown = set(re.findall(r"\[(G\d{3})\]$", EXPECTED.read_text(encoding="utf-8"), re.MULTILINE))
    assert {each.code for each in RULES} - shown == ELSEWHERE
    assert shown <= {each.code for each in RULES}
