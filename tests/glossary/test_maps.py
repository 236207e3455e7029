"""What the map of the glossary holds: every term once, every related pair once, and never more than can be read."""

from collections.abc import Callable

import pytest

from glossary.glossary import Glossary
from glossary.maps import (
    HUES,
    MAX_LINES,
    MAX_TERMS_ON_ONE_MAP,
    Tie,
    fits_one_map,
    hue,
    map_of_categories,
    map_of_category,
    map_of_terms,
)
from glossary.settings import Settings
from glossary.term import Related, Term

MakeTerm = Callable[..., Term]
MakeGlossary = Callable[..., Glossary]


@pytest.fixture(scope="session")
def glossary_of(make_term: MakeTerm, settings: Settings) -> MakeGlossary:
    """A glossary of terms given as slug=(category, *(target, relation type))."""
    blank = make_term("a")

    def make(**terms: tuple[str, *tuple[tuple[str, str], ...]]) -> Glossary:
        made = []
        for slug, (category, *related) in terms.items():
            entries = tuple(Related(term=target, type=type_, why="So.") for target, type_ in related)
            made.append(
                blank.model_copy(update={"slug": slug, "title": slug, "category": category, "related": entries})
            )
        return Glossary(settings, tuple(made))

    return make


def test_terms_stand_by_category_in_the_order_of_the_settings(glossary_of: MakeGlossary) -> None:
    found = map_of_terms(glossary_of(a=("models",), b=("basics",), c=("models",)))
    assert [(c.title, c.address, [p.key for p in c.points]) for c in found.clusters] == [
        ("Basics", "category/basics/", ["b"]),
        ("Models", "category/models/", ["a", "c"]),
    ]


def test_two_related_terms_have_one_line_however_often_they_are_related(glossary_of: MakeGlossary) -> None:
    found = map_of_terms(
        glossary_of(a=("models", ("b", "see-also"), ("b", "contrast")), b=("basics", ("a", "see-also")))
    )
    assert found.ties == (Tie("a", "b"),)
    assert [point.count for point in found.points] == [1, 1]


def test_a_category_s_map_has_its_terms_by_level_and_the_lines_among_them(
    glossary_of: MakeGlossary, settings: Settings
) -> None:
    glossary = glossary_of(a=("models", ("b", "see-also"), ("c", "see-also")), b=("basics",), c=("models",))
    found = map_of_category(glossary, settings.category_by_slug["models"])
    assert [(c.title, [p.key for p in c.points]) for c in found.clusters] == [("Starter", ["a", "c"])]
    assert found.ties == (Tie("a", "c"),)


def test_categories_are_tied_by_how_many_relations_cross_between_them(glossary_of: MakeGlossary) -> None:
    found = map_of_categories(
        glossary_of(a=("models", ("b", "see-also"), ("c", "see-also")), b=("basics",), c=("basics", ("b", "part-of")))
    )
    assert [(point.key, point.count) for point in found.points] == [("basics", 2), ("models", 1)]
    assert found.ties == (Tie("basics", "models", 2),)
    assert found.counted == "term"


def many(count: int) -> dict[str, tuple[object, ...]]:
    """Terms n0, n1 …, each related to the four after it, first as a prerequisite and then as something to see."""
    types = ("prerequisite", "see-also", "see-also", "see-also")
    return {
        f"n{i}": ("models", *((f"n{(i + 1 + step) % count}", type_) for step, type_ in enumerate(types)))
        for i in range(count)
    }


def test_a_picture_keeps_the_lines_that_say_most(glossary_of: MakeGlossary) -> None:
    found = map_of_terms(glossary_of(**many(150)))
    assert len(found.ties) == MAX_LINES
    assert found.left_out == 4 * 150 - MAX_LINES
    read_first = {frozenset((f"n{i}", f"n{(i + 1) % 150}")) for i in range(150)}
    assert {frozenset((tie.source, tie.target)) for tie in found.ties} >= read_first


@pytest.mark.parametrize(("count", "fits"), [(MAX_TERMS_ON_ONE_MAP, True), (MAX_TERMS_ON_ONE_MAP + 1, False)])
def test_a_large_glossary_does_not_go_on_one_map(glossary_of: MakeGlossary, count: int, fits: bool) -> None:
    assert fits_one_map(glossary_of(**many(count))) is fits


def test_each_category_has_its_own_color_and_mark_until_there_are_too_many(settings: Settings) -> None:
    categories = [{"slug": f"c{n}", "title": f"C{n}", "summary": "A shelf."} for n in range(HUES + 1)]
    wide = Settings.model_validate(settings.model_dump() | {"categories": categories})
    assert [hue(wide, category["slug"]) for category in categories] == [*range(1, HUES + 1), 1]
