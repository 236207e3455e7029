"""The small map on a term's page."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.layout.neighbors import Drawing, draw_narrow, draw_wide
from glossary.maps import hue
from glossary.neighbors import MAX_LISTED, MAX_NEIGHBORS, neighborhood
from glossary.settings import Category
from glossary.term import Term


@dataclass(frozen=True)
class NeighborMap:
    """A term's neighbors drawn for wide and for narrow places, of which the page shows one.

    `left_out` is how many more the list below it has.
    """

    drawings: dict[str, Drawing]
    hues: dict[str, int]
    categories: tuple[tuple[Category, int], ...]
    left_out: int


def neighbor_map(term: Term, glossary: Glossary) -> NeighborMap:
    """The map of `term`, with the color of each neighbor's category and the categories it needs a key for."""
    found = neighborhood(glossary.relations[term.slug])
    titles = {slug: glossary.by_slug[slug].title for slug in found.slugs}
    hues = {slug: hue(glossary.settings, glossary.by_slug[slug].category) for slug in found.slugs}
    present = {glossary.by_slug[slug].category for slug in found.slugs}
    return NeighborMap(
        drawings={
            "wide": draw_wide(term.title, found.groups, titles),
            "narrow": draw_narrow(term.title, found.groups, titles),
        },
        hues=hues,
        categories=tuple(
            (c, hue(glossary.settings, c.slug)) for c in glossary.settings.categories if c.slug in present
        ),
        left_out=min(found.left_out, MAX_LISTED - MAX_NEIGHBORS),
    )
