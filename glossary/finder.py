"""What the finder knows of each term: the names people search for, and the questions they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.prose import plain_text
from glossary.term import Term


@dataclass(frozen=True)
class FinderEntry:
    """A term as the finder reads it; `former` are the names of deprecated terms that it replaces."""

    slug: str
    title: str
    summary: str
    names: tuple[str, ...]
    forms: tuple[str, ...]
    former: tuple[str, ...]
    questions: tuple[str, ...]


def finder_entries(glossary: Glossary) -> tuple[FinderEntry, ...]:
    """An entry for each term that is not deprecated, those that other terms use most first.

    Where a query fits two terms equally well, the finder keeps this order.
    """
    current = [term for term in glossary.terms if term.status != "deprecated"]
    current.sort(key=lambda term: (-len(glossary.used_in[term.slug]), term.title))
    replaced = _replaced(glossary)
    return tuple(_entry(term, replaced.get(term.slug, [])) for term in current)


def role_texts(glossary: Glossary, role_title: str) -> dict[str, str]:
    """By slug, the plain text of the terms that say something to one role."""
    texts = {}
    for term in glossary.terms:
        section = term.section("For your role")
        for entry in section.entries if section else ():
            if entry.heading == role_title:
                texts[term.slug] = plain_text(entry.markdown)
    return texts


def _entry(term: Term, replaced: list[Term]) -> FinderEntry:
    return FinderEntry(
        slug=term.slug,
        title=term.title,
        summary=term.summary,
        names=term.names[1:],
        forms=term.forms,
        former=tuple(name for old in replaced for name in (*old.names, *old.forms)),
        questions=tuple(_questions(term)),
    )


def _questions(term: Term) -> Iterator[str]:
    yield from term.asked_as
    section = term.section("Common questions")
    for entry in section.entries if section else ():
        yield plain_text(entry.heading)


def _replaced(glossary: Glossary) -> dict[str, list[Term]]:
    """By slug, the deprecated terms that lead to a term, in one step or several."""
    found: dict[str, list[Term]] = {}
    for term in glossary.terms:
        target, passed = term, {term.slug}
        while target.status == "deprecated" and target.replaced_by and target.replaced_by not in passed:
            target = glossary.by_slug[target.replaced_by]
            passed.add(target.slug)
        if target is not term:
            found.setdefault(target.slug, []).append(term)
    return found
