"""Links between terms: what a term's text points at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.markdown import mask_code
from glossary.source import Source
from glossary.term import Term

_INLINE = re.compile(r"\]\(\s*(?P<target><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*(?P<target>\S+)", re.MULTILINE)
_TERM_FILE = re.compile(r"(?:\./)?(?P<slug>[^/#?:]+)\.md(?P<anchor>#.*)?")


@dataclass(frozen=True)
class Link:
    """A link target as written, and the line it stands on."""

    target: str
    line: int

    @property
    def slug(self) -> str | None:
        """The term file it names, without .md, or None when it points elsewhere."""
        match = _TERM_FILE.fullmatch(self.target)
        return match["slug"] if match else None


def links(page: Term | Source) -> Iterator[Link]:
    """Every link and image target in the text of a term, in reading order of its file."""
    for section in page.sections:
        for block in section.blocks():
            text = mask_code(block.markdown)
            for match in sorted([*_INLINE.finditer(text), *_REFERENCE.finditer(text)], key=lambda m: m.start()):
                line = block.markdown_line + text.count("\n", 0, match.start("target"))
                yield Link(match["target"].strip("<>"), line)


def linked_slugs(term: Term) -> set[str]:
    """The terms that a term's text links to."""
    return {link.slug for link in links(term) if link.slug}


def page_address(target: str) -> str:
    """Where a link in a term's text leads once pages are folders: `quantization.md#x` becomes `../quantization/#x`."""
    match = _TERM_FILE.fullmatch(target)
    if match:
        return f"../{match['slug']}/{match['anchor'] or ''}"
    return f"../{target}" if target.startswith("images/") else target
