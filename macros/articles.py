"""The text of the ordinary pages as HTML, kept from build to build: the accuracy page's tables take long to make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup
from pydantic import PlainSerializer, PlainValidator, TypeAdapter

from glossary import prose
from glossary.cache import Cache
from glossary.glossary import Glossary
from glossary.problem import Problem
from macros.bundle import Workers
from macros.ordinary_pages import OrdinaryPage
from macros.passages import ground_of_calls, page_text


@dataclass(frozen=True)
class Article:
    """A page's text with its calls rendered, its headings in their order, and what is wrong in its calls."""

    html: Annotated[Markup, PlainValidator(Markup), PlainSerializer(str)]
    headings: tuple[prose.PageHeading, ...]
    problems: tuple[Problem, ...]


_JSON = TypeAdapter(Article)


class Articles:
    """The articles of a glossary's ordinary pages; asked again after an edit, it makes those that it changed."""

    def __init__(self, workers: Workers, cache: Cache) -> None:
        self._workers, self._cache = workers, cache
        self._known: dict[str, tuple[str, Article]] = {}

    def of(self, pages: Mapping[str, OrdinaryPage], glossary: Glossary) -> dict[str, Article]:
        """The article of each of `pages`, by source path."""
        around = f"{glossary.settings.model_dump_json()} {ground_of_calls(glossary, self._workers)}"
        made_from = {path: f"{around} {page.markdown_line} {page.markdown}" for path, page in pages.items()}
        known = {path: self._known[path] for path in pages if self._known.get(path, ("",))[0] == made_from[path]}
        new = {path: text for path, text in made_from.items() if path not in known}

        def make(path: str) -> bytes:
            return _JSON.dump_json(article(pages[path], path, glossary, self._workers))

        for path, made in self._cache.results("article", new.items(), make):
            known[path] = made_from[path], _JSON.validate_json(made)
        self._known = known
        return {path: known[path][1] for path in pages}


def article(page: OrdinaryPage, path: str, glossary: Glossary, workers: Workers) -> Article:
    """The article of one page with this source path."""
    headings: list[prose.PageHeading] = []

    def to_html(markdown: str) -> str:
        html, found = prose.render_page(markdown, root="" if path == "index.md" else "../")
        headings.extend(found)
        return html

    text = page_text(page.path, glossary, workers)
    html = text.html(page.markdown, page.markdown_line, to_html)
    return Article(html, tuple(headings), tuple(text.problems))
