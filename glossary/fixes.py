"""Mechanical repairs: what a program can mend in a file, and the difference it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import unified_diff

from glossary.markdown import mask_code
from glossary.problem import Problem


def mended(text: str, problems: Iterable[Problem]) -> str:
    """The text of a file with every fix of its problems made; code is left alone."""
    lines, prose = text.split("\n"), mask_code(text).split("\n")
    for problem in sorted(set(problems)):
        if problem.fix is None or problem.line > len(lines):
            continue
        index = problem.line - 1
        found = re.search(rf"(?<!\w){re.escape(problem.fix.old)}(?!\w)", prose[index])
        if found:
            for rows in (lines, prose):
                rows[index] = rows[index][: found.start()] + problem.fix.new + rows[index][found.end() :]
    return "\n".join(lines)


def difference(path: str, before: str, after: str) -> str:
    """What changed in a file, as `diff -u` shows it; nothing where nothing did."""
    rows = unified_diff(before.splitlines(), after.splitlines(), path, path, n=0, lineterm="")
    return "\n".join(rows)
