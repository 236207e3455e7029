"""Exceptions to rules that a writer lets stand in place, each with a reason.

In the text, a reference definition that calls itself `accept`, which shows nowhere, holds for the heading it stands
under and what is below that: `[accept]: G062 "The law itself uses this word."`. In front matter, `accept` holds for
the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.markdown import mask_code
from glossary.problem import Problem, Severity, did_you_mean
from glossary.rule import Rule, rule
from glossary.source import Section, Source
from glossary.term import Term

MIN_REASON_WORDS = 3

_LABEL = "[accept]:"
_ACCEPT = re.compile(
    r"^ {0,3}\[accept\]:[ \t]*(?P<code>\S+)(?:[ \t]+[\"'(](?P<reason>.*)[\"')])?[ \t]*$", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True)
class Acceptance:
    """That problems with `code` from `first_line` to `last_line` of a file may stand; it is written on `line`."""

    path: str
    line: int
    code: str
    reason: str
    first_line: int
    last_line: int

    def covers(self, problem: Problem) -> bool:
        """True for a problem that may stand."""
        lines = range(self.first_line, self.last_line + 1)
        return (problem.path, problem.code) == (self.path, self.code) and problem.line in lines


def acceptances(terms: Iterable[Term], sources: Iterable[Source]) -> Iterator[Acceptance]:
    """Every exception written in the files."""
    for term in terms:
        last_line = term.sections[0].line - 1 if term.sections else max(term.lines.values())
        for index, entry in enumerate(term.accept):
            yield Acceptance(term.path, term.line("accept", index), entry.code, entry.reason, 1, last_line)
    for source in sources:
        for block in source.blocks():
            yield from _in_text(source.path, block)


@rule("G090")
def acceptances_are_right(found: Iterable[Acceptance], rules: Sequence[Rule[...]]) -> Iterator[Problem]:
    """An exception names a rule that allows exceptions and gives its reason in a few words.

    Whoever reads the file next must see why the rule does not hold here. Rules that the site depends on, such as those
    on fields and links, allow no exceptions.

    Instead of: `[accept]: G062`
    Write: `[accept]: G062 "The law itself uses this word."`
    """
    by_code = {known.code: known for known in rules}
    for each in found:
        known = by_code.get(each.code)
        if known is None:
            message = f"'{each.code}' is no rule.{did_you_mean(each.code, by_code)}"
        elif not known.acceptable:
            message = f"{each.code} allows no exception: {known.sentence[0].lower()}{known.sentence[1:]}"
        elif len(each.reason.split()) < MIN_REASON_WORDS:
            message = f'this exception lacks its reason; write [accept]: {each.code} "why the rule does not hold here"'
        else:
            continue
        yield Problem(each.path, each.line, message)


@rule("G091", Severity.WARNING, acceptable=False)
def acceptances_are_needed(idle: Iterable[Acceptance]) -> Iterator[Problem]:
    """An exception covers something; when the text was mended, it goes.

    An exception that covers nothing would hide the next problem of its kind, and the reader of the file would look for
    a fault that is no longer there.

    Instead of: `[accept]: G062 "The law itself uses this word."` in a section without such a word
    Write: the section without that line
    """
    for each in idle:
        yield Problem(each.path, each.line, f"nothing here needs this exception to {each.code}; remove it")


EXCEPTION_RULES: tuple[Rule[...], ...] = (acceptances_are_right, acceptances_are_needed)


def _in_text(path: str, block: Section) -> Iterator[Acceptance]:
    if _LABEL not in block.markdown.casefold():
        return
    last_line = max(part.markdown_line + part.markdown.count("\n") for part in block.blocks())
    text = mask_code(block.markdown)
    for match in _ACCEPT.finditer(text):
        line = block.markdown_line + text.count("\n", 0, match.start())
        yield Acceptance(path, line, match["code"], match["reason"] or "", block.line, last_line)
