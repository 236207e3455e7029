"""A list of problems as text for people, and as GitHub annotations, JSON and SARIF for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from glossary.problem import Problem, Severity, report
from glossary.rule import Rule

Rules = Sequence[Rule[...]]

_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def as_text(problems: Sequence[Problem], rules: Rules) -> str:
    """`path:line: message [code]`, one to a line, then the totals and how to learn more."""
    listed = report(problems)
    codes = sorted({problem.code for problem in problems if problem.code})
    return f"{listed} `glossary explain {codes[0]}` tells why, with an example." if codes else listed


def as_github(problems: Sequence[Problem], rules: Rules) -> str:
    """Workflow commands, which the code host shows on the lines of a pull request.

    Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    titles = {rule.code: rule.title for rule in rules}
    return "\n".join(
        f"::{_GITHUB_LEVEL[problem.severity]} file={_property(problem.path)},line={problem.line},"
        f"title={_property(f'{problem.code} {titles[problem.code]}')}::{_data(problem.message)}"
        for problem in sorted(problems)
    )


def as_json(problems: Sequence[Problem], rules: Rules) -> str:
    """A list of objects with path, line, severity, code, message and, where a program can mend it, fix."""
    return json.dumps([_object(problem) for problem in sorted(problems)], indent=2, ensure_ascii=False)


def as_sarif(problems: Sequence[Problem], rules: Rules) -> str:
    """A SARIF 2.1.0 log with every rule, so that what was mended counts as mended.

    Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
    """
    index = {rule.code: position for position, rule in enumerate(rules)}
    driver = {"name": "glossary", "rules": [_sarif_rule(rule) for rule in rules]}
    results = [_sarif_result(problem, index) for problem in sorted(problems)]
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Problem], Rules], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _object(problem: Problem) -> dict[str, Any]:
    known = {"path": problem.path, "line": problem.line, "severity": problem.severity, "code": problem.code}
    fix = {"fix": {"old": problem.fix.old, "new": problem.fix.new}} if problem.fix else {}
    return {**known, "message": problem.message, **fix}


def _sarif_rule(rule: Rule[...]) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"Instead of: {rule.instead_of}\nWrite: {rule.write}"},
        "defaultConfiguration": {"level": _SARIF_LEVEL[rule.severity]},
    }


def _sarif_result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": problem.path}, "region": {"startLine": problem.line}}
    return {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": _SARIF_LEVEL[problem.severity],
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }
