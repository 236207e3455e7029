"""Every page of the site that is made from the glossary, or every problem that stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from glossary import prose
from glossary.cache import NO_CACHE, Cache
from glossary.checks import ERROR_RULES
from glossary.exports import EXPORTS
from glossary.glossary import Glossary
from glossary.problem import GlossaryError
from glossary.reading import read_glossary
from glossary.review_history import past_reviews
from glossary.settings import SETTINGS_FILE, Category, load_settings
from glossary.term import Term
from glossary.term_files import TERMS_FOLDER
from macros.bundle import Workers
from macros.calculators import PAGES
from macros.checks import call_problems, calls_can_be_run, checked_pages
from macros.comparison_page import ComparisonPage
from macros.derived_pages import PATHS_PATH, TEMPLATES, DerivedPage, derived_meta, derived_pages
from macros.maps import MAP_PATH
from macros.ordinary_pages import OrdinaryPage
from macros.passages import page_text
from macros.path_pages import PathPage
from macros.published import published_addresses_stay, read_published
from macros.redirects import renamed_addresses
from macros.term_page import TermPage, term_page
from macros.term_text import term_texts

ALL_TERMS_PATH = "a-z.md"
CATEGORIES_PATH = "category/index.md"
# Pages that share one place in the navigation, where each stands under its own title.
CALCULATOR_PAGES = tuple(f"{name}.md" for name in ("calculators", *PAGES.values(), "accuracy"))


@dataclass(frozen=True)
class AllTerms:
    """The A–Z: every term by letter."""

    letters: dict[str, tuple[Term, ...]]


@dataclass(frozen=True)
class CategoryPage:
    """A category with its introduction and its terms."""

    category: Category
    introduction: Markup
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class AllCategories:
    """Every category, side by side."""


View = TermPage | CategoryPage | AllCategories | AllTerms | DerivedPage

_TEMPLATES: dict[type, str] = {
    TermPage: "components/term/term.html",
    CategoryPage: "components/category/category.html",
    AllCategories: "components/category/categories.html",
    AllTerms: "components/all-terms/all-terms.html",
    **TEMPLATES,
}


@dataclass(frozen=True)
class Site:
    """The glossary, what pages show and the ordinary pages, by source path; the paths of the calculators' workers.

    `moved` holds the current address of each page that had another.
    """

    glossary: Glossary
    views: dict[str, View]
    pages: dict[str, OrdinaryPage]
    workers: Workers
    moved: dict[str, str] = field(default_factory=dict)

    def article(self, path: str) -> tuple[Markup, tuple[prose.PageHeading, ...]]:
        """The text of the ordinary page at `path` as HTML, its calls rendered, and its headings."""
        page, headings = self.pages[path], list[prose.PageHeading]()

        def to_html(markdown: str) -> str:
            html, found = prose.render_page(markdown, root="" if path == "index.md" else "../")
            headings.extend(found)
            return html

        text = page_text(page.path, self.glossary, self.workers)
        return text.html(page.markdown, page.markdown_line, to_html), tuple(headings)

    @cached_property
    def generated_pages(self) -> tuple[str, ...]:
        """Source paths of the pages that no file in terms/ holds."""
        return tuple(path for path, view in self.views.items() if not isinstance(view, TermPage))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What each page is called, by its address."""
        return {page_address(path): str(self.facts(path)["title"]) for path in (*self.pages, *self.views)}

    @property
    def navigation(self) -> list[str | dict[str, str] | dict[str, list[str]]]:
        """The site's top level; terms stay out of it, because MkDocs spends quadratic time on what is in."""
        pages = {"Home": "index.md", "All terms": ALL_TERMS_PATH, "Categories": CATEGORIES_PATH, "Map": MAP_PATH}
        if PATHS_PATH in self.views:
            pages["Learning paths"] = PATHS_PATH
        grouped = [path for path in self.written_pages if path in CALCULATOR_PAGES]
        calculators = [{"Calculators": grouped}] if grouped else []
        written = [path for path in self.written_pages if path not in CALCULATOR_PAGES]
        return [*({title: path} for title, path in pages.items()), *calculators, *written]

    @property
    def written_pages(self) -> list[str]:
        """Source paths of the ordinary pages but the first; the navigation takes their titles from the pages."""
        return [f"{name}.md" for name in self.glossary.settings.pages if name != "index"]

    @property
    def footer_pages(self) -> list[str]:
        """Source paths of the ordinary pages that the foot of every page leads to."""
        return [path for path in self.written_pages if path.removesuffix(".md") not in PAGES.values()]

    def source(self, path: str) -> tuple[str, int] | None:
        """The file that a person edits to change the page, and the line where it begins; None where there is no one."""
        if path in self.pages:
            return self.pages[path].path, 1
        settings = self.glossary.settings
        match self.views[path]:
            case TermPage(term=term):
                return term.path, 1
            case CategoryPage(category=category):
                return SETTINGS_FILE, settings.line("categories", settings.categories.index(category))
            case PathPage(path=learning_path):
                return SETTINGS_FILE, settings.line("paths", settings.paths.index(learning_path))
            case _:
                return None

    def is_ours(self, path: str) -> bool:
        """True for a page made from the glossary rather than written as an ordinary page."""
        return path in self.views

    def template(self, path: str) -> str:
        """The theme's template that lays out the page's article."""
        return _TEMPLATES[type(self.views[path])]

    def meta(self, path: str) -> dict[str, Any]:
        """What the theme and the sitemap need to know before the article: title, description, sidebars, day.

        Texts are HTML, as MkDocs has them: templates print them as they are.
        """
        return {name: escape(value) if isinstance(value, str) else value for name, value in self.facts(path).items()}

    def facts(self, path: str) -> dict[str, Any]:
        """The same with texts as they were written."""
        if path in self.pages:
            return self.pages[path].fields.model_dump(exclude_none=True)
        reviewed = max((term.reviewed for term in terms_of(self.views[path])), default=None)
        return self._meta(path) | ({"reviewed": reviewed} if reviewed else {})

    def _meta(self, path: str) -> dict[str, Any]:
        view, lists = self.views[path], {"hide": ["toc"]}
        match view:
            case TermPage():
                meta = {"title": view.term.question, "description": view.term.summary}
                return {**meta, "card": view.term.slug}
            case CategoryPage():
                return {"title": view.category.title, "description": view.category.summary, **lists}
            case AllCategories():
                return {"title": "Categories", "description": "The terms by subject.", **lists}
            case AllTerms():
                name = self.glossary.settings.name
                return {
                    "title": "All terms from A to Z",
                    "description": f"Every term of the {name} by its first letter.",
                    **lists,
                }
            case _:
                return {**derived_meta(view), **lists}


def load_site(root: Path, today: date, workers: Workers, cache: Cache = NO_CACHE) -> Site:
    """The site of the repository at `root`, its calculators starting `workers`.

    GlossaryError lists the errors of all files, macro calls included.
    """
    settings = load_settings(root)
    glossary, problems = read_glossary(root, settings, today, ERROR_RULES)
    pages, found = checked_pages(root, glossary)
    problems += found
    if problems:
        # References may dangle, so no page can be made; the calls can still be judged.
        raise GlossaryError([*problems, *call_problems(glossary)])
    glossary = replace(glossary, past_reviews=past_reviews(root / TERMS_FOLDER, glossary.terms))
    texts = term_texts(glossary, workers, cache)
    problems += calls_can_be_run(problem for text in texts.values() for problem in text.problems)
    if problems:
        raise GlossaryError(problems)
    glossary = replace(glossary, known_mentions={slug: text.mentions for slug, text in texts.items()})
    views: dict[str, View] = {
        f"{term.slug}.md": term_page(term, glossary, texts[term.slug].blocks, today) for term in glossary.terms
    }
    views |= {f"category/{category.slug}.md": _category_page(category, glossary) for category in glossary.categories}
    views |= {CATEGORIES_PATH: AllCategories(), ALL_TERMS_PATH: AllTerms(glossary.letters)}
    views |= derived_pages(glossary, today)
    moved = renamed_addresses(glossary)
    site = Site(glossary, views, pages, workers, moved)
    published = read_published(root)
    problems += published_addresses_stay(published, site.titles, moved, [export.path for export in EXPORTS])
    if problems:
        raise GlossaryError(problems)
    return replace(site, moved=moved | {each.address: each.moved_to for each in published if each.moved_to})


def page_address(source_path: str) -> str:
    """Where a page stands, from the site's root, by the path of its source: `a-z.md` becomes `a-z/`."""
    return source_path.removesuffix("index.md") if source_path.endswith("index.md") else f"{source_path[:-3]}/"


def _category_page(category: Category, glossary: Glossary) -> CategoryPage:
    introduction = prose.render(
        category.introduction, root="../../", link=lambda unsafe: glossary.linker.link(unsafe, set())
    )
    return CategoryPage(category, Markup(introduction), glossary.categories[category])


def terms_of(view: View) -> tuple[Term, ...]:
    """The terms whose text a page shows: what was checked with them was checked on it."""
    match view:
        case TermPage(term=term):
            return (term,)
        case CategoryPage(terms=terms):
            return terms
        case ComparisonPage(sides=sides):
            return tuple(side.term for side in sides)
        case PathPage(steps=steps):
            return tuple(step.term for step in steps)
        case _:
            return ()
