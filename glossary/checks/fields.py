"""Rules on the front matter of each term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from glossary.checks.context import Context, ContextRule
from glossary.names import name_problems
from glossary.problem import Problem, did_you_mean
from glossary.rule import rule
from glossary.term import Term

MARKUP = re.compile(r"[*_`\[\]<>]|^#")
SECOND_SENTENCE = re.compile(r"[a-z0-9)][.?!]\s+[A-Z]")
GENERATED_PAGES = {
    "a-z": "the list of all terms",
    "category": "the category pages",
    "compare": "the pages that set two terms against each other",
    "paths": "the learning paths",
    "changes": "the list of what changed lately",
    "review": "the list of what is due for review",
    "checks": "the page on what is checked",
    "digest": "the weekly digest",
    "map": "the map",
    "write": "the form for a new term",
}
RESERVED_ADDRESSES = GENERATED_PAGES | {
    "api": "the glossary as data",
    "assets": "the site's own files",
    "components": "the scripts of the site",
    "images": "the pictures",
}


@rule("G011", alone=True)
def shelves_exist(context: Context) -> Iterator[Problem]:
    """Category and level are among those in glossary.yml.

    A term stands on one shelf of the category pages and under one level, and both lists are decided for the whole
    glossary. To open a new category, add it to glossary.yml with a title and a summary.

    Instead of: `category: running models`
    Write: `category: inference`
    """
    shelves = {"category": list(context.settings.category_by_slug), "level": list(context.settings.level_by_slug)}
    for term in context.terms:
        for field, value in (("category", term.category), ("level", term.level)):
            if value not in shelves[field]:
                choices = ", ".join(shelves[field])
                hint = did_you_mean(value, shelves[field])
                yield term.problem(f"'{field}' is '{value}'; write one of {choices}.{hint}", field)


@rule("G012")
def names_are_unique(context: Context) -> Iterator[Problem]:
    """No two terms share a title, acronym or alias, whatever its case and hyphens.

    A name is a promise: whoever searches for it, links to it or meets it in a text is led to one page. When two terms
    truly share a name, keep it as the title of one and say in the other's `disambiguation` what else the word can mean.

    Instead of: `aliases: [model]` in a term beside the term Model
    Write: `aliases: [language model]`
    """
    yield from name_problems(context.terms)


@rule("G013")
def addresses_are_free(context: Context) -> Iterator[Problem]:
    """A file name or an old name under `redirect_from` is no other page's address.

    Each term has the address of its file name, and the site has pages of its own, such as category/. An address that
    two pages claim would show only one of them.

    Instead of: a term in terms/category.md
    Write: terms/category-of-models.md, or another name that is free
    """
    taken = RESERVED_ADDRESSES | {page: f"the page {page}.md" for page in context.settings.pages}
    for term in context.terms:
        if term.slug in taken:
            message = f"the address '{term.slug}' belongs to {taken[term.slug]}; rename this file"
            yield Problem(term.path, 1, message)
        elif "-vs-" in term.slug:
            # Else compare/a-vs-b-vs-c/ would be two pages: a with b-vs-c, and a-vs-b with c.
            message = "'-vs-' belongs to the addresses of comparisons; name two terms and write 'compare_with' in one"
            yield Problem(term.path, 1, message)
    taken |= {slug: f"the term {slug}.md" for slug in context.slugs}
    for term in context.terms:
        for index, old in enumerate(term.redirect_from):
            if old in taken:
                message = f"'redirect_from' names '{old}', the address of {taken[old]}; remove it"
                yield term.problem(message, "redirect_from", index)
            taken.setdefault(old, f"a page that moved to {term.slug}.md")


@rule("G014")
def dates_are_past(context: Context) -> Iterator[Problem]:
    """A review, a source or a figure carries a day that has come; a fact expires after it was stated.

    Readers judge a page by its dates. A day in the future is a slip of the pen, and a claim that expires before it was
    made would never be checked.

    Instead of: `reviewed: 2062-11-22`
    Write: `reviewed: 2026-11-22`
    """
    for term in context.terms:
        for location, day in _days(term):
            if day > context.today:
                message = f"'{location[-1]}' is {day}, which has not come yet; write the day it happened"
                yield term.problem(message, *location)
        for index, fact in enumerate(term.facts):
            if fact.expires <= fact.as_of:
                message = f"'{fact.id}' expires on {fact.expires} but was stated on {fact.as_of}; write a later day"
                yield term.problem(message, "facts", index, "expires")


def _days(term: Term) -> Iterator[tuple[tuple[str | int, ...], date]]:
    yield ("reviewed",), term.reviewed
    if term.added:
        yield ("added",), term.added
    for index, source in enumerate(term.sources):
        yield ("sources", index, "date"), source.date
    for index, fact in enumerate(term.facts):
        yield ("facts", index, "as_of"), fact.as_of


@rule("G015", alone=True)
def facts_have_sources(context: Context) -> Iterator[Problem]:
    """A fact's source is one of the term's sources, and its id is its own.

    A claim that ages is only as good as the page that says so; under `sources` that page has a title and a date for
    the reader to judge.

    Instead of: a fact with a `source` that stands nowhere else
    Write: the same address under `sources` too, with `title` and `date`
    """
    for term in context.terms:
        urls = {source.url for source in term.sources}
        seen: set[str] = set()
        for index, fact in enumerate(term.facts):
            if fact.source not in urls:
                message = f"the source of '{fact.id}' is not under 'sources'; add it there with title and date"
                yield term.problem(message, "facts", index, "source")
            if fact.id in seen:
                yield term.problem(f"'{fact.id}' names two facts; give this one another id", "facts", index, "id")
            seen.add(fact.id)


@rule("G016", alone=True)
def deprecated_terms_are_replaced(context: Context) -> Iterator[Problem]:
    """A deprecated term says what to read instead, and only a deprecated one does.

    A word that fell out of use still brings readers. They are best served by the page on the word that replaced it.

    Instead of: `status: deprecated` alone
    Write: `status: deprecated` and `replaced_by: fine-tuning`
    """
    for term in context.terms:
        if term.status == "deprecated" and not term.replaced_by:
            yield term.problem("a deprecated term needs 'replaced_by': the term to read instead", "status")
        if term.status != "deprecated" and term.replaced_by:
            yield term.problem(
                "'replaced_by' is for deprecated terms; remove it or write 'status: deprecated'", "replaced_by"
            )


@rule("G017", alone=True)
def summaries_are_one_plain_sentence(context: Context) -> Iterator[Problem]:
    """The summary is one sentence without markup.

    Cards, search results, previews and page descriptions show it as plain text, so markup would show as signs, and a
    second sentence would be cut off in many of them.

    Instead of: `summary: A *token* is a piece of text. Models read it.`
    Write: `summary: A token is a piece of text, the unit in which a model reads.`
    """
    for term in context.terms:
        if MARKUP.search(term.summary):
            yield term.problem("'summary' holds markup; write it as plain words", "summary")
        if not term.summary.endswith((".", "?", "!")):
            yield term.problem("'summary' must be a sentence; end it with a period", "summary")
        elif SECOND_SENTENCE.search(term.summary):
            yield term.problem("'summary' has several sentences; keep the first, move the rest to the text", "summary")


@rule("G018")
def pictures_exist(context: Context) -> Iterator[Problem]:
    """The picture under `image` lies in terms/images/.

    A picture travels with the text, so it is a file of this repository and never an address elsewhere.

    Instead of: `src: kv-cache.png`
    Write: `src: images/kv-cache.png`
    """
    for term in context.terms:
        if term.image and term.image.src not in context.images:
            hint = did_you_mean(term.image.src, context.images)
            yield term.problem(f"there is no picture '{term.image.src}' in terms/.{hint}", "image", "src")


FIELD_RULES: tuple[ContextRule, ...] = (
    shelves_exist,
    names_are_unique,
    addresses_are_free,
    dates_are_past,
    facts_have_sources,
    deprecated_terms_are_replaced,
    summaries_are_one_plain_sentence,
    pictures_exist,
)
