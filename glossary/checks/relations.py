"""Rules on how terms refer to each other."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

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
    stated: dict[tuple[str, str, str], tuple[Term, int]] = {}
    for term in context.terms:
        for index, entry in enumerate(term.related):
            inverse = (entry.term, term.slug, INVERSE[entry.type])
            if (term.slug, entry.term, entry.type) in stated:
                yield term.problem(f"'{entry.type} {entry.term}' stands twice; keep one", "related", index)
            elif inverse in stated and entry.term != term.slug:
                other, place = stated[inverse]
                source = f"{other.path}:{other.line('related', place)}"
                message = f"'{entry.type} {entry.term}' follows from {source}; remove it, the inverse is derived"
                yield term.problem(message, "related", index)
            stated[term.slug, entry.term, entry.type] = term, index


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


def _reasons(context: Context) -> list[tuple[int, str, str]]:
    """Each reason's place, its words, empty if they are too few, and the same without the names of the pair."""
    found = []
    for term in context.terms:
        for index, entry in enumerate(term.related):
            words = _words(entry.why)
            if entry.why or term.status != "draft":
                enough = len(words) >= MIN_REASON_WORDS
                found.append((index, " ".join(words) if enough else "", _without_names(words, term, entry)))
    return found


@rule("G023", takes=_reasons)
def reasons_say_something(context: Context) -> Iterator[Problem]:
    """Each relation's reason is a sentence of its own, used nowhere else in the glossary.

    A relation without a reason is a list of links. The reason tells what ties just this pair, so a sentence that would
    fit another pair with the names swapped says nothing.

    Instead of: `why: Tokens are related to inference.`
    Write: `why: Inference is billed by the token, so the count decides the price of an answer.`
    """
    first: dict[str, tuple[Term, int]] = {}
    for term in context.terms:
        for index, words, template in context.taken(_reasons, term.path):
            where, other = ("related", index, "why"), term.related[index].term
            if not words:
                yield term.problem(
                    f"the reason for '{other}' is too short; say in a sentence what ties this pair", *where
                )
                continue
            earlier = first.get(words) or first.get(template)
            if earlier:
                place = f"{earlier[0].path}:{earlier[0].line('related', earlier[1], 'why')}"
                message = f"the reason for '{other}' repeats {place}; write what is true of this pair alone"
                yield term.problem(message, *where)
            first.setdefault(words, (term, index))
            first.setdefault(template, (term, index))


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
