"""The glossary as a SKOS thesaurus, in Turtle and in JSON-LD.

Source: SKOS Reference, https://www.w3.org/TR/skos-reference/. Two terms are `related` only where neither is broader
than the other, at any distance (integrity condition S27). A part is not a kind of its whole, so it is `related` to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from glossary.exports.api import FOLDER
from glossary.exports.identifiers import set_id, term_id
from glossary.glossary import Glossary
from glossary.prose import plain_text
from glossary.settings import Settings
from glossary.term import Term

TURTLE_PATH = f"{FOLDER}/terms.ttl"
JSON_LD_PATH = f"{FOLDER}/terms.jsonld"

Statement = tuple[URIRef, Literal | URIRef]


def turtle(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The thesaurus in Turtle."""
    yield TURTLE_PATH, [thesaurus(glossary).serialize(format="turtle")]


def json_ld(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The thesaurus in JSON-LD, in an order that does not change from run to run."""
    document = json.loads(thesaurus(glossary).serialize(format="json-ld", auto_compact=True), object_hook=_sorted_lists)
    yield JSON_LD_PATH, [json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"]


def thesaurus(glossary: Glossary) -> Graph:
    """The set of all terms, each term as a concept, and each category as a collection of its terms."""
    settings = glossary.settings
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL), ("xsd", XSD)):
        graph.bind(prefix, namespace)
    for name, about in (
        (URIRef(set_id(settings)), _scheme(settings)),
        *((URIRef(f"{settings.url}category/{c.slug}/#terms"), _collection(c.title, terms, settings))
          for c, terms in glossary.categories.items()),
        *((_concept(term.slug, settings), _about(term, glossary)) for term in glossary.terms),
    ):  # fmt: skip
        for predicate, value in about:
            graph.add((name, predicate, value))
    _add_relations(graph, glossary)
    return graph


def _scheme(settings: Settings) -> Iterator[Statement]:
    yield RDF.type, SKOS.ConceptScheme
    yield DCTERMS.title, _text(settings.name, settings)
    yield DCTERMS.description, _text(settings.description, settings)
    if settings.license:
        yield DCTERMS.license, URIRef(settings.license)


def _collection(title: str, terms: Iterable[Term], settings: Settings) -> Iterator[Statement]:
    yield RDF.type, SKOS.Collection
    yield SKOS.prefLabel, _text(title, settings)
    yield from ((SKOS.member, _concept(term.slug, settings)) for term in terms)


def _about(term: Term, glossary: Glossary) -> Iterator[Statement]:
    """What is said of a term by itself."""
    settings = glossary.settings
    definition = term.section("Definition")
    yield RDF.type, SKOS.Concept
    yield SKOS.inScheme, URIRef(set_id(settings))
    yield SKOS.notation, Literal(term.slug)
    yield SKOS.prefLabel, _text(term.title, settings)
    yield from ((SKOS.altLabel, _text(name, settings)) for name in term.names[1:])
    yield from ((SKOS.hiddenLabel, _text(form, settings)) for form in term.forms if form not in term.names)
    yield SKOS.definition, _text(plain_text(definition.markdown) if definition else term.summary, settings)
    if term.disambiguation:
        yield SKOS.scopeNote, _text(term.disambiguation, settings)
    if term.change_note:
        yield SKOS.changeNote, _text(term.change_note, settings)
    yield from ((SKOS.exactMatch, URIRef(address)) for address in term.same_as)
    yield DCTERMS.modified, Literal(term.reviewed.isoformat(), datatype=XSD.date)
    if term.added:
        yield DCTERMS.created, Literal(term.added.isoformat(), datatype=XSD.date)
    if term.status == "deprecated":
        yield OWL.deprecated, Literal(True)
    if term.replaced_by:
        yield DCTERMS.isReplacedBy, _concept(term.replaced_by, settings)


def _add_relations(graph: Graph, glossary: Glossary) -> None:
    """Broader and narrower first: they decide who may be merely related."""
    settings, scheme = glossary.settings, URIRef(set_id(glossary.settings))
    relations = [each for found in glossary.relations.values() for each in found]
    for each in relations:
        if each.type in ("broader", "narrower"):
            graph.add((_concept(each.source, settings), SKOS[each.type], _concept(each.target, settings)))
    above = {
        term.slug: set(graph.transitive_objects(_concept(term.slug, settings), SKOS.broader)) for term in glossary.terms
    }
    for each in relations:
        source, target = _concept(each.source, settings), _concept(each.target, settings)
        if target not in above[each.source] and source not in above[each.target]:
            graph.add((source, SKOS.related, target))
    for slug, concepts in above.items():
        # A concept is counted among those above it; with no other it is at the top.
        if len(concepts) == 1:
            graph.add((_concept(slug, settings), SKOS.topConceptOf, scheme))
            graph.add((scheme, SKOS.hasTopConcept, _concept(slug, settings)))


def _concept(slug: str, settings: Settings) -> URIRef:
    return URIRef(term_id(slug, settings))


def _text(words: str, settings: Settings) -> Literal:
    return Literal(words, lang=settings.language)


def _sorted_lists(node: dict[str, object]) -> dict[str, object]:
    return {
        key: sorted(value, key=lambda item: json.dumps(item, sort_keys=True)) if isinstance(value, list) else value
        for key, value in node.items()
    }
