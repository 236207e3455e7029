"""Rules on acronyms: that readers learn what they stand for, and which deserve a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain

from glossary.checks.context import Context, ContextRule
from glossary.checks.text import LEFT_TO_WRITE
from glossary.names import normal_name
from glossary.passages import Kind, Passage
from glossary.problem import Problem, Severity
from glossary.rule import rule
from glossary.wordlists import data, unquoted

MIN_TERMS_FOR_A_PAGE = 5

# Part of a longer name, a code or a number (GPT-4, A100-80GB, ISO 27001) is no acronym by itself.
ACRONYM = re.compile(r"(?<![\w./&’'-])(?P<acronym>[A-Z][A-Z&]*[A-Z])s?(?![\w&]|[./-]\w|-| \d)")
# What every acronym has, explained or not.
CAPITALS = re.compile(r"[A-Z][A-Za-z&-]*[A-Z]")
EXPLANATIONS = (
    # graphics processing unit (GPU); direct preference optimization (DPO, 2023)
    re.compile(r"\((?P<acronym>[A-Z][A-Za-z&-]*[A-Z])s?[,;)]"),
    # GPU (graphics processing unit)
    re.compile(r"(?<![\w&-])(?P<acronym>[A-Z][A-Z&]*[A-Z])s? \((?=[A-Za-z-]+ [A-Za-z])"),
    # GPU, short for graphics processing unit
    re.compile(r"(?<![\w&-])(?P<acronym>[A-Z][A-Z&]*[A-Z])s?,? (?:short for|stands for|which stands for)\b"),
)


def _unexplained(context: Context) -> list[tuple[str, int]]:
    """The acronyms that a page uses and does not explain, each with its first line."""
    found: dict[str, int] = {}
    for passages in _capitals(context).values():
        explained = {acronym for passage in passages for acronym in _explained(passage.text)}
        for passage in passages:
            for match in ACRONYM.finditer(unquoted(passage.text)):
                if match["acronym"] not in explained:
                    found.setdefault(match["acronym"], passage.line_of(match.start()))
    return list(found.items())


@rule("G067", Severity.WARNING, takes=_unexplained)
def acronyms_are_explained(context: Context) -> Iterator[Problem]:
    """An acronym is explained on the page, unless it names a term here or needs no explanation.

    Three capitals mean different things to different readers, and nothing to a newcomer. Write the full name with the
    acronym in brackets once. An acronym that names a term becomes a link to it. Those that everybody knows, and names
    with no longer form in use, are listed in glossary/words/acronyms.toml.

    Instead of: `Cut TTFT first.`
    Write: `Cut the time to first token (TTFT) first.`
    """
    named = {word for term in context.terms for name in term.names for word in re.findall(r"\w+", name)}
    # Another rule has something to say about what is left to write.
    explained = {*named, *well_known(), *LEFT_TO_WRITE}
    for path in context.paths:
        for acronym, line in context.taken(_unexplained, path):
            if acronym not in explained:
                message = f"'{acronym}' is explained nowhere on this page; write its full name, then ({acronym})"
                yield Problem(path, line, message)


def _explanations(context: Context) -> list[tuple[str, int, bool]]:
    """The acronyms that a page explains, each with the first line that does, and whether that is in its text."""
    found: dict[str, tuple[str, int, bool]] = {}
    for passage in chain(*_capitals(context).values()):
        for acronym in _explained(passage.text):
            found.setdefault(acronym, (acronym, passage.line, passage.kind is not Kind.FIELD))
    return list(found.values())


@rule("G085", Severity.HINT, takes=_explanations)
def wanted_terms_are_written(context: Context) -> Iterator[Problem]:
    """An acronym that five terms or more explain has a term of its own.

    Each of those pages spends words on the same explanation, and would link to a page that does it better. The hint
    stands at the first explanation.

    Instead of: `graphics processing unit (GPU)` explained in sixteen terms
    Write: a term "GPU" in terms/gpu.md
    """
    names = {normal_name(name) for term in context.terms for name in (*term.names, *term.forms)}
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    # Fields come first, in the order of titles, then texts, in that of files.
    for of_text, paths in ((False, [term.path for term in context.terms]), (True, context.paths)):
        for path in paths:
            for acronym, line, in_text in context.taken(_explanations, path):
                if in_text == of_text:
                    places[acronym].append((path, line))
    for acronym, explained in sorted(places.items()):
        is_known = acronym in well_known() or normal_name(acronym) in names
        if len(explained) >= MIN_TERMS_FOR_A_PAGE and not is_known:
            message = f"{len(explained)} terms explain '{acronym}'; a term of its own would be linked from all of them"
            yield Problem(*explained[0], message)


def _capitals(context: Context) -> dict[str, list[Passage]]:
    """The passages of each file that may hold an acronym at all."""
    return {
        path: [passage for passage in passages if CAPITALS.search(passage.text)]
        for path, passages in context.own_words_by_path.items()
    }


def _explained(text: str) -> set[str]:
    return {match["acronym"] for pattern in EXPLANATIONS for match in pattern.finditer(text)}


@cache
def well_known() -> frozenset[str]:
    """The acronyms that need no explanation."""
    lists = data("acronyms")
    return frozenset(lists["everyday"]) | frozenset(lists["names"])


ACRONYM_RULES: tuple[ContextRule, ...] = (acronyms_are_explained, wanted_terms_are_written)
