"""What is wrong with the glossary's files, in words a writer can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: the file (relative to the repository), its line, and what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class GlossaryError(Exception):
    """Every problem found, sorted by file and line; its text is the list a writer reads."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """The problems one to a line, then how many there are in how many files."""
    listed = sorted(set(problems))
    if not listed:
        return "No problems."
    files = len({problem.path for problem in listed})
    total = f"{_count(len(listed), 'problem')} in {_count(files, 'file')}."
    return "\n".join([*map(str, listed), "", total])


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A leading space and "Did you mean 'x'?", or nothing when no choice is near; letter case does not count."""
    spelling = {choice.lower(): choice for choice in sorted(choices)}
    near = get_close_matches(word.lower(), spelling, n=1, cutoff=0.6)
    return f" Did you mean '{spelling[near[0]]}'?" if near else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
