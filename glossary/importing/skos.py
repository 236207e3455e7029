"""Read a vocabulary in SKOS, as Turtle, RDF/XML or JSON-LD.

Source: SKOS Reference, W3C Recommendation, https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node, URIRef

from glossary.importing.record import SKOS_FORMATS, Reading, Record, UnreadableError


def read_skos(data: bytes, file_name: str, suffix: str, language: str) -> Reading:
    """A record for each concept, by the last part of each property's address.

    Texts in `language` and texts without a language come under the property's name, texts in another under that name
    and the language, as in "prefLabel (de)". UnreadableError where the file cannot be parsed or holds no concept.
    """
    graph = Graph()
    try:
        graph.parse(data=data, format=SKOS_FORMATS[suffix])
    except Exception as error:  # Each of rdflib's parsers raises errors of its own.
        first = str(error).strip().split("\n")[0][:200]
        raise UnreadableError(f"{file_name}: this is not valid {SKOS_FORMATS[suffix]} ({first})") from None
    labeled = set(graph.subjects(SKOS.prefLabel, None)) - set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = sorted(set(graph.subjects(RDF.type, SKOS.Concept)) | labeled, key=str)
    if not concepts:
        raise UnreadableError(f"{file_name}: there is no skos:Concept in this file")
    records = tuple(Record(str(concept), str(concept), _values(graph, concept, language)) for concept in concepts)
    names = dict.fromkeys(name for record in records for name in record.values)
    return Reading(records, tuple(names))


def _values(graph: Graph, concept: Node, language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for property_, value in sorted(graph.predicate_objects(concept), key=str):
        if property_ != RDF.type:
            found.setdefault(_name(property_, value, language), []).append(str(value))
    for inverse, name in ((SKOS.broader, "narrower"), (SKOS.narrower, "broader"), (SKOS.related, "related")):
        _add(found, name, (str(other) for other in graph.subjects(inverse, concept)))
    return {name: tuple(texts) for name, texts in sorted(found.items())}


def _add(found: dict[str, list[str]], name: str, addresses: Iterable[str]) -> None:
    known = found.setdefault(name, [])
    known += [address for address in sorted(addresses) if address not in known]
    if not known:
        del found[name]


def _name(property_: Node, value: Node, language: str) -> str:
    address = str(property_)
    name = address.rpartition("#")[2] or address
    if isinstance(property_, URIRef) and "#" not in address:
        name = address.rstrip("/").rpartition("/")[2]
    foreign = isinstance(value, Literal) and value.language and value.language.split("-")[0] != language
    return f"{name} ({value.language})" if foreign and isinstance(value, Literal) else name
