"""The pages that nobody writes: comparisons, learning paths, maps, what changed, is due, is checked, can be written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from glossary.glossary import Glossary
from macros.comparison_page import AllComparisons, ComparisonPage, comparison_page
from macros.maps import MapPage, map_pages
from macros.path_pages import AllPaths, PathPage, path_page
from macros.review_pages import ChangesPage, DigestPage, ReviewPage, changes_page, digest_page, review_page
from macros.rules_page import RULES_PATH, RulesPage, rules_page
from macros.write_page import WRITE_PATH, WritePage, write_page

FromTerms = ComparisonPage | AllComparisons | PathPage | AllPaths | MapPage | ChangesPage | DigestPage | ReviewPage
DerivedPage = FromTerms | RulesPage | WritePage

PATHS_PATH = "paths/index.md"

TEMPLATES: dict[type, str] = {
    ComparisonPage: "components/compare/compare.html",
    AllComparisons: "components/compare/comparisons.html",
    PathPage: "components/paths/path.html",
    AllPaths: "components/paths/paths.html",
    MapPage: "components/map/map.html",
    ChangesPage: "components/changes/changes.html",
    DigestPage: "components/changes/digest.html",
    ReviewPage: "components/changes/review.html",
    RulesPage: "components/rules/rules.html",
    WritePage: "components/write/write.html",
}


def derived_pages(glossary: Glossary, today: date) -> dict[str, Callable[[], DerivedPage]]:
    """The making of each page by its source path; a glossary without pairs or paths has no page that lists them."""
    paths = glossary.settings.paths
    pages: dict[str, Callable[[], DerivedPage]] = {
        "changes.md": partial(changes_page, glossary),
        "digest.md": partial(digest_page, glossary),
        "review.md": partial(review_page, glossary, today),
        RULES_PATH: rules_page,
        WRITE_PATH: partial(write_page, glossary),
    }
    if glossary.comparisons:
        pages["compare/index.md"] = partial(_all_comparisons, glossary)
    if paths:
        pages[PATHS_PATH] = lambda: AllPaths(tuple(path_page(path, glossary) for path in paths))
    pages |= {f"compare/{pair.slug}.md": partial(comparison_page, pair, glossary) for pair in glossary.comparisons}
    pages |= map_pages(glossary)
    return pages | {f"paths/{path.slug}.md": partial(path_page, path, glossary) for path in paths}


def derived_facts(page: DerivedPage) -> dict[str, Any]:
    """Title and description."""
    return {"title": page.title, "description": page.description}


def _all_comparisons(glossary: Glossary) -> AllComparisons:
    return AllComparisons(tuple(comparison_page(pair, glossary) for pair in glossary.comparisons))
