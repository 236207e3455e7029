"""The thesaurus: read back by a parser, and judged by the integrity conditions of the SKOS Reference.

Source: https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, SKOS

from glossary.exports import skos
from glossary.glossary import Glossary
from glossary.settings import Settings
from glossary.term import Term
from tests.conftest import ROOT
from tests.glossary.exports.published import GLOSSARY, texts


def read(glossary: Glossary) -> Graph:
    return Graph().parse(data=texts(skos.turtle(glossary))[skos.TURTLE_PATH], format="turtle")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read(GLOSSARY)


def concept(slug: str, settings: Settings = GLOSSARY.settings) -> URIRef:
    return URIRef(f"{settings.url}{slug}/#term")


def test_both_forms_say_the_same(graph: Graph) -> None:
    text = texts(skos.json_ld(GLOSSARY))[skos.JSON_LD_PATH]
    assert isomorphic(graph, Graph().parse(data=text, format="json-ld"))


def test_every_term_is_a_concept_of_the_one_scheme(graph: Graph) -> None:
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == {concept(term.slug) for term in GLOSSARY.terms}
    assert concepts == set(graph.subjects(SKOS.inScheme, scheme))
    for term in GLOSSARY.terms:
        assert str(graph.value(concept(term.slug), SKOS.prefLabel)) == term.title
        assert {str(name) for name in graph.objects(concept(term.slug), SKOS.altLabel)} == set(term.names[1:])
        assert len(list(graph.objects(concept(term.slug), SKOS.definition))) == 1


def test_every_term_stands_in_the_collection_of_its_category(graph: Graph) -> None:
    pairs = graph.subject_objects(SKOS.member)
    members = {(str(graph.value(group, SKOS.prefLabel)), member) for group, member in pairs}
    titles = GLOSSARY.settings.category_by_slug
    assert members == {(titles[term.category].title, concept(term.slug)) for term in GLOSSARY.terms}


def problems(graph: Graph) -> list[str]:
    """What breaks an integrity condition; each is quoted by its number."""
    found = []
    types = {kind: set(graph.subjects(RDF.type, kind)) for kind in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection)}
    if types[SKOS.Concept] & types[SKOS.ConceptScheme]:
        found.append("S9")
    if types[SKOS.Collection] & (types[SKOS.Concept] | types[SKOS.ConceptScheme]):
        found.append("S37")
    for each in types[SKOS.Concept]:
        labels = [set(graph.objects(each, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        if any(labels[a] & labels[b] for a, b in ((0, 1), (0, 2), (1, 2))):
            found.append(f"S13 {each}")
        if len(labels[0]) != 1:
            found.append(f"S14 {each}")
        above = set(graph.transitive_objects(each, SKOS.broader)) - {each}
        if above & (set(graph.objects(each, SKOS.related)) | set(graph.subjects(SKOS.related, each))):
            found.append(f"S27 {each}")
        if set(graph.objects(each, SKOS.broader)) != set(graph.subjects(SKOS.narrower, each)):
            found.append(f"S25 {each}")
        if set(graph.objects(each, SKOS.related)) != set(graph.subjects(SKOS.related, each)):
            found.append(f"S23 {each}")
    return found


def test_the_thesaurus_is_consistent(graph: Graph) -> None:
    assert problems(graph) == []


def test_a_term_related_to_one_above_it_stays_below_it(make_term: Callable[..., Term], settings: Settings) -> None:
    def relations(*pairs: tuple[str, str]) -> list[dict[str, str]]:
        return [{"term": other, "type": kind, "why": "It is."} for other, kind in pairs]

    terms = (
        make_term("a", title="A", related=relations(("b", "broader"), ("c", "contrast"))),
        make_term("b", title="B", related=relations(("c", "broader"), ("d", "see-also"))),
        make_term("c", title="C", related=relations(("d", "prerequisite"), ("a", "see-also"))),
        make_term("d", title="D", related=relations(("b", "contrast"), ("c", "see-also"))),
    )
    graph = read(Glossary(settings, terms))
    a, b, c, d = (concept(slug, settings) for slug in "abcd")
    assert problems(graph) == []
    assert (a, SKOS.related, c) not in graph
    assert {(c, d), (d, c), (b, d), (d, b)} == set(graph.subject_objects(SKOS.related))
    assert set(graph.subjects(SKOS.topConceptOf)) == {c, d}


def test_hostile_text_is_a_label_and_nothing_else(hostile_glossary: Glossary, hostile: str) -> None:
    graph = read(hostile_glossary)
    text = texts(skos.json_ld(hostile_glossary))[skos.JSON_LD_PATH]
    assert isomorphic(graph, Graph().parse(data=text, format="json-ld"))
    name = concept("kv-cache", hostile_glossary.settings)
    assert graph.value(name, SKOS.scopeNote) == Literal(hostile, lang="en")
    assert (name, OWL.deprecated, Literal(True)) in graph
    assert problems(graph) == []


def test_every_run_writes_the_same_bytes() -> None:
    code = """
from glossary.exports import export_files
from tests.glossary.exports.published import GLOSSARY, texts
print(texts(export_files(GLOSSARY)))
"""
    command = [sys.executable, "-c", code]
    seeds = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    runs = [subprocess.run(command, cwd=ROOT, env=seed, capture_output=True, check=True).stdout for seed in seeds]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 100_000
