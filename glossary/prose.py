"""Markdown to safe HTML: comrak renders GitHub-Flavored Markdown, nh3 lets through only what prose needs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Set
from dataclasses import dataclass

import comrak
import nh3

from glossary.linking import page_address
from glossary.sections import slugify

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = True
_EXTENSIONS.strikethrough = True
_EXTENSIONS.autolink = True
_EXTENSIONS.tasklist = True
_EXTENSIONS.footnotes = True
_EXTENSIONS.alerts = True
_RENDER = comrak.RenderOptions()
# Raw HTML shows as the text it is, so that nothing a writer typed disappears silently.
_RENDER.escape = True
_RENDER.unsafe_ = False
_RENDER_POSITIONS = comrak.RenderOptions()
_RENDER_POSITIONS.escape = True
_RENDER_POSITIONS.sourcepos = True

_TABLE_START = '<div class="table" role="group" aria-label="Table" tabindex="0"><table class="table__grid">'

_TAGS = {
    *("a", "blockquote", "br", "code", "del", "div", "em", "h4", "h5", "h6", "hr", "img", "input", "li", "ol", "p"),
    *("pre", "section", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class", "aria-label"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title"},
    "input": {"checked", "disabled"},
    "li": {"id", "class"},
    "ol": {"start"},
    "p": {"class"},
    "section": {"class"},
    "sup": {"class"},
    "td": {"align"},
    "th": {"align"},
}


def _sanitizer(tags: Set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes=_ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        url_schemes={"https", "http", "mailto"},
        link_rel=None,
    )


_TERM_SANITIZER = _sanitizer(_TAGS)
# An ordinary page makes its own title and sections; a term's come from the theme.
_PAGE_SANITIZER = _sanitizer(_TAGS | {"h1", "h2", "h3"})
_TEXT_SANITIZER = nh3.Cleaner(tags=set())
# An id or an address. The renderer writes quotes in text and in values as entities, so nothing else matches.
_PLACE = re.compile(r' (?P<name>id|href|src)="(?P<value>[^"]*)"')
_PAGE_HEADING = re.compile(r"<h(?P<level>[1-6])>(?P<inside>.*?)</h(?P=level)>", re.DOTALL)
# A line in which nothing can be markup. Most headings are such, and rendering them costs a hundred times more.
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9 ,.?'()/%-]*")


@dataclass(frozen=True)
class PageHeading:
    """A heading of an ordinary page; `level` 1 is the page's title."""

    level: int
    anchor: str
    text: str


def render(
    markdown: str,
    anchor: str = "",
    root: str = "../",
    home: str = "",
    link: Callable[[str], str] = lambda unsafe: unsafe,
    sanitizer: nh3.Cleaner = _TERM_SANITIZER,
) -> str:
    """Safe HTML of a piece of a term's text; ids inside it start with `anchor` so that pieces can share a page.

    A page that is not the term's own gives its way to the site's root and to the term's page, its `home`. `link` may
    add links to term files before the sanitizer sees the HTML.

    Links to term files (`quantization.md`) become page addresses. Raw HTML comes out as
    visible text. Tables stand in a box of class `table` that scrolls sideways.
    """
    seen: set[str] = set()

    def place(attribute: re.Match[str]) -> str:
        name, value = attribute.groups()
        if name == "id":
            # Footnotes called `a` and `a-2` would share the id of the second mention of `a`; the first keeps it.
            if value in seen:
                return ""
            seen.add(value)
            value = f"{anchor}-{value}"
        elif value.startswith("#"):
            value = f"#{anchor}-{value[1:]}" if value.startswith("#fn") else f"{home}{value}"
        elif name == "src" and not value.startswith("images/"):
            # A picture from another host would tell that host who reads the page.
            return ""
        else:
            value = page_address(value, root)
        return f' {name}="{value}"'

    clean = sanitizer.clean(_PLACE.sub(place, link(unsanitized(markdown))))
    # A wide table scrolls by itself, and so must be reachable by keyboard (WCAG 2.1.1). The tags below are the
    # sanitizer's own: in text they would be escaped.
    return clean.replace("<table>", _TABLE_START).replace("</table>", "</table></div>")


def render_page(markdown: str, root: str) -> tuple[str, tuple[PageHeading, ...]]:
    """Safe HTML of an ordinary page, `root` being its way to the site's root, and its headings in their order."""
    headings: list[PageHeading] = []

    def with_id(match: re.Match[str]) -> str:
        text = _text_of(match["inside"])
        anchor = base = slugify(text) or "section"
        number = 1
        while anchor in (heading.anchor for heading in headings):
            number += 1
            anchor = f"{base}-{number}"
        headings.append(PageHeading(int(match["level"]), anchor, text))
        return f'<h{match["level"]} id="{anchor}">{match["inside"]}</h{match["level"]}>'

    # The tags are the sanitizer's own: in text they would be escaped.
    return _PAGE_HEADING.sub(with_id, render(markdown, root=root, sanitizer=_PAGE_SANITIZER)), tuple(headings)


def unsanitized(markdown: str) -> str:
    """The HTML that `render` makes safe: raw HTML is text already, addresses are as written."""
    return comrak.render_markdown(markdown, extension_options=_EXTENSIONS, render_options=_RENDER)


def positioned(markdown: str) -> str:
    """The same, with a `data-sourcepos` on every element that says where in `markdown` it starts and ends."""
    return comrak.render_markdown(markdown, extension_options=_EXTENSIONS, render_options=_RENDER_POSITIONS)


def render_line(markdown: str) -> str:
    """Safe HTML of a heading or other single line, without the paragraph around it."""
    return re.sub(r"\A<p>|</p>\s*\Z", "", render(markdown))


def plain_text(markdown: str) -> str:
    """What a reader would hear: the text of a piece of Markdown without markup."""
    if _WORDS.fullmatch(markdown):
        return " ".join(markdown.split())
    return _text_of(render(markdown))


def _text_of(safe: str) -> str:
    return " ".join(html.unescape(_TEXT_SANITIZER.clean(safe)).split())
