"""The pages that nobody writes: lists of terms, comparisons, learning paths, maps, what changed, what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeAlias

from glossary.glossary import Glossary
from macros.all_terms import AllTerms, LetterPage, LettersPage, all_terms_pages
from macros.category_pages import AllCategories, CategoryPage, category_pages
from macros.comparison_page import AllComparisons, ComparisonPage, comparison_pages
from macros.maps import MapPage, map_pages
from macros.path_pages import AllPaths, PathPage, path_page
from macros.related_pages import RelatedPage, related_pages
from macros.review_pages import ChangesPage, DigestPage, ReviewPage, review_pages
from macros.rules_page import RULES_PATH, RulesPage, rules_page
from macros.write_page import WRITE_PATH, WritePage, write_page

List: TypeAlias = (
    AllTerms | LettersPage | LetterPage | AllCategories | CategoryPage | AllComparisons | AllPaths | RelatedPage
)
DerivedPage: TypeAlias = (
    List | ComparisonPage | PathPage | MapPage | ChangesPage | DigestPage | ReviewPage | RulesPage | WritePage
)

PATHS_PATH = "paths/index.md"

TEMPLATES: dict[type, str] = {
    AllTerms: "components/all-terms/all-terms.html",
    LettersPage: "components/all-terms/letters.html",
    LetterPage: "components/all-terms/letter.html",
    AllCategories: "components/category/categories.html",
    CategoryPage: "components/category/category.html",
    ComparisonPage: "components/compare/compare.html",
    AllComparisons: "components/compare/comparisons.html",
    PathPage: "components/paths/path.html",
    AllPaths: "components/paths/paths.html",
    MapPage: "components/map/map.html",
    RelatedPage: "components/term/related.html",
    ChangesPage: "components/changes/changes.html",
    DigestPage: "components/changes/digest.html",
    ReviewPage: "components/changes/review.html",
    RulesPage: "components/rules/rules.html",
    WritePage: "components/write/write.html",
}


def derived_pages(glossary: Glossary, today: date) -> Mapping[str, Callable[[], DerivedPage]]:
    """The making of each page by its source path; a glossary without paths has no page that lists them."""
    paths = glossary.settings.paths
    pages: dict[str, Callable[[], DerivedPage]] = {
        **all_terms_pages(glossary),
        **category_pages(glossary),
        **comparison_pages(glossary),
        **related_pages(glossary),
        **map_pages(glossary),
        **review_pages(glossary, today),
        **{f"paths/{path.slug}.md": partial(path_page, path, glossary) for path in paths},
        RULES_PATH: rules_page,
        WRITE_PATH: partial(write_page, glossary),
    }
    if paths:
        pages[PATHS_PATH] = lambda: AllPaths(tuple(path_page(path, glossary) for path in paths))
    return pages
