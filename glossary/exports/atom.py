"""New and changed terms as an Atom feed: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from glossary.exports.feed import Entry, entries, last_change, moment
from glossary.glossary import Glossary
from glossary.settings import Settings

PATH = "feed.xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"


def files(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The feed."""
    yield PATH, [atom(entries(glossary), glossary.settings)]


def atom(found: tuple[Entry, ...], settings: Settings) -> str:
    """The text of the feed; XML's own signs in what is said are escaped by the library."""
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": settings.language})
    _say(feed, "id", settings.url)
    _say(feed, "title", settings.name)
    _say(feed, "subtitle", settings.description)
    _say(feed, "updated", moment(last_change(found)))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{settings.url}{PATH}")
    SubElement(feed, "link", rel="alternate", type="text/html", href=f"{settings.url}changes/")
    _say(SubElement(feed, "author"), "name", settings.name)
    if settings.license:
        SubElement(feed, "link", rel="license", href=settings.license)
    for entry in found:
        element = SubElement(feed, "entry")
        _say(element, "id", entry.id)
        _say(element, "title", entry.title)
        _say(element, "updated", moment(entry.day))
        SubElement(element, "link", rel="alternate", type="text/html", href=entry.url)
        _say(element, "summary", entry.summary)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
