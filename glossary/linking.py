"""Links between terms: what a term's text points at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.markdown import mask_code
from glossary.source import Section, Source
from glossary.term import Term

INLINE = re.compile(r"\]\(\s*(?P<target><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)")
# A label that starts with ^ names a footnote, whose text follows.
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*(?P<target>\S+)", re.MULTILINE)
_REFUSAL = "nolink"
_EXCEPTION = "accept"
TERM_FILE = re.compile(r"(?:\./)?(?P<slug>[^/#?:]+)\.md(?P<anchor>#.*)?")


@dataclass(frozen=True)
class Link:
    """A link target as written, and the line it stands on; `is_refusal`: it keeps mentions of its term unlinked."""

    target: str
    line: int
    is_refusal: bool = False

    @property
    def slug(self) -> str | None:
        """The term file it names, without .md, or None when it points elsewhere."""
        match = TERM_FILE.fullmatch(self.target)
        return match["slug"] if match else None


def links(page: Term | Source) -> Iterator[Link]:
    """Every link and image target in the text of a term, in reading order of its file."""
    for section in page.sections:
        for block in section.blocks():
            yield from block_links(block)


def block_links(block: Section) -> Iterator[Link]:
    """Every link and image target below one heading.

    A definition that calls itself `nolink`, such as `[nolink]: token.md`, shows nowhere; it stands for a writer's wish
    that mentions of that term become no links here. One that calls itself `accept` accepts an exception to a rule.
    """
    text = mask_code(block.markdown)
    for match in sorted([*INLINE.finditer(text), *REFERENCE.finditer(text)], key=lambda m: m.start()):
        if match.groupdict().get("label", "").casefold() == _EXCEPTION:
            continue
        line = block.markdown_line + text.count("\n", 0, match.start("target"))
        is_refusal = match.groupdict().get("label", "").casefold() == _REFUSAL
        yield Link(match["target"].strip("<>"), line, is_refusal)


def linked_slugs(term: Term) -> set[str]:
    """The terms that a term's text links to by hand."""
    return {link.slug for link in links(term) if link.slug and not link.is_refusal}


def absolute_links(markdown: str, root: str, page: str) -> str:
    """The text with whole addresses where it leads to terms, pictures or places on its own page; refusals are dropped.

    `root` is the address of the site, which ends in a slash, and `page` that of the text's own page.
    """
    if "](" not in markdown and "]:" not in markdown:
        return markdown
    text = mask_code(markdown)
    done, position = [], 0
    for match in sorted([*INLINE.finditer(text), *REFERENCE.finditer(text)], key=lambda m: m.start("target")):
        target = match["target"].strip("<>")
        if match.groupdict().get("label", "").casefold() == _REFUSAL:
            done.append(markdown[position : match.start()])
        else:
            address = f"{page}{target}" if target.startswith("#") else page_address(target, root)
            done += [markdown[position : match.start("target")], address if address != target else match["target"]]
        position = match.end("target")
    return "".join([*done, markdown[position:]])


def page_address(target: str, root: str = "../") -> str:
    """Where a link in a term's text leads once pages are folders: `quantization.md#x` becomes `../quantization/#x`.

    `root` is the way from the page that shows the text to the site's root.
    """
    match = TERM_FILE.fullmatch(target)
    if match:
        return f"{root}{match['slug']}/{match['anchor'] or ''}"
    return f"{root}{target}" if target.startswith("images/") else target
