"""Every page of the site that is made from the glossary, or every problem that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from glossary.cache import NO_CACHE, Cache
from glossary.checks import ERROR_RULES
from glossary.exports import EXPORTS
from glossary.glossary import Glossary
from glossary.lazy import Lazy
from glossary.problem import GlossaryError
from glossary.reading import Reader
from glossary.review_history import past_reviews
from glossary.settings import SETTINGS_FILE, load_settings
from glossary.term import Term
from glossary.term_files import TERMS_FOLDER
from macros.addresses import page_address
from macros.articles import Article, Articles
from macros.bundle import Workers
from macros.category_pages import CategoryPage
from macros.checks import call_problems, calls_can_be_run, checked_pages, page_call_problems
from macros.comparison_page import ComparisonPage
from macros.derived_pages import TEMPLATES, DerivedPage, derived_pages
from macros.ordinary_pages import OrdinaryPage
from macros.parts import pages_of_gone_parts
from macros.path_pages import PathPage
from macros.published import published_addresses_stay, read_published
from macros.redirects import renamed_addresses
from macros.term_page import TermPage, term_page
from macros.term_text import TermText, TermTexts

View = TermPage | DerivedPage

_TEMPLATES: dict[type, str] = {TermPage: "components/term/term.html", **TEMPLATES}


@dataclass(frozen=True)
class Site:
    """The glossary, what its pages show, and the ordinary pages with their text, by source path.

    `moved` holds the current address of each page that had another.
    """

    glossary: Glossary
    views: Mapping[str, View]
    pages: Mapping[str, OrdinaryPage]
    articles: Mapping[str, Article]
    moved: dict[str, str] = field(default_factory=dict)

    def title(self, address: str) -> str:
        """What the page at an address is called."""
        return str(self.facts(self.paths[address])["title"])

    @cached_property
    def paths(self) -> dict[str, str]:
        """The source path of each page by its address."""
        return {page_address(path): path for path in (*self.pages, *self.views)}

    @property
    def sitemap(self) -> Iterator[tuple[str, date | None]]:
        """The whole address of each page, and the day when a person last checked what it shows."""
        for address, path in sorted(self.paths.items()):
            yield f"{self.glossary.settings.url}{address}", self.reviewed(path)

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

    def template(self, path: str) -> str:
        """The theme's template that lays out the page's article."""
        return _TEMPLATES[type(self.views[path])]

    def reviewed(self, path: str) -> date | None:
        """The day when a person last checked one of the terms whose text the page shows."""
        if path in self.pages:
            return None
        term = self._term(path)
        terms = (term,) if term else terms_of(self.views[path])
        return max((each.reviewed for each in terms), default=None)

    def facts(self, path: str) -> dict[str, Any]:
        """What a page's head says: title, description, the picture where it is shared, and what it goes without."""
        if path in self.pages:
            return self.pages[path].fields.model_dump(exclude_none=True)
        if term := self._term(path):
            return {"title": term.question, "description": term.summary, "card": term.slug}
        view = self.views[path]
        assert not isinstance(view, TermPage), "its term was found"
        return {"title": view.title, "description": view.description, "hide": ["toc"]}

    def _term(self, path: str) -> Term | None:
        return self.glossary.by_slug.get(path.removesuffix(".md"))


class SiteLoader:
    """Reads the site of the repository at `root`, its calculators starting `workers`, again and again."""

    def __init__(self, root: Path, workers: Workers, cache: Cache = NO_CACHE) -> None:
        self._root = root
        self._reader = Reader(root, ERROR_RULES, cache)
        self._texts, self._articles = TermTexts(workers, cache), Articles(workers, cache)

    def load(self, today: date) -> Site:
        """The site as of `today`. GlossaryError lists the errors of all files, macro calls included."""
        settings = load_settings(self._root)
        glossary, problems = self._reader.read(settings, today)
        pages, found = checked_pages(self._root, glossary, with_calls=False)
        problems += found
        if problems:
            # References may dangle, so no page can be made; the calls can still be judged.
            raise GlossaryError([*problems, *page_call_problems(pages.values(), glossary), *call_problems(glossary)])
        glossary = replace(glossary, past_reviews=past_reviews(self._root / TERMS_FOLDER, glossary.terms))
        texts, articles = self._texts.of(glossary), self._articles.of(pages, glossary)
        found = [problem for text in texts.values() for problem in text.problems]
        found += [problem for article in articles.values() for problem in article.problems]
        problems += calls_can_be_run(found)
        if problems:
            raise GlossaryError(problems)
        glossary = replace(glossary, known_links={slug: text.links for slug, text in texts.items()})
        site = Site(glossary, _views(glossary, texts, today), pages, articles)
        moved = renamed_addresses(glossary)
        published = read_published(self._root)
        gone = (each.address for each in published if not each.moved_to)
        moved |= pages_of_gone_parts(gone, site.paths, moved)
        problems += published_addresses_stay(published, site.paths, moved, [export.path for export in EXPORTS])
        if problems:
            raise GlossaryError(problems)
        return replace(site, moved=moved | {each.address: each.moved_to for each in published if each.moved_to})


def _views(glossary: Glossary, texts: Mapping[str, TermText], today: date) -> Mapping[str, View]:
    def of_term(term: Term) -> TermPage:
        return term_page(term, glossary, texts[term.slug].blocks, today)

    makers: dict[str, Callable[[], View]] = {f"{term.slug}.md": partial(of_term, term) for term in glossary.terms}
    makers |= derived_pages(glossary, today)
    return Lazy(makers, lambda path: makers[path]())


def terms_of(view: View) -> tuple[Term, ...]:
    """The terms whose text a page shows: what was checked with them was checked on it."""
    match view:
        case TermPage(term=term):
            return (term,)
        case CategoryPage(part=part):
            return part.entries
        case ComparisonPage(sides=sides):
            return tuple(side.term for side in sides)
        case PathPage(steps=steps):
            return tuple(step.term for step in steps)
        case _:
            return ()
