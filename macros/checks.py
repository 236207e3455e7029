"""The rules that the site adds to the glossary's, and the check of both without building."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from markupsafe import Markup

from calculators.errors import InputError
from glossary.cache import CACHE_FILE, Cache
from glossary.checks import ALL_RULES
from glossary.checks.context import Context
from glossary.checks.fields import GENERATED_PAGES
from glossary.checks.text import html_problems, links_lead_somewhere
from glossary.command import Checker
from glossary.glossary import Glossary
from glossary.problem import Problem
from glossary.reading import read_glossary
from glossary.reading_rules import settings_are_right
from glossary.rule import Rule, rule
from glossary.settings import Settings
from glossary.source import Section, Source
from glossary.term_files import IMAGES_FOLDER, TERMS_FOLDER
from macros.calculators import Placement
from macros.calls import Literal
from macros.ordinary_pages import OrdinaryPage, read_pages
from macros.passages import page_text
from macros.published import published_addresses_stay
from macros.registry import Macro, calculator_problems


@rule("G043")
def calls_can_be_run(found: Iterable[Problem]) -> Iterable[Problem]:
    """A macro call stands on a line of its own, names a macro that exists and gives it arguments that it takes.

    A calculator on a page is a call: a name, and in brackets literal values by name. It is data, never a program, so
    nothing else may stand between the braces. To show braces as text, put them in backticks.

    Instead of: `{{ memory_calculator("llama") }}`
    Write: `{{ memory_calculator(model="llama-3.1-8b") }}`
    """
    return found


@rule("G006")
def ordinary_pages_can_be_read(found: Iterable[Problem]) -> Iterable[Problem]:
    """A page that glossary.yml lists starts with its title and description, and names only terms that exist.

    Its front matter is read as strictly as a term's, because what stands there goes into the head of the page. In its
    text, HTML is no more than the signs it is made of, and links lead somewhere, just as in a term.

    Instead of: a file that starts with `# About`
    Write: `---`, `title: About`, `description: Who makes this.`, `---`, then the text
    """
    return found


SITE_RULES = (calls_can_be_run, ordinary_pages_can_be_read, published_addresses_stay)
RULES: tuple[Rule[...], ...] = tuple(sorted((*ALL_RULES, *SITE_RULES), key=lambda rule: rule.code))


def check_site(root: Path, settings: Settings, today: date) -> tuple[int, list[Problem]]:
    """How many terms there are, and what the glossary's rules and the site's find."""
    glossary, problems = read_glossary(root, settings, today, cache=Cache(root / CACHE_FILE))
    _, found = checked_pages(root, glossary)
    return len(glossary.terms), sorted([*problems, *found, *call_problems(glossary)])


def call_problems(glossary: Glossary) -> Iterator[Problem]:
    """What is wrong with the macro calls of terms, found without making their pages."""
    a_page = page_text("", glossary, workers={})
    macros = {name: _tried_once(macro) for name, macro in a_page.macros.items()}
    for term in glossary.terms:
        blocks = [block for section in term.sections for block in section.blocks()]
        text = replace(a_page, path=term.path, macros=macros, problems=[])
        for block in blocks:
            if "{{" in block.markdown or "{%" in block.markdown:
                text.html(block.markdown, block.markdown_line, _as_paragraphs)
        yield from calls_can_be_run(text.problems)


def _tried_once(macro: Macro) -> Macro:
    """A macro that renders nothing and refuses what `macro` refuses, which is asked once for the same arguments."""
    refusals: dict[str, str] = {}

    def tried(placement: Placement, /, **arguments: Literal) -> Markup:
        key = repr(sorted(arguments.items()))
        if key not in refusals:
            try:
                macro(placement, **arguments)
                refusals[key] = ""
            except InputError as error:
                refusals[key] = str(error)
        if refusals[key]:
            raise InputError(refusals[key])
        return Markup()

    return tried


def page_call_problems(pages: Iterable[OrdinaryPage], glossary: Glossary) -> Iterator[Problem]:
    """What is wrong with the macro calls of ordinary pages, found without making them."""
    for page in pages:
        text = page_text(page.path, glossary, workers={})
        text.html(page.markdown, page.markdown_line, _as_paragraphs)
        yield from calls_can_be_run(text.problems)


def checked_pages(
    root: Path, glossary: Glossary, *, with_calls: bool = True
) -> tuple[dict[str, OrdinaryPage], list[Problem]]:
    """The ordinary pages that could be read, by file name, and what is wrong with any of them.

    Without calls for whoever makes the pages, which runs them.
    """
    pages, found = read_pages(root, glossary.settings)
    problems = [*settings_are_right(calculator_problems(glossary.settings)), *ordinary_pages_can_be_read(found)]
    for page in pages.values():
        problems += ordinary_pages_can_be_read(page.unknown_terms(glossary))
    if with_calls:
        problems += page_call_problems(pages.values(), glossary)
    problems += _text_problems(root, glossary, pages)
    return pages, problems


def _text_problems(root: Path, glossary: Glossary, pages: Mapping[str, OrdinaryPage]) -> Iterator[Problem]:
    """What is wrong with the links and the HTML in the text of ordinary pages."""
    sources = tuple(
        Source(page.path, page.front_matter, (Section("", page.markdown_line, page.markdown, page.markdown_line),))
        for page in pages.values()
    )
    slugs = frozenset(file.stem for file in (root / TERMS_FOLDER).glob("*.md")) | GENERATED_PAGES.keys()
    pictures = frozenset(f"{IMAGES_FOLDER}/{file.name}" for file in (root / TERMS_FOLDER / IMAGES_FOLDER).glob("*"))
    yield from ordinary_pages_can_be_read(html_problems(sources))
    # Of the terms only their former names count here.
    moved = tuple(term for term in glossary.terms if term.redirect_from)
    yield from links_lead_somewhere(Context(moved, sources, slugs, pictures, glossary.settings, date.min))


SITE = Checker(check_site, RULES)


def _as_paragraphs(markdown: str) -> str:
    """Enough of HTML to find the calls in."""
    return "".join(f"<p>{row}</p>" for row in markdown.split("\n"))
