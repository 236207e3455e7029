"""A term as a foreign source has it, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The name under which a Markdown file's text below its front matter stands.
BODY = "text"
# What rdflib calls the formats of a SKOS file, by how its name ends.
SKOS_FORMATS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".owl": "xml", ".nt": "nt", ".jsonld": "json-ld"}


class UnreadableError(Exception):
    """A source that cannot be read; its text says what to do."""


@dataclass(frozen=True)
class Record:
    """Every text of one term under the names that its source uses.

    `origin` says where it stands, for people ("terms.csv, row 3"); `name` is what others in the source call it by: a
    file's path, a concept's address, or nothing.
    """

    origin: str
    name: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Reading:
    """What was read: the records, the names they use in the order of the source, and what was passed over, with why."""

    records: tuple[Record, ...]
    names: tuple[str, ...]
    passed_over: tuple[str, ...] = ()
