"""SKOS as its specification has it, in each of the formats in which vocabularies are passed on."""

from __future__ import annotations

import pytest
from rdflib import Graph

from glossary.importing.record import SKOS_FORMATS, UnreadableError
from glossary.importing.skos import read_skos

BREAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
ex:all a skos:ConceptScheme ; skos:prefLabel "Baking"@en .
ex:bread a skos:Concept ; skos:prefLabel "Bread"@en, "Brot"@de ; skos:definition "Baked dough."@en-US ;
  dct:created "2020-01-31" ; skos:narrower ex:rye .
ex:rye a skos:Concept ; skos:prefLabel "Rye bread"@en ; skos:altLabel "black bread"@en, "pumpernickel"@en .
"""


@pytest.mark.parametrize("suffix", SKOS_FORMATS)
def test_every_format_gives_the_same_records(suffix: str) -> None:
    text = Graph().parse(data=BREAD, format="turtle").serialize(format=SKOS_FORMATS[suffix])
    bread, rye = read_skos(text.encode(), f"bread{suffix}", suffix, "en").records
    assert bread.values == {
        "prefLabel": ("Bread",),
        "prefLabel (de)": ("Brot",),
        "definition": ("Baked dough.",),
        "created": ("2020-01-31",),
        "narrower": ("https://example.org/rye",),
    }
    assert rye.values["altLabel"] == ("black bread", "pumpernickel")


def test_a_relation_that_one_side_states_is_known_to_both() -> None:
    _, rye = read_skos(BREAD.encode(), "bread.ttl", ".ttl", "en").records
    assert rye.values["broader"] == ("https://example.org/bread",)


def test_another_language_can_be_the_one_to_take() -> None:
    bread, _ = read_skos(BREAD.encode(), "bread.ttl", ".ttl", "de").records
    assert bread.values["prefLabel"] == ("Brot",)
    assert bread.values["prefLabel (en)"] == ("Bread",)


@pytest.mark.parametrize(
    ("text", "message"),
    [("a b", r"bread\.ttl: this is not valid turtle"), ("", r"bread\.ttl: there is no skos:Concept in this file")],
)
def test_a_file_without_concepts_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_skos(text.encode(), "bread.ttl", ".ttl", "en")
