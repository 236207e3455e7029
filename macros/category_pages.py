"""The categories side by side, and the page of each with its terms, in parts where they are many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from glossary import prose
from glossary.glossary import Glossary
from glossary.settings import Category
from glossary.term import Term
from macros.parts import Part, fits_one_page, guide_words, split

CATEGORIES_PATH = "category/index.md"
# How many terms stand for a category in a large glossary.
EXAMPLES = 12


@dataclass(frozen=True)
class CategoryPage:
    """A category's terms or a part of them; the introduction stands on the first."""

    category: Category
    introduction: Markup
    part: Part[Term]
    count: int

    @property
    def title(self) -> str:
        """What the category is called, and which of its terms a later part has."""
        first = self.part.is_first
        return self.category.title if first else f"{self.category.title}, terms {self.part.own.label}"

    @property
    def description(self) -> str:
        """What belongs there."""
        return self.part.described(self.category.summary)


@dataclass(frozen=True)
class Shelf:
    """A category, how many terms it has, and those that are named: all, or those with most relations."""

    category: Category
    count: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class AllCategories:
    """Every category, side by side."""

    shelves: tuple[Shelf, ...]
    title: str = "Categories"
    description: str = "The terms by subject."


def category_pages(glossary: Glossary) -> dict[str, Callable[[], CategoryPage | AllCategories]]:
    """The making of each page by its source path."""
    pages: dict[str, Callable[[], CategoryPage | AllCategories]] = {CATEGORIES_PATH: partial(_all_categories, glossary)}
    for category, terms in glossary.categories.items():
        parts = split(terms, f"category/{category.slug}.md", guide_words(lambda term: term.title))
        pages |= {path: partial(_category_page, category, part, glossary) for path, part in parts.items()}
    return pages


def _all_categories(glossary: Glossary) -> AllCategories:
    most = len(glossary.terms) if fits_one_page(glossary.terms) else EXAMPLES
    shelves = glossary.categories.items()
    return AllCategories(
        tuple(Shelf(category, len(terms), glossary.most_related(terms, most)) for category, terms in shelves)
    )


def _category_page(category: Category, part: Part[Term], glossary: Glossary) -> CategoryPage:
    def link(unsafe: str) -> str:
        return glossary.linker.link(unsafe, set())

    introduction = prose.render(category.introduction, root="../../", link=link) if part.is_first else ""
    return CategoryPage(category, Markup(introduction), part, len(glossary.categories[category]))
