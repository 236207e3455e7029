"""What is here and where, for language models: https://llmstxt.org. The full file holds every term's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.exports.markdown import link, plain, term_markdown
from glossary.glossary import Glossary

INDEX_PATH = "llms.txt"
FULL_PATH = "llms-full.txt"
TWIN = "index.md"


def index(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The list of all terms with a sentence on each, by category."""
    yield INDEX_PATH, index_lines(glossary)


def full(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """Every term's text, one after the other."""
    yield FULL_PATH, full_text(glossary)


def index_lines(glossary: Glossary) -> Iterator[str]:
    """The lines of the list: name, purpose, then links to each term's Markdown."""
    settings = glossary.settings
    yield from _head(glossary)
    all_terms = link("All terms in one file", f"{settings.url}{FULL_PATH}")
    yield f"Every page has a Markdown twin: add {TWIN} to its address. {all_terms}.\n"
    for category, terms in glossary.categories.items():
        yield f"\n## {plain(category.title)}\n\n"
        for term in terms:
            yield f"- {link(term.title, settings.term_address(term.slug) + TWIN)}: {plain(term.summary)}\n"


def full_text(glossary: Glossary) -> Iterator[str]:
    """The pieces of the full text."""
    yield from _head(glossary)
    for term in glossary.terms:
        yield "\n---\n\n"
        yield from term_markdown(term, glossary)


def _head(glossary: Glossary) -> Iterator[str]:
    settings = glossary.settings
    yield f"# {plain(settings.name)}\n\n> {plain(settings.description)}\n\n"
    if settings.license:
        yield f"The text is under {link('this license', settings.license)}; give credit to {plain(settings.name)}.\n"
