"""The glossary as a SKOS thesaurus, in Turtle and in JSON-LD, one subject after the other.

Source: SKOS Reference, https://www.w3.org/TR/skos-reference/. Two terms are `related` only where neither is broader
than the other, at any distance (integrity condition S27). A part is not a kind of its whole, so it is `related` to it.

rdflib writes every name and text; a graph of all statements is never made, because it takes 4 ms a term.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS, XSD

from glossary.exports.api import FOLDER
from glossary.exports.identifiers import set_id, term_id
from glossary.glossary import Glossary
from glossary.prose import plain_text
from glossary.settings import Settings
from glossary.term import Term

TURTLE_PATH = f"{FOLDER}/terms.ttl"
JSON_LD_PATH = f"{FOLDER}/terms.jsonld"

_PREFIXES = {
    prefix: str(namespace) for prefix, namespace in {"dcterms": DCTERMS, "owl": OWL, "skos": SKOS, "xsd": XSD}.items()
}

Statement = tuple[URIRef, Literal | URIRef]
# Its name, its class, and what is said of it.
Subject = tuple[URIRef, URIRef, list[Statement]]


def turtle(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The thesaurus in Turtle."""
    yield TURTLE_PATH, _turtle(glossary)


def json_ld(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The thesaurus in JSON-LD."""
    yield JSON_LD_PATH, _json_ld(glossary)


def _turtle(glossary: Glossary) -> Iterator[str]:
    for prefix, namespace in _PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for name, kind, statements in thesaurus(glossary):
        said = [f"a {_short(kind)}"] + [f"{_short(predicate)} {value.n3()}" for predicate, value in statements]
        yield f"\n{name.n3()}\n    {f' ;{chr(10)}    '.join(said)} .\n"


def _json_ld(glossary: Glossary) -> Iterator[str]:
    yield f'{{"@context": {json.dumps(_PREFIXES)},\n"@graph": ['
    for number, (name, kind, statements) in enumerate(thesaurus(glossary)):
        node: dict[str, object] = {"@id": str(name), "@type": _short(kind)}
        for predicate in dict.fromkeys(predicate for predicate, _ in statements):
            values = [value for each, value in statements if each == predicate]
            node[_short(predicate)] = [_node(value) for value in values]
        yield f"{',' if number else ''}\n{json.dumps(node, ensure_ascii=False)}"
    yield "\n]}\n"


def _node(value: Literal | URIRef) -> dict[str, str]:
    if isinstance(value, URIRef):
        return {"@id": str(value)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    return {"@value": str(value), **({"@type": _short(value.datatype)} if value.datatype else {})}


@cache
def _short(address: URIRef) -> str:
    """An address of one of the vocabularies by its prefix."""
    prefix, namespace = next(pair for pair in _PREFIXES.items() if address.startswith(pair[1]))
    return f"{prefix}:{address.removeprefix(namespace)}"


def thesaurus(glossary: Glossary) -> Iterator[Subject]:
    """The set of all terms, each category as a collection of its terms, and each term as a concept."""
    settings = glossary.settings
    above = _above(glossary)
    top = [term for term in glossary.terms if not above[term.slug]]
    yield (
        URIRef(set_id(settings)),
        SKOS.ConceptScheme,
        [*_scheme(settings), *((SKOS.hasTopConcept, _concept(term.slug, settings)) for term in top)],
    )
    for category, terms in glossary.categories.items():
        name = URIRef(f"{settings.url}category/{category.slug}/#terms")
        yield name, SKOS.Collection, [*_collection(category.title, terms, settings)]
    for term in glossary.terms:
        statements = [*_about(term, glossary), *_relations(term, glossary, above)]
        yield _concept(term.slug, settings), SKOS.Concept, statements


def _scheme(settings: Settings) -> Iterator[Statement]:
    yield DCTERMS.title, _text(settings.name, settings)
    yield DCTERMS.description, _text(settings.description, settings)
    if settings.license:
        yield DCTERMS.license, URIRef(settings.license)


def _collection(title: str, terms: Iterable[Term], settings: Settings) -> Iterator[Statement]:
    yield SKOS.prefLabel, _text(title, settings)
    yield from ((SKOS.member, _concept(term.slug, settings)) for term in terms)


def _about(term: Term, glossary: Glossary) -> Iterator[Statement]:
    """What is said of a term by itself."""
    settings = glossary.settings
    definition = term.section("Definition")
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


def _relations(term: Term, glossary: Glossary, above: Mapping[str, Set[str]]) -> Iterator[Statement]:
    """The terms above and below, then those that are merely related, because none of them is above the other."""
    settings = glossary.settings
    relations = glossary.relations[term.slug]
    ordered = [(each.type, each.target) for each in relations if each.type in ("broader", "narrower")]
    yield from ((SKOS[kind], _concept(target, settings)) for kind, target in dict.fromkeys(ordered))
    for target in dict.fromkeys(each.target for each in relations):
        if target not in above[term.slug] and term.slug not in above[target]:
            yield SKOS.related, _concept(target, settings)
    if not above[term.slug]:
        yield SKOS.topConceptOf, URIRef(set_id(settings))


def _above(glossary: Glossary) -> dict[str, set[str]]:
    """For each slug those of all broader terms, at any distance."""
    broader = {
        slug: [each.target for each in relations if each.type == "broader"]
        for slug, relations in glossary.relations.items()
    }
    above: dict[str, set[str]] = {}
    for slug in broader:
        found, waiting = set[str](), [*broader[slug]]
        while waiting:
            higher = waiting.pop()
            if higher not in found:
                found.add(higher)
                waiting += broader[higher]
        above[slug] = found
    return above


def _concept(slug: str, settings: Settings) -> URIRef:
    return URIRef(term_id(slug, settings))


def _text(words: str, settings: Settings) -> Literal:
    return Literal(words, lang=settings.language)
