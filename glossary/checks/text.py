"""Rules on the text of each term."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import urlsplit

from glossary.checks.context import Context, ContextRule
from glossary.linking import Link, links
from glossary.markdown import mask_code
from glossary.problem import Fix, Problem, did_you_mean
from glossary.prose import unsanitized
from glossary.rule import rule
from glossary.source import Source
from glossary.term import Term
from glossary.text_file import invisible_entities

# Capitals that say that something is left to write.
LEFT_TO_WRITE = ("FIXME", "TBC", "TBD", "TODO", "XXX")
PLACEHOLDER = re.compile(
    rf"\b(?:{'|'.join(LEFT_TO_WRITE)}|lorem ipsum|coming soon|to be (?:written|added|completed))\b"
    r"|\b(?:insert|add|write) [a-z ]{1,40} here\b|\[(?:insert|your|placeholder)\b[^\]\n]{0,80}\](?!\()|\?\?\?",
    re.IGNORECASE,
)
HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|!--|![A-Za-z]|\?)")
_PICTURE = re.compile(r'<img src="([^"]*)"')
_TITLE_HEADING = re.compile(r"^ {0,3}#[ \t]+\S", re.MULTILINE)


@rule("G040", acceptable=True, alone=True)
def nothing_is_left_to_write(context: Context) -> Iterator[Problem]:
    """No placeholder such as TODO or "coming soon" stands in a term.

    What is not written yet is left out, or kept in a draft on your own machine; a reader who meets a placeholder stops
    trusting the page.

    Instead of: `TODO: add an example`
    Write: the example, or nothing
    """
    fields = ((term.path, text, line) for term in context.terms for text, line in _field_texts(term))
    prose = ((source.path, text, line) for source in context.sources for text, line in _prose(source))
    for path, text, first_line in chain(fields, prose):
        for match in PLACEHOLDER.finditer(text):
            message = f"'{match[0]}' is a placeholder; write the text or remove it"
            yield Problem(path, _line_of(match, text, first_line), message)


@rule("G041", alone=True)
def text_is_markdown(context: Context) -> Iterator[Problem]:
    """Text is Markdown: no raw HTML, and no `#` heading, because the page makes its own title.

    Text comes from many hands, so the site shows HTML as the signs it is made of and runs none of it. Markdown has a
    way to say all that a term needs.

    Instead of: `<b>twice</b>`
    Write: `**twice**`
    """
    yield from html_problems(context.sources)
    for source in context.sources:
        for text, line in _prose(source):
            for match in _TITLE_HEADING.finditer(text):
                message = "a heading with one `#` is the page's title; use `###` here"
                yield Problem(source.path, _line_of(match, text, line), message)


def html_problems(sources: Iterable[Source]) -> Iterator[Problem]:
    """Tags in the text, and entities that stand for what nobody sees."""
    for source in sources:
        for text, line in _prose(source):
            for match in HTML.finditer(text):
                tag = match[0].split("\n")[0][:40]
                message = f"`{tag}` is HTML; write Markdown, or put it in backticks to show it"
                yield Problem(source.path, _line_of(match, text, line), message)
            for match in invisible_entities(text):
                message = f"`{match[0]}` writes an invisible character; delete it"
                yield Problem(source.path, _line_of(match, text, line), message)


def _targets(context: Context) -> list[tuple[str, int, bool]]:
    """Where the links of a text lead, with their lines; then its pictures from elsewhere, for which the last is true.

    Only the renderer knows what of a text is a picture.
    """
    targets = [(link.target, link.line, False) for source in context.sources for link in links(source)]
    for source in context.sources:
        for block in source.blocks():
            for text, line in ((block.heading, block.line), (block.markdown, block.text_line)):
                addresses = _PICTURE.findall(unsanitized(text)) if "![" in text else []
                strange = [html.unescape(address) for address in addresses if not address.startswith("images/")]
                targets += [(address, line, True) for address in strange]
    return targets


@rule("G042", takes=_targets)
def links_lead_somewhere(context: Context) -> Iterator[Problem]:
    """A link in the text names a term file or picture that exists, an anchor or a full https:// address.

    Links between terms are written as links between files, so that they work on the code host too, and are checked
    here, so that none breaks when a file is renamed.

    Instead of: `[quantization](/quantization/)`
    Write: `[quantization](quantization.md)`
    """
    pages = context.slugs | set(context.settings.pages)
    moved = {old: term.slug for term in context.terms for old in term.redirect_from}
    for path in context.paths:
        for target, line, is_from_elsewhere in context.taken(_targets, path):
            slug, fix = Link(target, line).slug, None
            if is_from_elsewhere:
                message = f"'{target[:60]}' is a picture from elsewhere; put the file in terms/images/"
            elif slug in moved and slug not in pages:
                new = moved[slug]
                message = f"'{slug}.md' is called {new}.md now; write '{new}.md'"
                fix = Fix(f"{slug}.md", f"{new}.md")
            elif slug and slug not in pages:
                message = f"the link to '{target}' names no term.{did_you_mean(slug, pages)}"
            elif target.startswith("images/") and target not in context.images:
                message = f"there is no picture '{target}'.{did_you_mean(target, context.images)}"
            elif slug or target in context.images or _is_address(target):
                continue
            elif target:
                message = f"'{target[:60]}' leads nowhere; write 'kv-cache.md' for a term or an https:// address"
            else:
                message = "this link has no address; write one or remove the brackets"
            yield Problem(path, line, message, fix=fix)


def _is_address(target: str) -> bool:
    if target.startswith("#"):
        return True
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)


def _prose(source: Source) -> Iterator[tuple[str, int]]:
    """The headings and text of a term with their first lines, code blanked out."""
    for section in source.sections:
        for block in section.blocks():
            yield mask_code(block.heading), block.line
            yield mask_code(block.markdown), block.markdown_line


def _field_texts(term: Term) -> Iterator[tuple[str, int]]:
    yield term.title, term.line("title")
    yield term.summary, term.line("summary")
    for index, entry in enumerate(term.related):
        yield entry.why, term.line("related", index, "why")
    for index, fact in enumerate(term.facts):
        yield fact.claim, term.line("facts", index, "claim")


def _line_of(match: re.Match[str], text: str, first_line: int) -> int:
    return first_line + text.count("\n", 0, match.start())


TEXT_RULES: tuple[ContextRule, ...] = (nothing_is_left_to_write, text_is_markdown, links_lead_somewhere)
