"""What the finder knows of each term: the names people search for, and how they ask for what they cannot name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.page_words import PageWords, telling_words
from glossary.prose import plain_text
from glossary.term import Term


@dataclass(frozen=True)
class FinderEntry:
    """A term as the finder reads it.

    `former` are the names of deprecated terms that it replaces, `asked` the wordings that writers foresee, `words` the
    telling words of the page under how often they stand on it.
    """

    slug: str
    title: str
    summary: str
    names: tuple[str, ...]
    forms: tuple[str, ...]
    former: tuple[str, ...]
    asked: tuple[str, ...]
    words: dict[int, str]


def found_terms(glossary: Glossary) -> list[Term]:
    """The terms that are not deprecated, those that other terms use most first.

    Where a query fits two terms equally well, the finder keeps this order.
    """
    current = [term for term in glossary.terms if term.status != "deprecated"]
    return sorted(current, key=lambda term: (-len(glossary.used_in[term.slug]), term.title))


def finder_entries(glossary: Glossary, words: Mapping[str, PageWords]) -> tuple[FinderEntry, ...]:
    """An entry for each slug in `words`, which hold those of its page, in their order."""
    replaced = _replaced(glossary)
    telling = telling_words(words).items()
    return tuple(_entry(glossary.by_slug[slug], replaced.get(slug, []), found) for slug, found in telling)


def role_texts(glossary: Glossary, role_title: str) -> dict[str, str]:
    """By slug, the plain text of the terms that say something to one role."""
    texts = {}
    for term in glossary.terms:
        section = term.section("For your role")
        for entry in section.entries if section else ():
            if entry.heading == role_title:
                texts[term.slug] = plain_text(entry.markdown)
    return texts


def _entry(term: Term, replaced: list[Term], words: dict[int, str]) -> FinderEntry:
    return FinderEntry(
        slug=term.slug,
        title=term.title,
        summary=term.summary,
        names=term.names[1:],
        forms=term.forms,
        former=tuple(name for old in replaced for name in (*old.names, *old.forms)),
        asked=term.asked_as,
        words=words,
    )


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
