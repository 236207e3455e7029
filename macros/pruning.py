"""A stylesheet cut down to what a site's pages can use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

import tinycss2
from tinycss2.ast import (
    AtRule,
    Declaration,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    QualifiedRule,
    SquareBracketsBlock,
    WhitespaceToken,
)

# Where a page has what selectors name, and how a selector writes it. Each begins with letters that can be searched for
# at once; names from attributes that merely end like these do no harm.
_IN_PAGE = {
    ("", ""): re.compile(r"<([a-z][\w-]*)"),
    (".", ""): re.compile(r'class="([^"]+)"'),
    ("#", ""): re.compile(r'id="([^"]+)"'),
    ("[dir=", "]"): re.compile(r'dir="([^"]+)"'),
}
_WORD = re.compile(r"[\w-]+")
_PROPERTY_USE = re.compile(r"var\(\s*(--[\w-]+)")
# At-rules that hold rules; what others hold (@font-face, @keyframes, …) is kept as it is.
_GROUPING = {"media", "supports", "container", "layer", "starting-style"}


def names_in_page(html: str) -> set[str]:
    """The tags, classes, ids and text directions of a page, each as a selector: "nav", ".card", "#top", "[dir=ltr]"."""
    return {
        selector + name + end
        for (selector, end), pattern in _IN_PAGE.items()
        for names in set(pattern.findall(html))
        for name in names.split()
    }


def names_in_script(code: str) -> set[str]:
    """The selectors that a script may bring about: any word in it may be a tag, a class or an id."""
    return {f"{kind}{word}" for word in _WORD.findall(code) for kind in ("", ".", "#")}


def pruned(css: str, names: Set[str]) -> str:
    """CSS text without comments, selectors that need something not in `names`, and custom properties nobody reads."""
    text = _text(_kept(tinycss2.parse_stylesheet(css), names, None))
    while True:
        read = set(_PROPERTY_USE.findall(text))
        shorter = _text(_kept(tinycss2.parse_stylesheet(text), names, read))
        if shorter == text:
            return text
        text = shorter


def required_names(selector: Iterable[Node]) -> set[str]:
    """What must all be on a page for a selector to match; what stands in :not() and its like says nothing about it."""
    names, before = set(), ""
    for token in selector:
        match token:
            case IdentToken() if before != ":":
                names.add(f".{token.value}" if before == "." else token.value)
            case HashToken():
                names.add(f"#{token.value}")
            case SquareBracketsBlock() if (attribute := tinycss2.serialize(token.content)).startswith("dir="):
                names.add(f"[{attribute}]")
        before = token.value if isinstance(token, LiteralToken) else ""
    return names


def _kept(nodes: Iterable[Node], names: Set[str], read: Set[str] | None) -> Iterator[str]:
    """The text of each rule and declaration that stays; `read` None keeps every custom property."""
    for node in nodes:
        match node:
            case QualifiedRule():
                selectors = [one for one in _selectors(node.prelude) if required_names(one) <= names]
                body = _text(_kept(tinycss2.parse_blocks_contents(node.content), names, read))
                if selectors and body:
                    yield f"{','.join(_tight(one) for one in selectors)}{{{body}}}"
            case AtRule() if node.lower_at_keyword in _GROUPING and node.content is not None:
                body = _text(_kept(tinycss2.parse_blocks_contents(node.content), names, read))
                if body:
                    yield f"@{node.at_keyword} {_tight(node.prelude)}{{{body}}}"
            case AtRule():
                yield node.serialize()
            case Declaration():
                if read is None or not node.name.startswith("--") or node.name in read:
                    yield f"{node.name}:{_tight(node.value)}{'!important' if node.important else ''};"


def _text(parts: Iterable[str]) -> str:
    return "".join(parts)


def _selectors(prelude: Sequence[Node]) -> list[list[Node]]:
    """A rule's selectors, one by one."""
    groups = groupby(prelude, key=lambda token: isinstance(token, LiteralToken) and token.value == ",")
    return [list(tokens) for is_comma, tokens in groups if not is_comma]


def _tight(tokens: Sequence[Node]) -> str:
    """The text of some tokens with single spaces between them and no comments."""
    kept = (token for token in tokens if token.type != "comment")
    single = [WhitespaceToken(0, 0, " ") if token.type == "whitespace" else token for token in kept]
    return str(tinycss2.serialize(single)).strip()
