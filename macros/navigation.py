"""The site's parts: what the header of every page lists, and what its foot adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.addresses import page_address
from macros.all_terms import ALL_TERMS_PATH
from macros.calculators import PAGES
from macros.category_pages import CATEGORIES_PATH
from macros.derived_pages import PATHS_PATH
from macros.maps import MAP_PATH
from macros.site import Site

# Pages that share one place in the header, where each stands under its own title.
_CALCULATOR_PAGES = tuple(f"{name}.md" for name in ("calculators", *PAGES.values(), "accuracy"))


@dataclass(frozen=True)
class Part:
    """A part of the site: its first page, and the other pages that it groups."""

    title: str
    address: str
    others: tuple[Part, ...] = ()


def header(site: Site) -> tuple[Part, ...]:
    """The parts in their order, the pages about calculators grouped under the first of them."""
    own = {"index.md": "Home", ALL_TERMS_PATH: "All terms", CATEGORIES_PATH: "Categories", MAP_PATH: "Map"}
    if PATHS_PATH in site.views:
        own[PATHS_PATH] = "Learning paths"
    parts = [Part(title, page_address(path)) for path, title in own.items()]
    written = _written_pages(site)
    grouped = _parts(site, (path for path in written if path in _CALCULATOR_PAGES))
    if grouped:
        parts.append(Part("Calculators", grouped[0].address, grouped[1:]))
    return (*parts, *_parts(site, (path for path in written if path not in _CALCULATOR_PAGES)))


def footer(site: Site) -> tuple[Part, ...]:
    """The ordinary pages that the foot of every page leads to."""
    return _parts(site, (path for path in _written_pages(site) if path.removesuffix(".md") not in PAGES.values()))


def _written_pages(site: Site) -> list[str]:
    """Source paths of the ordinary pages but the first, in the order of glossary.yml."""
    return [f"{name}.md" for name in site.glossary.settings.pages if name != "index"]


def _parts(site: Site, paths: Iterable[str]) -> tuple[Part, ...]:
    return tuple(Part(site.pages[path].fields.title, page_address(path)) for path in paths)
