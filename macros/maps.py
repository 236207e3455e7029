"""The pages that show the glossary as a map."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.layout.lens import Picture, draw
from glossary.maps import Map, fits_one_map, map_of_categories, map_of_category, map_of_terms

MAP_PATH = "map/index.md"


@dataclass(frozen=True)
class MapPage:
    """A map with its picture; `part` is true for the map of one category."""

    title: str
    description: str
    map: Map
    picture: Picture
    part: bool = False


def map_pages(glossary: Glossary) -> dict[str, MapPage]:
    """The map of the glossary by its source path; a large glossary has a map of its categories and one of each."""
    if fits_one_map(glossary):
        description = f"All {len(glossary.terms)} terms by category, and how they are related."
        return {MAP_PATH: _page("The glossary as a map", description, map_of_terms(glossary))}
    description = "The categories and how closely they are related; each leads to a map of its terms."
    pages = {MAP_PATH: _page("The glossary as a map", description, map_of_categories(glossary))}
    for category, terms in glossary.categories.items():
        description = f"The {len(terms)} terms of this category, and how they are related."
        page = _page(f"Map of {category.title}", description, map_of_category(glossary, category), part=True)
        pages[f"map/{category.slug}.md"] = page
    return pages


def _page(title: str, description: str, map_: Map, *, part: bool = False) -> MapPage:
    return MapPage(title, description, map_, draw(map_), part)
