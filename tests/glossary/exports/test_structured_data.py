"""What search engines read: parsed as JSON-LD, its words looked up in schema.org's own list."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SDO, Graph, Literal, URIRef

from glossary.exports.structured_data import script_text, site_data, term_data
from glossary.glossary import Glossary
from tests.glossary.exports.published import GLOSSARY

SETTINGS = GLOSSARY.settings
SLUGS = [term.slug for term in GLOSSARY.terms]


def graph_of(data: dict[str, Any]) -> Graph:
    """The statements; the context is given here because fetching schema.org's own needs a network."""
    assert data["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(data | {"@context": {"@vocab": str(SDO)}}), format="json-ld")


def things(graph: Graph, kind: URIRef) -> list[Any]:
    return list(graph.subjects(RDF.type, kind))


class Scripts(HTMLParser):
    """The text of each script of a page, as a browser takes it apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


@pytest.mark.parametrize("slug", SLUGS)
def test_only_words_of_schema_org_are_used(slug: str) -> None:
    graph = graph_of(term_data(GLOSSARY.by_slug[slug], GLOSSARY)) + graph_of(site_data(SETTINGS))
    used = {word for word in {*graph.predicates(), *graph.objects(None, RDF.type)} if word != RDF.type}
    # https://schema.org/docs/actions.html adds `-input` to the name of a property that is to be filled in.
    assert [word for word in used if word not in SDO and word != SDO["query"] + "-input"] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_about_its_term_which_belongs_to_the_one_set(slug: str) -> None:
    term = GLOSSARY.by_slug[slug]
    graph = graph_of(term_data(term, GLOSSARY))
    (name,) = things(graph, SDO.DefinedTerm)
    (terms,) = things(graph, SDO.DefinedTermSet)
    assert str(graph.value(name, SDO.name)) == term.title
    assert str(graph.value(name, SDO.description)) == term.summary
    assert {str(other) for other in graph.objects(name, SDO.alternateName)} == set(term.names[1:])
    assert graph.value(name, SDO.inDefinedTermSet) == terms
    assert things(graph_of(site_data(SETTINGS)), SDO.DefinedTermSet) == [terms]
    page = URIRef(SETTINGS.term_address(slug))
    assert graph.value(page, SDO.about) == name
    assert str(graph.value(page, SDO.dateModified)) == term.reviewed.isoformat()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_common_question_stands_there_with_its_answer(slug: str) -> None:
    section = GLOSSARY.by_slug[slug].section("Common questions")
    assert section
    graph = graph_of(term_data(GLOSSARY.by_slug[slug], GLOSSARY))
    (page,) = things(graph, SDO.FAQPage)
    questions = set(graph.objects(page, SDO.mainEntity))
    assert len(questions) == len(section.entries)
    for question in questions:
        answer = graph.value(question, SDO.acceptedAnswer)
        assert str(graph.value(answer, SDO.text))
        assert str(graph.value(question, SDO.name)).endswith("?")


def test_the_way_to_the_page_is_numbered_from_the_home_page() -> None:
    graph = graph_of(term_data(GLOSSARY.by_slug["kv-cache"], GLOSSARY))
    (crumbs,) = things(graph, SDO.BreadcrumbList)
    steps = sorted(
        (int(graph.value(step, SDO.position)), str(graph.value(step, SDO.item)))  # type: ignore[arg-type]  # a number
        for step in graph.objects(crumbs, SDO.itemListElement)
    )
    url = SETTINGS.url
    assert steps == [(1, url), (2, f"{url}category/inference/"), (3, f"{url}kv-cache/")]


def test_hostile_text_stays_inside_its_script_and_its_value(hostile_glossary: Glossary, hostile: str) -> None:
    data = term_data(hostile_glossary.by_slug["kv-cache"], hostile_glossary)
    (text,) = Scripts(f'<script type="application/ld+json">{script_text(data)}</script>').texts
    graph = graph_of(json.loads(text))
    (name,) = things(graph, SDO.DefinedTerm)
    assert graph.value(name, SDO.disambiguatingDescription) == Literal(hostile)


@given(st.text(st.characters(codec="utf-8")) | st.sampled_from(["</script>", "<!--", "<script>", "]]>", "\u2028"]))
def test_no_text_can_end_the_script_or_change(text: str) -> None:
    written = script_text({"name": text})
    assert "<" not in written
    assert json.loads(written) == {"name": text}
