"""The headings of a page, for its table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.prose import PageHeading
from macros.site import View
from macros.term_page import TermPage


@dataclass(frozen=True)
class Heading:
    """A heading with those below it."""

    text: str
    anchor: str
    level: int
    children: tuple[Heading, ...] = ()


def outline(view: View, title: str) -> list[Heading]:
    """The headings of a page in their order; pages that are lists have their title alone, for the skip link."""
    return term_outline(view) if isinstance(view, TermPage) else [Heading(title, "top", 1)]


def term_outline(view: TermPage) -> list[Heading]:
    """The page's question with a heading for each block, and each block's entries below it."""
    term = view.term
    blocks = [
        Heading(block.heading, block.anchor, 2, tuple(Heading(e.heading_text, e.anchor, 3) for e in block.entries))
        for block in view.blocks
    ]
    tail = [
        ("Dated claims", "dated-claims", term.facts),
        ("Related terms", "related-terms", view.related),
        ("Used in", "used-in", view.used_in),
        ("Continue learning", "continue-learning", term.learn),
        ("Tools", "tools", term.tools),
        ("Sources", "sources", term.sources),
    ]
    blocks += [Heading(text, anchor, 2) for text, anchor, present in tail if present]
    return [Heading(term.question, "top", 1, tuple(blocks))]


def page_outline(headings: Sequence[PageHeading]) -> list[Heading]:
    """The headings of an ordinary page, each with the deeper ones that follow it below it."""
    found: list[Heading] = []
    start = 0
    while start < len(headings):
        first = headings[start]
        end = next((i for i in range(start + 1, len(headings)) if headings[i].level <= first.level), len(headings))
        found.append(Heading(first.text, first.anchor, first.level, tuple(page_outline(headings[start + 1 : end]))))
        start = end
    return found
