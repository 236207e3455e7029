"""Both feeds: Atom read by feedparser, JSON Feed by what its specification asks of every feed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

from glossary.exports import atom, json_feed
from glossary.exports.feed import MAX_ENTRIES
from glossary.glossary import Glossary
from glossary.reviews import PastReview
from glossary.settings import Settings
from glossary.term import Term
from tests.glossary.exports.published import GLOSSARY, texts


def read_atom(glossary: Glossary) -> Any:
    feed = feedparser.parse(texts(atom.files(glossary))[atom.PATH].encode(), sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def read_json(glossary: Glossary) -> Any:
    return json.loads(texts(json_feed.files(glossary))[json_feed.PATH])


def test_atom_has_what_the_standard_asks_of_a_feed_and_its_entries() -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: id, title, updated; an author; a link to the feed itself and to the page."""
    feed, url = read_atom(GLOSSARY), GLOSSARY.settings.url
    assert (feed.feed.id, feed.feed.title, feed.feed.author) == (url, GLOSSARY.settings.name, GLOSSARY.settings.name)
    links = {link.rel: link.href for link in feed.feed.links}
    assert (links["self"], links["alternate"]) == (f"{url}feed.xml", f"{url}changes/")
    assert feed.feed.updated == max(entry.updated for entry in feed.entries)
    for entry in feed.entries:
        assert entry.id.startswith("tag:")
        assert entry.title
        assert entry.summary
        assert entry.link.startswith(url)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_json_feed_has_what_its_standard_asks() -> None:
    """https://www.jsonfeed.org/version/1.1/: version and title; of each item an id and a text."""
    feed = read_json(GLOSSARY)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{GLOSSARY.settings.url}feed.json"
    assert all(item["id"] and item["content_text"] for item in feed["items"])
    assert all(urlsplit(item["url"]).scheme == "https" for item in feed["items"])


def test_both_feeds_say_the_same() -> None:
    entries, items = read_atom(GLOSSARY).entries, read_json(GLOSSARY)["items"]
    assert [(e.id, e.title, e.link, e.updated, e.summary) for e in entries] == [
        (i["id"], i["title"], i["url"], i["date_published"], i["content_text"]) for i in items
    ]


def test_the_newest_change_comes_first_and_the_feed_has_an_end() -> None:
    days = [entry.updated for entry in read_atom(GLOSSARY).entries]
    assert days == sorted(days, reverse=True)
    assert 0 < len(days) <= MAX_ENTRIES


def test_hostile_text_is_text(hostile_glossary: Glossary, hostile: str) -> None:
    feed = read_atom(hostile_glossary)
    texts_of = {entry.link: entry for entry in feed.entries if entry.title.startswith("Reviewed")}
    entry = texts_of[hostile_glossary.settings.term_address("kv-cache")]
    assert (entry.title, entry.summary) == (f"Reviewed: {hostile[:80]}", hostile)
    assert entry.summary_detail.type == "text/plain"
    item = next(item for item in read_json(hostile_glossary)["items"] if item["id"] == entry.id)
    assert (item["title"], item["content_text"]) == (entry.title, entry.summary)


@pytest.fixture
def reviewed_thrice(make_term: Callable[..., Term], settings: Settings) -> Glossary:
    term = make_term("kv-cache", added=date(2024, 3, 1), reviewed=date(2026, 5, 5), change_note="New figures.")
    past = (PastReview("kv-cache", date(2025, 2, 2), "Fewer words."), PastReview("gone", date(2025, 2, 3)))
    return Glossary(settings, (term,), past_reviews=past)


def test_an_entry_tells_of_each_review_with_the_note_of_its_day(reviewed_thrice: Glossary) -> None:
    items = read_json(reviewed_thrice)["items"]
    found = [(item["date_published"][:10], item["title"], item["content_text"]) for item in items]
    summary = reviewed_thrice.terms[0].summary
    assert found == [
        ("2026-05-05", "Reviewed: KV cache", "New figures."),
        ("2025-02-02", "Reviewed: KV cache", "Fewer words."),
        ("2024-03-01", "New: KV cache", summary),
    ]


def test_a_glossary_without_terms_still_has_a_feed(settings: Settings) -> None:
    assert read_atom(Glossary(settings, ())).entries == []
    assert read_json(Glossary(settings, ()))["items"] == []
