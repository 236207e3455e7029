"""What a writer reads when something is wrong."""

import pytest

from glossary.problem import GlossaryError, Problem, did_you_mean, report

FIRST = Problem("terms/a.md", 2, "mend this")
SECOND = Problem("terms/a.md", 10, "mend that")
THIRD = Problem("terms/b.md", 1, "and this")


def test_a_problem_is_a_place_an_editor_can_open_and_a_message() -> None:
    assert str(FIRST) == "terms/a.md:2: mend this"


def test_a_report_is_sorted_by_file_and_line_and_counts() -> None:
    assert report([THIRD, SECOND, FIRST]) == (
        "terms/a.md:2: mend this\nterms/a.md:10: mend that\nterms/b.md:1: and this\n\n3 errors in 2 files."
    )


def test_a_report_counts_one_in_the_singular() -> None:
    assert report([FIRST]).endswith("\n1 error in 1 file.")


def test_the_same_problem_is_told_once() -> None:
    assert report([FIRST, FIRST]).endswith("\n1 error in 1 file.")


def test_a_report_of_nothing_says_so() -> None:
    assert report([]) == "No problems."


def test_the_error_carries_every_problem_in_order_and_reads_as_the_report() -> None:
    error = GlossaryError([THIRD, FIRST, SECOND, FIRST])
    assert error.problems == (FIRST, SECOND, THIRD)
    assert str(error) == report([FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("sumary", " Did you mean 'summary'?"),
        ("SUMMARY", " Did you mean 'summary'?"),
        ("titel", " Did you mean 'Title'?"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_a_near_word_is_suggested(word: str, hint: str) -> None:
    assert did_you_mean(word, ["summary", "Title"]) == hint
