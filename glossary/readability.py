"""How hard a text is to read: its words, its sentences and its school grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:[-'’./,:][^\W_]+)*")
LETTER = re.compile(r"[^\W_]")
# A sentence ends before a capital, a digit or a name such as vLLM or gpt-oss-120b.
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*(?:[A-Z0-9]|[a-z]+[A-Z]|[a-z]+(?:-[a-z]+)*-\d))")
ABBREVIATIONS = {"approx", "cf", "dr", "e.g", "i.e", "inc", "mr", "mrs", "ms", "st", "u.s", "vs"}
BEFORE_NUMBERS = {"fig", "no", "sec"}
# Looking back for the last word goes no further, or a text without spaces would be read as often as it has periods.
LONGEST_ABBREVIATION = 12


def words(text: str) -> list[str]:
    """The words of a text: "don't", "up-to-date" and "1.5" are one each."""
    return WORD.findall(text)


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a paragraph, each with where it starts."""
    starts = [0]
    for end in SENTENCE_END.finditer(text):
        before = text[max(0, end.start() - LONGEST_ABBREVIATION) : end.start()]
        last = "" if before[-1:].isspace() else "".join(before.split()[-1:]).lstrip("(\"'“").lower()
        is_number = text[end.end()].isdigit()
        if last not in ABBREVIATIONS and not (is_number and last in BEFORE_NUMBERS):
            starts.append(end.end())
    return [(start, text[start:end].strip()) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def grade(paragraphs: Sequence[str]) -> float:
    """The years of school that a reader needs, by the Coleman–Liau index; 0 for text without words.

    It counts letters where older formulas guess at syllables: 0.0588 L - 0.296 S - 15.8, with L letters or digits and
    S sentences per 100 words. Source: M. Coleman and T. L. Liau, A computer readability formula designed for machine
    scoring, Journal of Applied Psychology 60 (1975), 283-284, https://doi.org/10.1037/h0076540
    """
    found = [sentence for paragraph in paragraphs for _, sentence in sentences(paragraph)]
    count = sum(len(words(sentence)) for sentence in found)
    letters = sum(len(LETTER.findall(sentence)) for sentence in found)
    return 0.0588 * 100 * letters / count - 0.296 * 100 * len(found) / count - 15.8 if count else 0
