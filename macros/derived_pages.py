"""The pages that nobody writes: comparisons, learning paths, maps, what changed, is due, is checked, can be written."""

from __future__ import annotations

from datetime import date
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


def derived_pages(glossary: Glossary, today: date) -> dict[str, DerivedPage]:
    """Each page by its source path; a glossary without pairs or paths has no page that lists them."""
    pairs = tuple(comparison_page(pair, glossary) for pair in glossary.comparisons)
    paths = tuple(path_page(path, glossary) for path in glossary.settings.paths)
    pages: dict[str, DerivedPage] = {
        "changes.md": changes_page(glossary),
        "digest.md": digest_page(glossary),
        "review.md": review_page(glossary, today),
        RULES_PATH: rules_page(),
        WRITE_PATH: write_page(glossary),
    }
    if pairs:
        pages["compare/index.md"] = AllComparisons(pairs)
    if paths:
        pages[PATHS_PATH] = AllPaths(paths)
    pages |= {f"compare/{page.comparison.slug}.md": page for page in pairs}
    return pages | map_pages(glossary) | {f"paths/{page.path.slug}.md": page for page in paths}


def derived_meta(page: DerivedPage) -> dict[str, Any]:
    """Title and description."""
    return {"title": page.title, "description": page.description}
