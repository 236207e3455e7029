"""Rules on single words and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from glossary import wordlists
from glossary.checks.context import Context, ContextRule
from glossary.problem import Fix, Problem, Severity
from glossary.rule import rule

DOUBLED = re.compile(r"(?<![\w-])([A-Za-z]+)\s+\1(?![\w-])", re.IGNORECASE)
MAY_DOUBLE = {"that", "had", "is", "bye", "very"}


@rule("G060", Severity.WARNING, alone=True)
def phrases_say_something(context: Context) -> Iterator[Problem]:
    """No phrase that could stand in any text and says nothing in this one.

    "It is important to note that" makes a sentence longer and the reader slower. Such phrases are also what text from
    a machine or a template is known by, and cost the page its reader's trust. The list is
    glossary/words/boilerplate.toml.

    Instead of: `It is important to note that tokens are billed in both directions.`
    Write: `Tokens are billed in both directions.`
    """
    return _listed(context, "boilerplate", "says nothing")


@rule("G061", Severity.WARNING, alone=True)
def claims_are_not_praise(context: Context) -> Iterator[Problem]:
    """No hype: a claim says what is so, for whom and by how much, instead of praising.

    Readers come to decide, and praise gives them nothing to decide by. What others say in praise may stand in quotation
    marks. The list is glossary/words/hype.toml.

    Instead of: `A revolutionary model with blazing fast answers.`
    Write: `A model that writes 200 tokens a second on one H100.`
    """
    return _listed(context, "hype", "is praise")


@rule("G062", Severity.WARNING, alone=True)
def wording_includes_everyone(context: Context) -> Iterator[Problem]:
    """Words leave no reader out and hurt none.

    For words with a history of harm the field has found plainer ones, which mostly say better what is meant. Where a
    law, a product or a person quoted uses the old word, put it in quotation marks or accept an exception. The list is
    glossary/words/inclusive.toml.

    Instead of: `Put trusted senders on the whitelist.`
    Write: `Put trusted senders on the allowlist.`
    """
    return _listed(context, "inclusive", "can hurt or leave out readers")


@rule("G063", Severity.WARNING, alone=True)
def spelling_is_consistent(context: Context) -> Iterator[Problem]:
    """Text is spelled the American way.

    One spelling throughout reads as one book and lets search find a word wherever it stands. Names keep their own
    spelling, and so do quotations. The list is codespell's of British and American spellings.

    Instead of: `The model's behaviour was analysed.`
    Write: `The model's behavior was analyzed.`
    """
    return _misspelled(context, wordlists.british_spelling(), "is British spelling")


@rule("G064", Severity.WARNING, alone=True)
def spelling_is_right(context: Context) -> Iterator[Problem]:
    """No word on the list of common spelling mistakes.

    A slip of the pen makes a reader doubt the figures beside it. The list is codespell's of mistakes that have one
    right spelling, so it knows few words and is seldom wrong.

    Instead of: `The modle recieves the prompt.`
    Write: `The model receives the prompt.`
    """
    return _misspelled(context, wordlists.common_mistakes(), "is a spelling mistake")


@rule("G065", Severity.WARNING, alone=True)
def words_are_not_doubled(context: Context) -> Iterator[Problem]:
    """No word stands twice in a row by mistake.

    It happens when a sentence is mended, and the eye of its writer passes over it.

    Instead of: `It reads the the prompt.`
    Write: `It reads the prompt.`
    """
    for passage in context.own_words:
        for match in DOUBLED.finditer(passage.text):
            # "No. No" and names such as "New New York" are no slips.
            if match[1].lower() in MAY_DOUBLE or (match[1][0].isupper() and match[1] in match[0][1:]):
                continue
            message = f"'{match[1]}' stands twice in a row; keep one"
            fix = None if "\n" in match[0] else Fix(match[0], match[1])
            yield Problem(passage.path, passage.line_of(match.start()), message, fix=fix)


def _listed(context: Context, name: str, fault: str) -> Iterator[Problem]:
    phrases = wordlists.phrases(name)
    for passage in context.own_words if phrases.may_stand_in(context.vocabulary) else ():
        for hit in phrases.hits(passage.text):
            text = " ".join(hit.text.split())
            yield Problem(passage.path, passage.line_of(hit.start), f"'{text}' {fault}; {hit.advice}")


def _misspelled(context: Context, spelling: Mapping[str, str], fault: str) -> Iterator[Problem]:
    for passage in () if spelling.keys().isdisjoint(context.vocabulary) else context.own_words:
        for hit in wordlists.misspelled(passage.text, spelling):
            message = f"'{hit.text}' {fault}; write '{hit.advice}'"
            yield Problem(passage.path, passage.line_of(hit.start), message, fix=Fix(hit.text, hit.advice))


WORDING_RULES: tuple[ContextRule, ...] = (
    phrases_say_something,
    claims_are_not_praise,
    wording_includes_everyone,
    spelling_is_consistent,
    spelling_is_right,
    words_are_not_doubled,
)
