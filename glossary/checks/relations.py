"""Rules on how terms refer to each other."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from glossary.checks.context import Context, ContextRule
from glossary.problem import Problem, did_you_mean
from glossary.relations import INVERSE
from glossary.rule import rule
from glossary.strict_yaml import Location
from glossary.term import Related, Term

MIN_REASON_WORDS = 6


@rule("G020")
def references_exist(context: Context) -> Iterator[Problem]:
    """Relations, comparisons and replacements name terms that exist, and never the term itself.

    They become links, cards and maps. A term is named by its file without .md, because that never changes when a title
    is polished.

    Instead of: `term: Large language model`
    Write: `term: large-language-model`
    """
    for term in context.terms:
        for location, slug in _references(term):
            field = location[0]
            if slug == term.slug:
                yield term.problem(f"'{field}' names this term itself; name another or remove it", *location)
            elif slug not in context.slugs:
                hint = did_you_mean(slug, context.slugs) or " Write the name of a file in terms/ without .md."
                yield term.problem(f"'{field}' names '{slug}', which is not a term.{hint}", *location)


def _references(term: Term) -> Iterator[tuple[Location, str]]:
    for index, entry in enumerate(term.related):
        yield ("related", index, "term"), entry.term
    for index, slug in enumerate(term.compare_with):
        yield ("compare_with", index), slug
    if term.replaced_by:
        yield ("replaced_by",), term.replaced_by


@rule("G021")
def relations_are_stated_once(context: Context) -> Iterator[Problem]:
    """A relation is written in one file; the other page shows the inverse by itself.

    When both files state it, the two reasons drift apart and readers see the pair twice. Keep it where it was thought
    of first, and word the reason so that it reads right on both pages.

    Instead of: `narrower` in the one file and `broader` in the other
    Write: one of them
    """
    stated: dict[tuple[str, str, str], int] = {}
    for term in context.terms:
        for index, entry in enumerate(term.related):
            inverse = (entry.term, term.slug, INVERSE[entry.type])
            if (term.slug, entry.term, entry.type) in stated:
                yield term.problem(f"'{entry.type} {entry.term}' stands twice; keep one", "related", index)
            elif inverse in stated and entry.term != term.slug:
                other = next(other for other in context.terms if other.slug == entry.term)
                place = f"{other.path}:{other.line('related', stated[inverse])}"
                message = f"'{entry.type} {entry.term}' follows from {place}; remove it, the inverse is derived"
                yield term.problem(message, "related", index)
            stated[term.slug, entry.term, entry.type] = index


@rule("G022")
def reading_order_has_no_circle(context: Context) -> Iterator[Problem]:
    """No term is, step by step, its own prerequisite: a reader must be able to start somewhere.

    Learning paths and "read first" follow the prerequisites back to their beginning. In a circle there is none.

    Instead of: A needs B, and B needs A
    Write: A needs B, and in B `type: see-also` for A
    """
    needs = {
        term.slug: [entry.term for entry in term.related if entry.type == "prerequisite"] for term in context.terms
    }
    try:
        TopologicalSorter(needs).prepare()
        return
    except CycleError:
        # Its text names one circle only.
        pass
    for term in context.terms:
        circle = _way_back(term.slug, needs)
        if circle and term.slug == min(circle):
            index = next(i for i, entry in enumerate(term.related) if entry.term == circle[1])
            way = " → ".join([*circle, term.slug])
            yield term.problem(f"these prerequisites go in a circle: {way}; remove one of them", "related", index)


def _way_back(start: str, needs: dict[str, list[str]]) -> list[str]:
    """The shortest way from a term through its prerequisites to itself, or nothing."""
    ways, seen = deque([[start]]), {start}
    while ways:
        way = ways.popleft()
        for following in needs.get(way[-1], []):
            if following == start and len(way) > 1:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _reasons(context: Context) -> list[tuple[int, str, str, str]]:
    """Each reason's place as a number and as file and line, its words and those without the names of the pair.

    Too few words are none.
    """
    found = []
    for term in context.terms:
        for index, entry in enumerate(term.related):
            words = _words(entry.why)
            if entry.why or term.status != "draft":
                place = f"{term.path}:{term.line('related', index, 'why')}"
                enough = " ".join(words) if len(words) >= MIN_REASON_WORDS else ""
                found.append((index, place, enough, _without_names(words, term, entry)))
    return found


@rule("G023", takes=_reasons)
def reasons_say_something(context: Context) -> Iterator[Problem]:
    """Each relation's reason is a sentence of its own, used nowhere else in the glossary.

    A relation without a reason is a list of links. The reason tells what ties just this pair, so a sentence that would
    fit another pair with the names swapped says nothing.

    Instead of: `why: Tokens are related to inference.`
    Write: `why: Inference is billed by the token, so the count decides the price of an answer.`
    """
    first: dict[str, str] = {}
    for term in context.terms:
        for index, place, words, template in context.taken(_reasons, term.path):
            where, other = ("related", index, "why"), term.related[index].term
            if not words:
                message = f"the reason for '{other}' is too short; say in a sentence what ties this pair"
                yield term.problem(message, *where)
                continue
            earlier = first.get(words) or first.get(template)
            if earlier:
                message = f"the reason for '{other}' repeats {earlier}; write what is true of this pair alone"
                yield term.problem(message, *where)
            first.setdefault(words, place)
            first.setdefault(template, place)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _without_names(words: list[str], term: Term, entry: Related) -> str:
    """The reason with the two terms' own words taken out, so that a template filled with names is still one."""
    names = {*entry.term.split("-"), *term.slug.split("-")}
    return " ".join(word for word in words if word not in names and word.rstrip("s") not in names)


RELATION_RULES: tuple[ContextRule, ...] = (
    references_exist,
    relations_are_stated_once,
    reading_order_has_no_circle,
    reasons_say_something,
)
