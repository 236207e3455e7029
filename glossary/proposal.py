"""A proposal from the code host's form "Propose a term", made into a draft that people finish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from glossary import suggestions
from glossary.draft import draft_text
from glossary.sections import ROLES_HEADING, slugify
from glossary.settings import Settings
from glossary.strict_yaml import Value
from glossary.term import Term

UNANSWERED = "_No response_"

_ANSWER = re.compile(r"^### (?P<label>[^\n]+)\n(?P<text>.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(\s{0,3})(#{1,3})(?=\s)", re.MULTILINE)
_ADDRESS = re.compile(r"https://[^\s<>()\"'`\\]+")


class NoProposal(ValueError):
    """Answers that make no draft; its text says what is missing."""


def draft_from(answers: str, settings: Settings, terms: Sequence[Term], today: date) -> tuple[str, str]:
    """The slug and the text of a draft from a filled-in form, a heading `### Label` above each answer.

    Answers come from strangers and are only ever values of fields or text below a heading of ours; what the form does
    not ask for is left out, and the checks say so. Raises NoProposal.
    """
    given = {match["label"].strip(): match["text"].strip() for match in _ANSWER.finditer(answers.replace("\r\n", "\n"))}
    given = {label: text for label, text in given.items() if text and text != UNANSWERED}
    title, summary = (" ".join(given.get(label, "").split()) for label in ("Term", "In one sentence"))
    slug = slugify(title)
    if not slug or not summary:
        raise NoProposal("a proposal needs the term and one sentence that says what it is")
    categories = {category.title: category.slug for category in settings.categories}
    addresses = [url.rstrip(".,;:") for url in _ADDRESS.findall(given.get("Sources", ""))]
    fields: dict[str, Value] = {
        "title": title,
        "number": suggestions.number(title),
        "summary": summary,
        "category": categories.get(given.get("Category", ""))
        or suggestions.category(f"{title}. {summary}", terms)
        or "",
        "level": settings.levels[len(settings.levels) // 2].slug,
        "status": "draft",
        "reviewed": today,
        "aliases": [name.strip() for name in given.get("Other names", "").split(",") if name.strip()],
        "sources": [{"title": url, "url": url} for url in addresses],
    }
    roles = [(role.title, given[role.title]) for role in settings.roles if role.title in given]
    sections = {"Definition": summary}
    if roles:
        sections[ROLES_HEADING] = "\n\n".join(f"### {role}\n\n{_below(text)}" for role, text in roles)
    return slug, draft_text({name: value for name, value in fields.items() if value}, sections)


def _below(markdown: str) -> str:
    """Text that stays below a `###` heading: its own headings go down to the fourth level."""
    return _HEADING.sub(r"\1####", markdown)
