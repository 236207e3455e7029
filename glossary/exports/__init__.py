"""Every form in which the glossary is published besides its pages: one small module for each format.

A module makes its files from a `Glossary` alone: site paths with their text in pieces, so that a file of a large
glossary never stands in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from glossary.exports import api, atom, csv_table, json_feed, llms, skos
from glossary.glossary import Glossary

Files = Iterator[tuple[str, Iterable[str]]]


@dataclass(frozen=True)
class Export:
    """A published format: what it is called, where it starts, what it is good for, and what makes its files."""

    title: str
    path: str
    media_type: str
    purpose: str
    files: Callable[[Glossary], Files]


EXPORTS = (
    Export(
        "JSON",
        api.LIST_PATH,
        "application/json",
        "Every term as data, with a file for each.",
        api.files,
    ),
    Export("JSON Schema", api.schema_path("terms"), "application/schema+json", "What the JSON holds.", api.schemas),
    Export("CSV", csv_table.PATH, "text/csv", "One row for each term, for spreadsheets.", csv_table.files),
    Export("SKOS in Turtle", skos.TURTLE_PATH, "text/turtle", "The terms as a thesaurus for linked data.", skos.turtle),
    Export("SKOS in JSON-LD", skos.JSON_LD_PATH, "application/ld+json", "The same thesaurus as JSON.", skos.json_ld),
    Export("Atom feed", atom.PATH, "application/atom+xml", "New and changed terms in a feed reader.", atom.files),
    Export("JSON Feed", json_feed.PATH, "application/feed+json", "The same feed as JSON.", json_feed.files),
    Export("llms.txt", llms.INDEX_PATH, "text/plain", "What is here and where, for language models.", llms.index),
    Export("llms-full.txt", llms.FULL_PATH, "text/plain", "Every term's text in one file.", llms.full),
)


def export_files(glossary: Glossary) -> Files:
    """Every file of every export."""
    for export in EXPORTS:
        yield from export.files(glossary)
