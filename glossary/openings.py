"""How each role's text begins: the sentence or two that a card shows to the reader of that role."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.prose import plain_text
from glossary.readability import sentences
from glossary.sections import ROLES_HEADING
from glossary.settings import Role
from glossary.term import Term

# "Judge results, not size." alone says too little on a card; with the sentence after it, it says why.
MIN_CHARACTERS = 60


def openings(term: Term, roles: Sequence[Role]) -> dict[str, str]:
    """How each role's text begins, plain, by the role's slug and in the order of `roles`."""
    section = term.section(ROLES_HEADING)
    texts = {entry.heading: entry.markdown for entry in section.entries} if section else {}
    return {role.slug: opening(plain_text(texts[role.title])) for role in roles if role.title in texts}


def opening(text: str) -> str:
    """The first sentences of a text that have MIN_CHARACTERS together."""
    ends = (start + len(sentence) for start, sentence in sentences(text))
    return text[: next((end for end in ends if end >= MIN_CHARACTERS), len(text))]
