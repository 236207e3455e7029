"""A page's text with its macro calls: Markdown in, safe HTML with live parts out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from calculators.errors import InputError
from glossary.diagrams import Diagram
from glossary.glossary import Glossary
from glossary.problem import Problem
from glossary.term_files import TERMS_FOLDER
from macros.bundle import Workers
from macros.calculators import Placement
from macros.calls import Call, Passage, find_calls
from macros.registry import MACROS, Macro, macros_of


@dataclass
class PageText:
    """Converts the pieces of one page and keeps what went wrong, so that every problem is reported at once.

    `workers` are the paths of the calculators' workers, `slugs` the terms and pages that a calculator may link to,
    `diagrams` the drawings that the page may show, and `macros` what its text may call.
    """

    path: str
    workers: Workers
    slugs: Collection[str] = frozenset()
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    macros: Mapping[str, Macro] = field(default_factory=lambda: MACROS)
    problems: list[Problem] = field(default_factory=list)
    _placed: int = 0

    def html(self, markdown: str, first_line: int, to_html: Callable[[str], str]) -> Markup:
        """The HTML of `markdown`, which starts on `first_line`; `to_html` converts Markdown without calls."""
        passage = self.passage(markdown, first_line)
        return Markup(self.fill(passage, to_html(passage.markdown)))

    def passage(self, markdown: str, first_line: int) -> Passage:
        """The text with its calls taken out."""
        passage, problems = find_calls(markdown, self.path, first_line, self.macros)
        self.problems += problems
        return passage

    def fill(self, passage: Passage, html: str) -> str:
        """The converted text with its calls rendered."""
        return passage.fill(html, self._render)

    @property
    def _root(self) -> str:
        """The way from this page's address to the site's root: each page but the home page has a folder of its own."""
        return "" if self.path == f"{TERMS_FOLDER}/index.md" else "../"

    def _render(self, call: Call) -> Markup:
        self._placed += 1
        element_id = f"{call.name.replace('_', '-')}-{self._placed}"
        placement = Placement(element_id, self.workers, self._root, self.slugs, self.diagrams)
        try:
            return self.macros[call.name](placement, **call.arguments)
        except InputError as error:
            self.problems.append(Problem(self.path, call.line, f"{call.name}: {error}"))
            return Markup()


def ground_of_calls(glossary: Glossary, workers: Workers) -> str:
    """A hash of all that a call may draw on besides its own arguments and the settings."""
    drawn_on = (sorted(workers.items()), sorted(glossary.by_slug), sorted(glossary.diagrams.items()))
    return hashlib.sha256(repr(drawn_on).encode()).hexdigest()


def page_text(path: str, glossary: Glossary, workers: Workers) -> PageText:
    """The text of the page at `path`, whose calculators may link to every term and ordinary page."""
    slugs = frozenset(glossary.by_slug) | frozenset(glossary.settings.pages)
    macros = macros_of(glossary.settings.calculators)
    return PageText(path, workers, slugs, glossary.diagrams, macros)
