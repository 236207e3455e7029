"""The kinds of text that fields hold: how long they may be and what they may look like."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

# Marks that sit on other signs, and those without ink.
_UNSEEN = {"Mn", "Me", "Cf"}


def _one_line(value: str) -> str:
    if re.search(r"[\n\t]", value):
        raise ValueError("this must be one line of text; take the line breaks and tabs out")
    return value


def _latin(value: str) -> str:
    """A name in the letters of English, so that no two names look alike: the Cyrillic о is not the Latin o."""
    if any(unicodedata.category(sign) in _UNSEEN for sign in value):
        raise ValueError(f"'{value}' holds a mark without a letter of its own; type it anew with plain letters")
    for word in re.findall(r"\w+", value):
        letters = [letter for letter in word if letter.isalpha()]
        strange = next((letter for letter in letters if not _is_latin(letter)), None)
        # β alone is a sign of mathematics; inside a word a Greek letter is a disguise.
        if strange and (len(letters) > 1 or not unicodedata.name(strange, "").startswith("GREEK ")):
            name = unicodedata.name(strange, "unknown").lower()
            raise ValueError(f"'{strange}' in '{word}' is the {name}; type the word anew with plain letters")
    return value


def _is_latin(letter: str) -> bool:
    """True for the letters of English, with or without accents, but not for those that look like another."""
    return letter < "\u0180" and letter not in "ªºıſ"


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    is_plain = value.isascii() and value.isprintable() and not re.search(r"[\s<>\"'`\\{}|^]", value)
    if not value.startswith("https://") or "." not in host or not is_plain or "@" in parts.netloc:
        raise ValueError(f"'{value}' is not a web address; write one that starts with https://")
    return value


def _characters(most: int) -> StringConstraints:
    return StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=most)


Text = Annotated[str, _characters(500), AfterValidator(_one_line)]
Summary = Annotated[str, _characters(200), AfterValidator(_one_line)]
Name = Annotated[str, _characters(500), AfterValidator(_one_line), AfterValidator(_latin)]
Title = Annotated[str, _characters(80), AfterValidator(_one_line), AfterValidator(_latin)]
Acronym = Annotated[str, _characters(20), AfterValidator(_one_line), AfterValidator(_latin)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Url = Annotated[str, StringConstraints(strict=True, max_length=500), AfterValidator(_web_address)]
