"""The one sentence that sums a definition up, and the headings of a foreign text in our order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from glossary.markdown import mask_code
from glossary.prose import plain_text
from glossary.sections import DEFINITION, SectionKind, Shape

MAX_SUMMARY = 200

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"][.?!])\s+(?=[A-Z“\"])")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]*)\]\((?P<target>[^()\s]+)(?:\s+\"[^\"\n]*\")?\)")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>[^ \t].*)")
# Where the text of headings that are none of ours goes, one level down.
FREE_SECTION = "How it works"


def summary_of(definition: str, title: str) -> tuple[str, bool]:
    """One plain sentence of at most MAX_SUMMARY characters, and whether it says all that the first one said."""
    text = re.sub(r"[*_`\[\]<>]", "", plain_text(definition.strip().split("\n\n")[0]))
    first = _SENTENCE_END.split(text)[0].strip()
    if not first:
        return f"What {title} means here is still open.", False
    sentence = first if first.endswith((".", "?", "!")) else f"{first.rstrip(':;,')}."
    if len(sentence) <= MAX_SUMMARY:
        return sentence, True
    head = sentence[: MAX_SUMMARY - 1]
    pauses = [match.start() for match in re.finditer(r"[,;:] | [-–—] ", head)]
    cut = pauses[-1] if pauses and pauses[-1] > MAX_SUMMARY // 3 else max(head.rfind(" "), 1)
    return head[:cut].rstrip(" ,;:.-–—") + ".", False


def in_sections(body: str, kinds: Iterable[SectionKind]) -> dict[str, str]:
    """The text of a foreign page under our headings.

    What stands before its first heading becomes the definition, a heading of ours keeps its text, and any other moves,
    with all below it, one level down under FREE_SECTION, or under the definition in a glossary without that.
    """
    found: dict[str, str] = {}
    ours = {kind.heading.casefold(): kind.heading for kind in kinds if kind.shape is not Shape.ROLES}
    free_section = ours.get(FREE_SECTION.casefold(), DEFINITION)
    heading, free = DEFINITION, False
    for row, masked in zip(body.split("\n"), mask_code(body).split("\n"), strict=True):
        match = _HEADING.fullmatch(masked)
        if match and len(match["marks"]) <= 2:
            known = ours.get(match["words"].rstrip("# \t").casefold())
            heading, free = known or free_section, known is None
        if match and (free or len(match["marks"]) <= 2):
            deeper = f"{'#' * max(3, min(6, len(match['marks']) + 1))} {row.lstrip('# ').rstrip()}"
            row = deeper if free else ""
        found[heading] = f"{found.get(heading, '')}{row}\n"
    return {heading: text.strip() for heading, text in found.items() if text.strip()}


def with_links(markdown: str, resolve: Callable[[str], str | None]) -> tuple[str, list[str]]:
    """The Markdown with each link to where `resolve` says; a link that leads nowhere becomes its words.

    Also gives the links so lost, as they were written.
    """
    lost: list[str] = []
    pieces, position = [], 0
    for match in _LINK.finditer(mask_code(markdown)):
        written = markdown[match.start() : match.end()]
        target = resolve(match["target"])
        words = markdown[match.start("words") : match.end("words")]
        if target is None:
            lost.append(written)
        new = words if target is None else written.replace(f"({match['target']}", f"({target}")
        pieces += [markdown[position : match.start()], new]
        position = match.end()
    return "".join([*pieces, markdown[position:]]), lost
