"""Rules on where a term's claims come from and how fresh they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from glossary.checks.context import Context, ContextRule
from glossary.days import day_in_words
from glossary.problem import Fix, Problem, Severity
from glossary.reviews import fact_is_past, review_is_overdue
from glossary.rule import rule
from glossary.strict_yaml import Location
from glossary.term import Learn, Source, Term, Tool
from glossary.wordlists import data

TRACKING = re.compile(r"utm_\w+|gclid|fbclid|mc_[ce]id|ref_src|igshid")
SHORTENERS = {"bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "buff.ly", "lnkd.in", "is.gd"}
ARXIV_FILE = re.compile(r"/(?:pdf|html)/(?P<paper>\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?/?")


@rule("G080", alone=True)
def sources_are_listed_once(context: Context) -> Iterator[Problem]:
    """No source stands twice under `sources`, under the same address or another of the same page.

    Two entries look like two witnesses to a reader who counts them. A paper's abstract and its PDF are one, and so are
    an address with and without what tracks its readers.

    Instead of: `https://arxiv.org/abs/2309.06180` and `https://arxiv.org/pdf/2309.06180`
    Write: `https://arxiv.org/abs/2309.06180`
    """
    for term in context.terms:
        seen: set[str] = set()
        for index, source in enumerate(term.sources):
            page = _page(source.url)
            if page in seen:
                yield term.problem(f"{source.url} stands twice under 'sources'; keep one", "sources", index, "url")
            seen.add(page)


@rule("G081", Severity.WARNING, alone=True)
def addresses_are_lasting(context: Context) -> Iterator[Problem]:
    """An address leads straight to its page: the paper's own page, without tracking, through no shortener.

    A paper's page on arXiv shows every version, its dates and corrections; its PDF is one version. Tracking tells the
    publisher about our readers, and a shortened address hides where it leads and dies with its service.

    Instead of: `https://arxiv.org/pdf/2309.06180v1` or `https://example.org/paper?utm_source=x`
    Write: `https://arxiv.org/abs/2309.06180` or `https://example.org/paper`
    """
    for term in context.terms:
        for location, url in _addresses(term):
            better = _lasting(url)
            if urlsplit(url).hostname in SHORTENERS:
                yield term.problem(f"{url} hides where it leads; write the address it leads to", *location)
            elif better != url:
                line = term.line(*location)
                yield Problem(term.path, line, f"write {better} instead of {url}", fix=Fix(url, better))


@rule("G082", Severity.WARNING, alone=True)
def sources_are_primary(context: Context) -> Iterator[Problem]:
    """A source is the paper, the specification or the vendor's own page, not one that reports on it.

    What passes from page to page loses its conditions and its date on the way. The hosts in question are listed in
    glossary/words/secondary_sources.toml; where such a page is itself the original, accept the exception and say so.

    Instead of: `https://en.wikipedia.org/wiki/Perplexity`
    Write: the paper that its footnote names
    """
    advice = data("secondary_sources")
    for term in context.terms:
        for index, source in enumerate(term.sources):
            host = (urlsplit(source.url).hostname or "").removeprefix("www.")
            known = next((pattern for pattern in advice if fnmatchcase(host, pattern)), None)
            if known:
                yield term.problem(f"{host} is no primary source; {advice[known]}", "sources", index, "url")


@rule("G083", Severity.WARNING, acceptable=False)
def facts_are_current(context: Context) -> Iterator[Problem]:
    """No claim is past the day by which a person was to look again.

    The page says how old the claim is, so nothing false is shown; but a price of last year is of little use. Look at
    the source, then write the new claim, `as_of` and `expires`, there and in the text.

    Instead of: `expires: 2026-02-28` in November 2026
    Write: the claim as it is now, with today's date and the next day to look
    """
    for term in context.terms:
        for index, fact in enumerate(term.facts):
            if fact_is_past(fact, context.today):
                message = f"'{fact.id}' expired on {day_in_words(fact.expires)}; check {fact.source} and date it anew"
                yield term.problem(message, "facts", index, "expires")


@rule("G084", Severity.WARNING, acceptable=False)
def reviews_are_not_overdue(context: Context) -> Iterator[Problem]:
    """A person has checked the page within the months that `review_every` gives.

    The site shows when a page was checked and when it is next due; the page "Due for review" lists what is overdue.
    Read the page against its sources, mend it, and write today's date under `reviewed`.

    Instead of: `reviewed: 2025-06-01` in November 2026
    Write: `reviewed: 2026-11-24` once you have read it against its sources
    """
    for term in context.terms:
        if review_is_overdue(term, context.today):
            message = f"this page was due for review on {day_in_words(term.next_review)}; read it against its sources"
            yield term.problem(message, "reviewed")


def _addresses(term: Term) -> Iterator[tuple[Location, str]]:
    entries: dict[str, Sequence[Source | Learn | Tool]] = {
        "sources": term.sources,
        "learn": term.learn,
        "tools": term.tools,
    }
    for name, listed in entries.items():
        yield from (((name, index, "url"), entry.url) for index, entry in enumerate(listed))
    yield from ((("facts", index, "source"), fact.source) for index, fact in enumerate(term.facts))


def _lasting(url: str) -> str:
    """The address without what tracks readers, and a paper's page on arXiv instead of one version of its file."""
    parts = urlsplit(url)
    paper = ARXIV_FILE.fullmatch(parts.path) if parts.hostname in ("arxiv.org", "www.arxiv.org") else None
    if paper:
        return f"https://arxiv.org/abs/{paper['paper']}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]
    return url if kept == pairs else urlunsplit(parts._replace(query=urlencode(kept)))


def _page(url: str) -> str:
    """What two addresses of one page have in common."""
    parts = urlsplit(_lasting(url))
    paper = re.sub(r"(?<=/abs/)(\d{4}\.\d{4,5})v\d+", r"\1", parts.path)
    return f"{(parts.hostname or '').removeprefix('www.')}{paper.rstrip('/')}?{parts.query}"


SOURCE_RULES: tuple[ContextRule, ...] = (
    sources_are_listed_once,
    addresses_are_lasting,
    sources_are_primary,
    facts_are_current,
    reviews_are_not_overdue,
)
