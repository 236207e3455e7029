"""Finding terms by what people call them or by words in their text."""

from __future__ import annotations

from difflib import SequenceMatcher

from glossary.glossary import Glossary
from glossary.names import normal_name
from glossary.term import Term

# Two names this alike differ by a typing error or an ending.
_ALIKE = 0.8


def find(name: str, glossary: Glossary) -> Term | None:
    """The term with this id, former id or name, however it is written."""
    wanted = normal_name(name)
    for term in glossary.terms:
        if wanted in {normal_name(each) for each in (*term.names, *term.forms, term.slug, *term.redirect_from)}:
            return term
    return None


def search(query: str, glossary: Glossary, limit: int) -> list[Term]:
    """At most `limit` terms, the best first: by name, start of a name, words of a name, a name alike, and text."""
    wanted = normal_name(query)
    if not wanted:
        return []
    ranked = [(rank, term) for term in glossary.terms if (rank := _rank(wanted, term)) is not None]
    return [term for _, term in sorted(ranked, key=lambda found: found[0])[:limit]]


def _rank(wanted: str, term: Term) -> int | None:
    names = [normal_name(each) for each in (*term.names, *term.forms, term.slug)]
    words = set(wanted.split())
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(words <= set(name.split()) or set(name.split()) <= words for name in names):
        return 2
    if any(SequenceMatcher(None, wanted, name).ratio() >= _ALIKE for name in names):
        return 3
    if words <= set(normal_name(term.summary).split()):
        return 4
    blocks = [block for section in term.sections for block in section.blocks()]
    text = normal_name(" ".join(f"{block.heading} {block.markdown}" for block in blocks))
    return 5 if all(word in text for word in words) else None
