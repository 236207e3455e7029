"""A term as Markdown that stands on its own: whole addresses, and in words what front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.glossary import Glossary
from glossary.linking import absolute_links
from glossary.neighbors import MAX_LISTED, RELATED, listed
from glossary.sections import in_page_order
from glossary.settings import Settings
from glossary.source import Section
from glossary.term import Term

# The last three make addresses, which GitHub's Markdown turns into links by itself.
_MARKUP = re.compile(r"[\\`*_\[\]<>|&~]|@|:(?=//)|(?<=[wW]{3})\.")
# What starts a list, a heading or a line below a heading where it stands first.
_BLOCK_START = re.compile(r"^(\d*)([-+=#.)])")


def term_markdown(term: Term, glossary: Glossary) -> Iterator[str]:
    """The lines of a term's page: question, summary, facts, text, relations and sources."""
    settings = glossary.settings
    yield f"# {plain(term.question)}\n\n> {plain(term.summary)}\n\n"
    yield from (f"- {label}: {value}\n" for label, value in _facts(term, settings))
    for section in in_page_order(term.sections, settings.section_kinds):
        yield from section_markdown(section, term, settings, level=2)
    if term.facts:
        yield "\n## Dated claims\n\n"
        for fact in term.facts:
            source = link("source", fact.source)
            yield f"- {plain(fact.claim)} (as of {fact.as_of}, {source}, check again by {fact.expires})\n"
    yield "\n## Related terms\n\n"
    for relation in listed(glossary.relations[term.slug]):
        yield f"- {relation.label}: {term_link(glossary.by_slug[relation.target], settings)}. {plain(relation.why)}\n"
    if glossary.related_count[term.slug] > MAX_LISTED:
        yield f"- {link('All related terms', f'{settings.term_address(term.slug)}{RELATED}')}\n"
    for heading, items in (("Continue learning", term.learn), ("Tools", term.tools)):
        if items:
            yield f"\n## {heading}\n\n"
            yield from (f"- {link(i.title, i.url)}{f': {plain(i.note)}' if i.note else ''}\n" for i in items)
    yield "\n## Sources\n\n"
    yield from (f"- {link(source.title, source.url)}, {source.date}\n" for source in term.sources)


def section_markdown(section: Section, term: Term, settings: Settings, level: int) -> Iterator[str]:
    """A section with the parts below it, its heading with `level` marks."""
    yield f"\n{'#' * level} {section.heading}\n"
    text = section_text(section, term, settings)
    if text:
        yield f"\n{text}\n"
    for entry in section.entries:
        yield from section_markdown(entry, term, settings, level + 1)


def section_text(section: Section, term: Term, settings: Settings) -> str:
    """The Markdown below a heading and above the headings below it, with whole addresses."""
    return absolute_links(section.markdown, settings.url, settings.term_address(term.slug)).strip()


def term_link(term: Term, settings: Settings) -> str:
    """A link to a term's page under its title."""
    return link(term.title, settings.term_address(term.slug))


def link(label: str, address: str) -> str:
    """A Markdown link; what would end its address early is written as a percent sign and a number."""
    safe = re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", address)
    target = f"<{safe}>" if "(" in safe or ")" in safe else safe
    return f"[{plain(label)}]({target})"


def plain(text: str) -> str:
    """Text without markup on one line, with the signs that Markdown would obey written so that it shows them."""
    line = _MARKUP.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
    return _BLOCK_START.sub(r"\1\\\2", line)


def _facts(term: Term, settings: Settings) -> Iterator[tuple[str, str]]:
    """What stands beside the text on the page, as label and value in Markdown."""
    yield "Address", settings.term_address(term.slug)
    if term.names[1:]:
        yield "Also called", plain(", ".join(term.names[1:]))
    if term.disambiguation:
        yield "Other meanings", plain(term.disambiguation)
    yield "Category", plain(settings.category_by_slug[term.category].title)
    yield "Level", plain(settings.level_by_slug[term.level].title)
    if term.status != "published":
        yield "Status", term.status
    if term.replaced_by:
        yield "Replaced by", settings.term_address(term.replaced_by)
    yield "Reviewed", f"{term.reviewed}, next by {term.next_review}"
