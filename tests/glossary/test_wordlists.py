"""Lists of words: what they find, and that they are in order."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import wordlists
from glossary.wordlists import PhraseList, british_spelling, common_mistakes, misspelled, vocabulary

LISTS = ("boilerplate", "hype", "inclusive")


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cutting-edge", "A cutting edge and a Cutting-Edge.", ["cutting edge", "Cutting-Edge"]),
        ("whitelist*", "whitelisted, but no greywhitelist or whitelist-like", ["whitelisted"]),
        ("it's worth noting", "It’s worth\nnoting.", ["It’s worth\nnoting"]),
        ("guys", 'He said "guys" and “guys”.', []),
        ("master slave", "the master/slave pair", []),
    ],
)
def test_a_phrase_is_found_as_whole_words_outside_quotations(phrase: str, text: str, found: list[str]) -> None:
    assert [hit.text for hit in PhraseList({phrase: "write it otherwise"}).hits(text)] == found


def test_the_longest_phrase_is_found_with_its_advice() -> None:
    hits = list(PhraseList({"dummy": "short", "dummy value*": "long"}).hits("Two dummy values."))
    assert [(hit.start, hit.text, hit.advice) for hit in hits] == [(4, "dummy values", "long")]


@pytest.mark.parametrize("name", [*LISTS, "secondary_sources"])
def test_a_list_is_in_order_and_gives_advice_for_each_phrase(name: str) -> None:
    entries = wordlists.data(name)
    assert all(re.fullmatch(r"\S.*[^.]", advice) for advice in entries.values())
    assert len(entries) == len({phrase.casefold() for phrase in entries})


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_of_a_list_is_found(name: str) -> None:
    for phrase in wordlists.data(name):
        text = phrase.replace("*", "")
        assert [hit.text for hit in wordlists.phrases(name).hits(f"Some {text} there.")] == [text]


PIECES = [part for name in LISTS for phrase in wordlists.data(name) for part in re.findall(r"[\w'-]+", phrase)]
SIGNS = ["the", "ize", "colour", "recieves", "dont'", '"', ".", "-", "’", "\n", " ", " "]
TEXTS = st.lists(st.sampled_from([*PIECES, *SIGNS]), max_size=12).flatmap(
    lambda words: st.sampled_from(["".join(words), " ".join(words), " ".join(words).upper().replace("I", "İ")])
)


@pytest.mark.parametrize("name", LISTS)
@given(text=TEXTS)
def test_a_text_that_lacks_the_words_of_every_phrase_has_no_phrase(name: str, text: str) -> None:
    phrases = wordlists.phrases(name)
    assert phrases.may_stand_in(vocabulary(text)) or not list(phrases.hits(text))


@pytest.mark.parametrize("name", LISTS)
def test_a_text_with_the_words_of_a_phrase_may_have_it(name: str) -> None:
    phrases = wordlists.phrases(name)
    assert all(phrases.may_stand_in(vocabulary(phrase.replace("*", "ing"))) for phrase in wordlists.data(name))
    assert not phrases.may_stand_in(vocabulary("A model reads."))


@pytest.mark.parametrize("spelling", [british_spelling(), common_mistakes()], ids=["British", "mistakes"])
@given(text=TEXTS)
def test_a_misspelled_word_is_in_the_vocabulary(spelling: dict[str, str], text: str) -> None:
    assert not spelling.keys().isdisjoint(vocabulary(text)) or not list(misspelled(text, spelling))


def test_every_list_is_shipped_with_the_package() -> None:
    names = {path.stem for path in (Path(wordlists.__file__).parent / "words").iterdir()}
    assert names == {*LISTS, "acronyms", "secondary_sources"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The colour of behaviour.", {"colour": "color", "behaviour": "behavior"}),
        ("Behaviour first. Colour next: Centre.", {"Behaviour": "Behavior", "Colour": "Color", "Centre": "Center"}),
        ("They asked the Labour Party and the COLOUR.", {}),
        ('He wrote "colour" and off-colour.', {}),
        ("American color, meter and analyze.", {}),
    ],
)
def test_british_words_are_found_but_not_names(text: str, found: dict[str, str]) -> None:
    assert {hit.text: hit.advice for hit in misspelled(text, british_spelling())} == found


def test_mistakes_with_one_right_spelling_are_found() -> None:
    assert [hit.advice for hit in misspelled("It recieves teh prompt", common_mistakes())] == ["receives", "the"]


def test_a_mistake_that_could_be_two_words_is_left_to_people() -> None:
    assert all("," not in right for right in common_mistakes().values())
