"""What a program mends by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.fixes import difference, mended
from glossary.problem import Fix, Problem


def problem(line: int, old: str, new: str) -> Problem:
    return Problem("x.md", line, f"{old} on {line}", fix=Fix(old, new))


@pytest.mark.parametrize(
    ("text", "problems", "result"),
    [
        ("colour\ncolour\n", [problem(2, "colour", "color")], "colour\ncolor\n"),
        ("colourful colour", [problem(1, "colour", "color")], "colourful color"),
        ("`colour` colour", [problem(1, "colour", "color")], "`colour` color"),
        ("```\ncolour\n```\n", [problem(2, "colour", "color")], "```\ncolour\n```\n"),
        ("a colour, a centre", [problem(1, "centre", "center"), problem(1, "colour", "color")], "a color, a center"),
        ("no such word", [problem(1, "colour", "color")], "no such word"),
        ("short", [problem(9, "colour", "color")], "short"),
        ("colour", [Problem("x.md", 1, "no fix")], "colour"),
    ],
)
def test_a_fix_changes_its_words_on_its_line_and_nothing_else(text: str, problems: list[Problem], result: str) -> None:
    assert mended(text, problems) == result


@given(st.text("colur `\n~", max_size=60), st.integers(1, 5))
def test_a_fix_changes_at_most_its_line(text: str, line: int) -> None:
    before, after = text.split("\n"), mended(text, [problem(line, "colour", "color")]).split("\n")
    assert [index for index, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new] in ([], [line])


def test_the_difference_shows_the_changed_lines_alone() -> None:
    shown = difference("terms/x.md", "one\ncolour\nthree\n", "one\ncolor\nthree\n")
    assert shown.splitlines() == ["--- terms/x.md", "+++ terms/x.md", "@@ -2 +2 @@", "-colour", "+color"]
    assert difference("terms/x.md", "same", "same") == ""
