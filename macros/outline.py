"""The headings of one of our pages, for its table of contents."""

from __future__ import annotations

from dataclasses import dataclass

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
