"""What is wrong with the glossary's files, in words a writer can act on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning wants mending, a hint is a thought."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, order=True)
class Fix:
    """A mechanical repair: on the problem's line, the first `old` becomes `new`."""

    old: str
    new: str


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: the file (relative to the repository), its line, and what to write instead.

    `code` names the rule that found it, and `severity` is that rule's; a rule fills in both by itself.
    """

    path: str
    line: int
    message: str
    code: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = field(default=None, compare=False)

    @property
    def description(self) -> str:
        """The message with what is known of its rule: `warning: write it otherwise [G061]`."""
        severity = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        code = f" [{self.code}]" if self.code else ""
        return f"{severity}{self.message}{code}"

    def __str__(self) -> str:
        return printable(f"{self.path}:{self.line}: {self.description}")


class GlossaryError(Exception):
    """Every problem found, sorted by file and line; its text is the list a writer reads."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """The problems one to a line, then how many there are of each severity in how many files."""
    listed = sorted(set(problems))
    if not listed:
        return "No problems."
    return "\n".join([*map(str, listed), "", f"{tally(listed)}."])


def tally(problems: Sequence[Problem]) -> str:
    """ "2 errors and 1 hint in 3 files"."""
    severities = [problem.severity for problem in problems]
    counts = [_count(severities.count(severity), severity) for severity in Severity if severity in severities]
    *first, last = counts
    files = len({problem.path for problem in problems})
    return f"{', '.join(first)}{' and ' if first else ''}{last} in {_count(files, 'file')}"


def printable(text: str) -> str:
    """The text with escapes such as \\n and \\x1b for what would end its line or move the cursor of a terminal."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A leading space and "Did you mean 'x'?", or nothing when no choice is near; letter case does not count."""
    spelling = {choice.lower(): choice for choice in sorted(choices)}
    near = get_close_matches(word.lower(), spelling, n=1, cutoff=0.6)
    return f" Did you mean '{spelling[near[0]]}'?" if near else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
