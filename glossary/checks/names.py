"""Rules on the names of terms beside each other."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from glossary.checks.context import Context, ContextRule
from glossary.names import normal_name
from glossary.near_names import near_pairs
from glossary.passages import Kind
from glossary.problem import Problem, Severity
from glossary.rule import rule
from glossary.spellings import plural
from glossary.term import Term
from glossary.wordlists import PhraseList

MIN_SHARED_WORDS = 0.6
# 0.6 of 5 must not become 4 because a computer counts in halves.
ROUNDING = 1e-9

_COMMON_WORDS = {
    *(
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "so",
        "than",
    ),
    *("that", "the", "to", "which", "with"),
}
# A wording and nothing else: brackets or a period would make it advice.
_WORDING = re.compile(r"[\w'’ -]{3,60}")


@rule("G050", Severity.WARNING)
def terms_are_not_near_duplicates(context: Context) -> Iterator[Problem]:
    """No two terms have names a letter, a plural or a word order apart, or summaries in nearly the same words.

    Two pages on one thing split what readers, links and search should find in one place, and soon disagree. If it is
    the same thing, add the new name to the other term's `aliases`; if not, say in `disambiguation` what sets it apart.

    Instead of: a new term "Finetuning" beside "Fine-tuning"
    Write: `aliases: [finetuning]` in fine-tuning.md
    """
    pairs = list(near_pairs(context.terms))
    seen = {frozenset((term.slug, other.slug)) for (term, _), (other, _) in pairs}
    for term, other in _alike(context.terms):
        if frozenset((term.slug, other.slug)) not in seen:
            pairs.append(((term, ""), (other, "")))
    for pair in pairs:
        (older, known), (newer, name) = sorted(pair, key=lambda named: (named[0].added or context.today, named[0].slug))
        near = f"'{name}' is nearly '{known}', a name of" if name else "the summary says nearly the same as that of"
        same = "if it is the same thing, add the name to that term's aliases"
        yield newer.problem(f"{near} '{older.title}' ({older.path}); {same}", "title")


@rule("G051", Severity.WARNING)
def forms_say_something_new(context: Context) -> Iterator[Problem]:
    """A form is a spelling that the site cannot derive, and names no other term.

    Mentions of a term are found by its names and their regular plurals; `forms` adds what grammar does to them, such as
    "quantized". A form that is another term's name would lead to that term anyway.

    Instead of: `forms: [tokens]` in the term Token
    Write: `forms: [tokenized, tokenizing]`
    """
    owner = {normal_name(name): term for term in context.terms for name in term.names}
    for term in context.terms:
        derived = {normal_name(spelling) for name in term.names for spelling in (name, plural(name))}
        for index, form in enumerate(term.forms):
            other = owner.get(normal_name(form), term)
            if normal_name(form) in derived:
                yield term.problem(f"the form '{form}' follows from the names; remove it", "forms", index)
            elif other is not term:
                yield term.problem(f"the form '{form}' names '{other.title}' ({other.path}); remove it", "forms", index)


@rule("G052", Severity.WARNING, alone=True)
def avoided_wordings_are_avoided(context: Context) -> Iterator[Problem]:
    """What a term lists under `avoid` does not stand on its own page, but for the headings of myths.

    A page that warns of a wording and then uses it teaches both. Only plain wordings are searched for; advice in a
    sentence is for people to follow. In quotation marks a wording may be shown.

    Instead of: `An electronic brain answers in a second.`
    Write: `A neural network answers in a second.`
    """
    for term in context.terms:
        plain = {match[0]: "" for wording in term.avoid if (match := _WORDING.fullmatch(wording))}
        avoided = PhraseList(plain) if plain else None
        for passage in context.own_words_by_path[term.path] if avoided else ():
            if avoided and passage.kind is not Kind.HEADING:
                for hit in avoided.hits(passage.text):
                    message = f"'{hit.text}' stands under 'avoid' of this term; write it another way"
                    yield Problem(passage.path, passage.line_of(hit.start), message)


def _alike(terms: tuple[Term, ...]) -> Iterator[tuple[Term, Term]]:
    """Pairs of terms whose summaries share most of their words.

    Each word has a number whose bits are the earlier terms with that word, so one step looks at all of them.
    """
    summaries = [set(re.findall(r"\w+", term.summary.lower())) - _COMMON_WORDS for term in terms]
    having: dict[str, int] = defaultdict(int)
    for index, own in enumerate(summaries):
        # What shares less of the words of this term alone shares less of the words of both.
        least = math.ceil(MIN_SHARED_WORDS * len(own) - ROUNDING)
        sharing = [(1 << index) - 1, *[0] * least]
        for word in own:
            for count in range(least, 0, -1):
                sharing[count] |= sharing[count - 1] & having[word]
        for other in _bits(sharing[least]):
            theirs = summaries[other]
            if len(own & theirs) >= MIN_SHARED_WORDS * len(own | theirs) > 0:
                yield terms[index], terms[other]
        for word in own:
            having[word] |= 1 << index


def _bits(number: int) -> Iterator[int]:
    """The places of the ones in a number."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


NAME_RULES: tuple[ContextRule, ...] = (
    terms_are_not_near_duplicates,
    forms_say_something_new,
    avoided_wordings_are_avoided,
)
