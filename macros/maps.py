"""The pages that show the glossary as a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from glossary.glossary import Glossary
from glossary.layout.lens import Picture, draw
from glossary.maps import Map, fits_one_map, map_of_categories, map_of_category, map_of_terms
from glossary.settings import Category

MAP_PATH = "map/index.md"
_TITLE = "The glossary as a map"


@dataclass(frozen=True)
class MapPage:
    """A map with its picture, and the category that it is the map of, if it is that of one."""

    title: str
    description: str
    map: Map
    picture: Picture
    category: Category | None = None


def map_pages(glossary: Glossary) -> dict[str, Callable[[], MapPage]]:
    """The making of each map by its source path; a large glossary has a map of its categories and one of each."""
    if fits_one_map(glossary):
        return {MAP_PATH: partial(_map_of_all, glossary)}
    parts = {f"map/{each.slug}.md": partial(_map_of_part, each, glossary) for each in glossary.categories}
    return {MAP_PATH: partial(_map_of_categories, glossary), **parts}


def _map_of_all(glossary: Glossary) -> MapPage:
    description = f"All {len(glossary.terms)} terms by category, and how they are related."
    return _page(_TITLE, description, map_of_terms(glossary))


def _map_of_categories(glossary: Glossary) -> MapPage:
    description = "The categories and how closely they are related; each leads to a map of its terms."
    return _page(_TITLE, description, map_of_categories(glossary))


def _map_of_part(category: Category, glossary: Glossary) -> MapPage:
    count, map_ = len(glossary.categories[category]), map_of_category(glossary, category)
    shown = len(map_.points)
    most = f"Of the {count:,} terms of this category the {shown} with most relations"
    terms = f"The {count} terms of this category" if shown == count else most
    description = f"{terms}, and how they are related."
    return _page(f"Map of {category.title}", description, map_, category)


def _page(title: str, description: str, map_: Map, category: Category | None = None) -> MapPage:
    return MapPage(title, description, map_, draw(map_), category)
