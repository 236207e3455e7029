"""What both feeds say: an entry for each addition and each review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from glossary.glossary import Glossary

MAX_ENTRIES = 100


@dataclass(frozen=True)
class Entry:
    """One change for a feed reader; `id` never changes."""

    id: str
    url: str
    title: str
    summary: str
    day: date


def entries(glossary: Glossary) -> tuple[Entry, ...]:
    """The latest changes, newest first.

    An id is a tag URI (https://www.rfc-editor.org/rfc/rfc4151) of the site, the day and the term, so a term that
    changes its name is a new entry but an entry that is fetched again is not.
    """
    settings = glossary.settings
    host = urlsplit(settings.url).hostname
    return tuple(
        Entry(
            id=f"tag:{host},{change.day}:{change.term.slug}",
            url=settings.term_address(change.term.slug),
            title=f"{'New' if change.kind == 'added' else 'Reviewed'}: {change.term.title}",
            summary=change.note or change.term.summary,
            day=change.day,
        )
        for change in islice(glossary.changes, MAX_ENTRIES)
    )


def moment(day: date) -> str:
    """A day as the moment it begins (RFC 3339): terms are dated by the day, feeds by the second."""
    return f"{day}T00:00:00Z"


def last_change(found: tuple[Entry, ...]) -> date:
    """The day of the newest entry; a glossary without any has not changed since the day from which computers count."""
    return found[0].day if found else date(1970, 1, 1)
