"""The first mention of another term in each section of a page becomes a link.

This works on the HTML that the renderer hands to the sanitizer, which says what is a heading, code, a quote or a link.
Marking up the Markdown instead would need a second opinion on all of that, and can change what it says: in `a*token*`,
brackets around the word take its emphasis away.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from glossary.linking import block_links
from glossary.mentions import Matcher
from glossary.prose import unsanitized
from glossary.sections import SECTION_BY_HEADING, Shape
from glossary.source import Section
from glossary.spellings import Spelling
from glossary.term import Term

# Inside these a word is no mention: it is code, quoted, struck out, a label or a link already.
_QUIET = {"a", "blockquote", "code", "del", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "thead"}
_QUIET_CLASS = "markdown-alert-title"
_INLINE = {"a", "code", "del", "em", "strong"}
_VOID = {"br", "hr", "img", "input"}

_PIECE = re.compile(r'<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[^<>"]|"[^"]*")*)>|[^<]+')


class Linker:
    """Links mentions of a glossary's terms; made once for all pages."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._matcher = Matcher(terms)
        self._targets = {term.slug for term in terms if term.autolink and term.status == "published"}

    def page(self, term: Term) -> PageLinks:
        """The links of one term's page."""
        return PageLinks(self, term)

    def mentioned(self, term: Term) -> set[str]:
        """The terms that mentions in a term's text link to."""
        page = self.page(term)
        for section in term.sections:
            for block in section.blocks():
                page.link(block, unsanitized(block.markdown))
        return page.added

    def names_begun_in(self, texts: Iterable[str]) -> list[tuple[Spelling, str, bool]]:
        """All that decides which words of `texts`, unsanitized HTML, become links: names, slugs, and which may link."""
        return [(name, slug, slug in self._targets) for name, slug in self._matcher.names_begun_in(texts)]

    def link(self, html: str, linked: set[str]) -> str:
        """Unsanitized `html` with a link on the first mention of each term that is not in `linked`, which grows."""
        pieces = list(_PIECE.finditer(html))
        done: list[str] = []
        quiet = [False]
        for index, piece in enumerate(pieces):
            name = piece["name"]
            if name or quiet[-1]:
                done.append(piece[0])
            else:
                done.append(self._link_text(piece[0], linked, _beside(pieces, index, -1), _beside(pieces, index, 1)))
            if piece["closing"]:
                quiet.pop()
            elif name and name not in _VOID:
                quiet.append(quiet[-1] or name in _QUIET or _QUIET_CLASS in piece["attributes"])
        return "".join(done)

    def _link_text(self, text: str, linked: set[str], before: str, after: str) -> str:
        done, position = [], 0
        for mention in self._matcher.mentions(text, before, after):
            if mention.slug in linked or mention.slug not in self._targets:
                continue
            linked.add(mention.slug)
            name = text[mention.start : mention.end]
            done += [text[position : mention.start], f'<a href="{mention.slug}.md">{name}</a>']
            position = mention.end
        return "".join([*done, text[position:]])


def linker_of(terms: Sequence[Term]) -> Linker:
    """The linker of these terms; while nothing that it depends on changes, it stays the same one."""
    return _linker(_Named(tuple(map(_naming, terms)), terms))


@dataclass(frozen=True)
class _Named:
    """Terms, of which only what names them counts."""

    naming: tuple[Hashable, ...]
    terms: Sequence[Term] = field(compare=False)


def _naming(term: Term) -> Hashable:
    return term.slug, term.names, term.acronym, term.forms, term.case_sensitive, term.autolink, term.status


@lru_cache(maxsize=1)
def _linker(named: _Named) -> Linker:
    return Linker(named.terms)


class PageLinks:
    """The links of one page, which is asked block by block in reading order: what each section links to already."""

    def __init__(self, linker: Linker, term: Term) -> None:
        self.added: set[str] = set()
        self._linker = linker
        self._linked: dict[int, set[str]] = {}
        for section in term.sections:
            for blocks in _read_together(section):
                by_hand = {link.slug for block in blocks for link in block_links(block) if link.slug}
                linked = {term.slug, *by_hand}
                self._linked |= {block.line: linked for block in blocks}

    def link(self, block: Section, html: str) -> str:
        """The unsanitized `html` of a block of this page with links on first mentions."""
        linked = self._linked[block.line]
        already = frozenset(linked)
        result = self._linker.link(html, linked)
        self.added |= linked - already
        return result


def _read_together(section: Section) -> list[list[Section]]:
    """The blocks that read as one: a section with its parts, but each role, example, myth and question by itself."""
    kind = SECTION_BY_HEADING.get(section.heading)
    blocks = list(section.blocks())
    apart = kind and kind.shape in (Shape.ROLES, Shape.EXAMPLES, Shape.MYTHS, Shape.QUESTIONS)
    return [[block] for block in blocks] if apart else [blocks]


def _beside(pieces: Sequence[re.Match[str]], index: int, step: int) -> str:
    """The text that touches a piece of text on one side, past tags that leave no gap."""
    index += step
    while 0 <= index < len(pieces) and pieces[index]["name"] in _INLINE:
        index += step
    if not 0 <= index < len(pieces) or pieces[index]["name"]:
        return ""
    return pieces[index][0][-2:] if step < 0 else pieces[index][0][:2]
