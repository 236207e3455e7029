"""Which column, property or key goes where."""

from __future__ import annotations

import pytest

from glossary.importing.targets import KEPT, MappingError, mapping, targets
from glossary.sections import SECTIONS


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Term", "title"),
        ("prefLabel", "title"),
        ("Also known as", "aliases"),
        ("SYNONYMS", "aliases"),
        ("Abbreviation", "acronym"),
        ("See also", "see-also"),
        ("BT", "broader"),
        ("Topic", "category"),
        ("hoverText", "summary"),
        ("Why it matters", "Why it matters"),
        ("key_takeaways", "Key takeaways"),
        ("Owner", KEPT),
    ],
)
def test_the_names_that_people_really_use_find_their_place(name: str, target: str) -> None:
    assert mapping([name], {}, SECTIONS) == {name: target}


def test_a_target_goes_to_the_first_that_fits_and_the_second_is_kept() -> None:
    assert mapping(["Name", "Term"], {}, SECTIONS) == {"Name": "title", "Term": KEPT}


def test_relations_of_one_kind_may_come_from_several_columns() -> None:
    assert mapping(["See also", "Related terms"], {}, SECTIONS) == {"See also": "see-also", "Related terms": "see-also"}


def test_a_wish_decides_and_frees_what_it_took() -> None:
    assert mapping(["Name", "Term"], {"Term": "title"}, SECTIONS) == {"Name": KEPT, "Term": "title"}
    assert mapping(["Name", "Term"], {"Name": KEPT}, SECTIONS) == {"Name": KEPT, "Term": "title"}


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"Trem": "title"}, "there is no 'Trem' in this source. Did you mean 'Term'?"),
        ({"Term": "titel"}, "'titel' is not a field or section. Did you mean 'title'?"),
    ],
)
def test_a_wish_that_names_nothing_is_told_what_is_near(wishes: dict[str, str], message: str) -> None:
    with pytest.raises(MappingError) as caught:
        mapping(["Term"], wishes, SECTIONS)
    assert str(caught.value) == message


def test_every_target_can_be_wished_for() -> None:
    assert [mapping(["x"], {"x": each}, SECTIONS) for each in targets(SECTIONS)] == [
        {"x": each} for each in targets(SECTIONS)
    ]
