"""New and changed terms as a JSON Feed: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from glossary.exports.feed import Entry, entries, moment
from glossary.glossary import Glossary
from glossary.settings import Settings

PATH = "feed.json"


def files(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The feed."""
    text = json.dumps(json_feed(entries(glossary), glossary.settings), ensure_ascii=False, indent=1)
    yield PATH, [f"{text}\n"]


def json_feed(found: tuple[Entry, ...], settings: Settings) -> dict[str, Any]:
    """The feed as data."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.name,
        "description": settings.description,
        "home_page_url": settings.url,
        "feed_url": f"{settings.url}{PATH}",
        "language": settings.language,
        "authors": [{"name": settings.name, "url": settings.url}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.summary,
                "date_published": moment(entry.day),
            }
            for entry in found
        ],
    }
