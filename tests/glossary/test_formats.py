"""Problems for people and for programs."""

import json
from typing import Any

import pytest

from glossary.checks import ALL_RULES
from glossary.formats import FORMATS, as_github, as_json, as_sarif, as_text
from glossary.problem import Fix, Problem, Severity

PROBLEMS = [
    Problem("terms/b.md", 3, "'colour' is British spelling", "G063", Severity.WARNING, Fix("colour", "color")),
    Problem("terms/a,b.md", 1, "100% wrong:\nmend it", "G012"),
    Problem("terms/c.md", 9, "a thought", "G085", Severity.HINT),
]


def test_text_is_a_line_for_each_problem_then_the_totals_and_where_to_learn_more() -> None:
    assert as_text(PROBLEMS, ALL_RULES).splitlines()[-3:] == [
        "terms/c.md:9: hint: a thought [G085]",
        "",
        "1 error, 1 warning and 1 hint in 3 files. `glossary explain G012` tells why, with an example.",
    ]


def test_github_gets_a_command_for_each_problem_with_its_signs_escaped() -> None:
    # Escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    assert as_github(PROBLEMS, ALL_RULES).splitlines() == [
        "::error file=terms/a%2Cb.md,line=1,title=G012 Names are unique::100%25 wrong:%0Amend it",
        "::warning file=terms/b.md,line=3,title=G063 Spelling is consistent::'colour' is British spelling",
        "::notice file=terms/c.md,line=9,title=G085 Wanted terms are written::a thought",
    ]


def test_json_says_everything() -> None:
    first, second, third = json.loads(as_json(PROBLEMS, ALL_RULES))
    assert first == {
        **{"path": "terms/a,b.md", "line": 1, "severity": "error", "code": "G012"},
        "message": "100% wrong:\nmend it",
    }
    assert second["fix"] == {"old": "colour", "new": "color"}
    assert third["severity"] == "hint"


def sarif() -> dict[str, Any]:
    log: dict[str, Any] = json.loads(as_sarif(PROBLEMS, ALL_RULES))
    return log


def test_sarif_lists_every_rule_and_each_result_points_at_its_own() -> None:
    (run,) = sarif()["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in ALL_RULES]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["G012", "G063", "G085"]
    # Section 3.27.10 of the standard knows these levels and none of our names.
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_problem_is_no_result(name: str) -> None:
    text = FORMATS[name]([], ALL_RULES)
    match name:
        case "json":
            assert json.loads(text) == []
        case "sarif":
            assert json.loads(text)["runs"][0]["results"] == []
        case "github":
            assert text == ""
        case _:
            assert text == "No problems."
