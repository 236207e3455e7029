"""A term's text as its page shows it: safe HTML of each section, and the terms that were linked on the way.

Converting the text is most of what a page costs, so it is kept from build to build (`glossary/cache.py`).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from markupsafe import Markup
from pydantic import PlainSerializer, PlainValidator, TypeAdapter

from glossary import prose
from glossary.anchors import entry_anchor, entry_role
from glossary.autolinks import PageLinks
from glossary.cache import Cache
from glossary.glossary import Glossary
from glossary.linking import linked_slugs
from glossary.problem import Problem
from glossary.sections import SectionKind, Shape, example_text, in_page_order, myth_parts
from glossary.source import Section
from glossary.term import Term
from macros.bundle import Workers
from macros.passages import PageText, ground_of_calls, page_text

Html = Annotated[Markup, PlainValidator(Markup), PlainSerializer(str)]


@dataclass(frozen=True)
class Entry:
    """A `###` part of a section: an example, a myth, a question or a role's text; `role` where it is for one alone."""

    anchor: str
    heading: Html
    heading_text: str
    html: Html
    parts: dict[str, Html]
    role: str = ""


@dataclass(frozen=True)
class Block:
    """A section as the page shows it; `line` is its place in the file, `kind` names the template that lays it out."""

    anchor: str
    heading: str
    line: int
    kind: str
    html: Html
    entries: tuple[Entry, ...]


_BLOCKS = TypeAdapter(tuple[Block, ...])
_FACTS = TypeAdapter(tuple[frozenset[str], tuple[Problem, ...]])


@dataclass(frozen=True, slots=True)
class TermText:
    """The slugs that a term's text links to, what is wrong in its calls, and its sections, packed.

    All texts are in memory while a site is made; as JSON each takes a third of what its parts would.
    """

    links: frozenset[str]
    problems: tuple[Problem, ...]
    packed: bytes

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The term's sections in the order of the page."""
        return _BLOCKS.validate_json(self.packed)

    @classmethod
    def read(cls, kept: bytes) -> TermText:
        """The text that `kept` was made from."""
        facts, _, packed = kept.partition(b"\n")
        links, problems = _FACTS.validate_json(facts)
        return cls(frozenset(map(sys.intern, links)), problems, packed)

    def kept(self) -> bytes:
        """All of it, to be read again."""
        return _FACTS.dump_json((self.links, self.problems)) + b"\n" + self.packed


class TermTexts:
    """The texts of a glossary's terms; asked again after an edit, it makes those that the edit may have changed."""

    def __init__(self, workers: Workers, cache: Cache) -> None:
        self._workers, self._cache = workers, cache
        self._around: tuple[object, ...] = ()
        self._known: dict[str, tuple[Term, TermText]] = {}

    def of(self, glossary: Glossary) -> dict[str, TermText]:
        """The text of each term by slug."""
        around = (glossary.linker, glossary.settings, glossary.diagrams)
        known = self._known if around == self._around else {}
        new = [term for term in glossary.terms if term.slug not in known or known[term.slug][0] is not term]
        texts = self._made(new, glossary)
        self._around = around
        self._known = {t.slug: (t, texts[t.slug]) if t.slug in texts else known[t.slug] for t in glossary.terms}
        return {slug: text for slug, (_, text) in self._known.items()}

    def _made(self, terms: Sequence[Term], glossary: Glossary) -> dict[str, TermText]:
        where = _Surroundings(glossary, self._workers)

        def make(slug: str) -> bytes:
            return term_text(glossary.by_slug[slug], glossary, self._workers).kept()

        made_from = ((term.slug, where.made_from(term)) for term in terms)
        return {slug: TermText.read(text) for slug, text in self._cache.results("term text", made_from, make)}


def term_text(term: Term, glossary: Glossary, workers: Workers) -> TermText:
    """The text of one term, converted."""
    text = page_text(term.path, glossary, workers)
    links = glossary.linker.page(term)
    ordered = in_page_order(term.sections, glossary.settings.section_kinds)
    blocks = tuple(_block(section, text, links, glossary) for section in ordered)
    return TermText(frozenset(links.added | linked_slugs(term)), tuple(text.problems), _BLOCKS.dump_json(blocks))


class _Surroundings:
    """What, besides a term's own text, its converted text depends on."""

    def __init__(self, glossary: Glossary, workers: Workers) -> None:
        self._linker = glossary.linker
        self._settings = _hash(glossary.settings.model_dump_json())
        self._for_calls = ground_of_calls(glossary, workers)

    def made_from(self, term: Term) -> str:
        """All of it in one text: the names that it might mention, and what its calls may draw on, if it has any."""
        blocks = [block for section in term.sections for block in section.blocks()]
        names = self._linker.names_begun_in(prose.unsanitized(block.markdown) for block in blocks)
        calls = self._for_calls if any("{{" in block.markdown for block in blocks) else ""
        return f"{term.path} {self._settings} {calls} {names!r} {term.sections!r}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _block(section: Section, text: PageText, links: PageLinks, glossary: Glossary) -> Block:
    kind = glossary.settings.section_by_heading[section.heading]
    return Block(
        anchor=kind.slug,
        heading=kind.heading,
        line=section.line,
        kind=_template(kind),
        html=_html(section, section.markdown, kind.slug, text, links),
        entries=tuple(_entry(entry, section, text, links, glossary) for entry in section.entries),
    )


def _template(kind: SectionKind) -> str:
    return "prose" if kind.shape in (Shape.PROSE, Shape.LIST) else kind.shape.name.lower()


def _entry(entry: Section, section: Section, text: PageText, links: PageLinks, glossary: Glossary) -> Entry:
    anchor = entry_anchor(section, entry, glossary.settings)
    shape = glossary.settings.section_by_heading[section.heading].shape
    parts, role, markdown = {}, "", entry.markdown
    if shape is Shape.EXAMPLES:
        role = entry_role(section, entry, glossary.settings) or ""
        markdown = example_text(entry)
    if shape is Shape.MYTHS:
        parts = {
            name.lower(): _html(entry, part, f"{anchor}-{name.lower()}", text, links)
            for name, part in myth_parts(entry).items()
        }
    return Entry(
        anchor=anchor,
        heading=Markup(prose.render_line(entry.heading)),
        heading_text=prose.plain_text(entry.heading),
        html=Markup() if parts else _html(entry, markdown, anchor, text, links),
        parts=parts,
        role=role,
    )


def _html(block: Section, markdown: str, anchor: str, text: PageText, links: PageLinks) -> Markup:
    """The HTML of `markdown`, the text of a block or a part of it, with the block's first mentions linked."""
    to_html = partial(prose.render, anchor=anchor, link=partial(links.link, block))
    return text.html(markdown, block.markdown_line, to_html)
