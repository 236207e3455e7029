"""Which pages have a word, in parts that a browser can tell apart."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from glossary.page_words import page_words
from glossary.word_index import MAX_PAGES, index_parts, word_index

TEXTS = st.lists(st.lists(st.sampled_from(["token", "model", "cache", "KV-cache", "naïve", "1,024"])).map(" ".join))


def pairs(having: Sequence[int]) -> list[tuple[int, int]]:
    return [*zip(having[::2], having[1::2], strict=True)]


def test_a_word_leads_to_its_pages_with_how_often_it_stands_there() -> None:
    index = word_index(map(page_words, ["A cache of a cache", "A token", "The cache"]))
    assert pairs(index["cache"]) == [(0, 2), (2, 1)]
    assert pairs(index["token"]) == [(1, 1)]


@given(TEXTS)
def test_it_holds_every_word_of_every_page_and_no_other(texts: list[str]) -> None:
    pages = [page_words(text) for text in texts]
    index = word_index(pages)
    held = {(word, number, count) for word, having in index.items() for number, count in pairs(having)}
    assert held == {
        (word, number, count) for number, page in enumerate(pages) for word, count in zip(*page, strict=True)
    }


def test_of_a_word_on_very_many_pages_those_are_kept_that_have_it_most() -> None:
    often = ["token token" for _ in range(MAX_PAGES - 1)]
    index = word_index(map(page_words, ["token", *often, "token"]))
    assert pairs(index["token"]) == [(0, 1), *((number, 2) for number in range(1, MAX_PAGES))]


def test_the_parts_hold_the_words_in_alphabetical_order_each_once() -> None:
    index = word_index(page_words(f"word{number} both") for number in range(9_000))
    parts = [*index_parts(index)]
    assert len(parts) > 2
    assert [word for part in parts for word in part] == sorted(index)
    assert {word: having for part in parts for word, having in part.items()} == {
        word: [*having] for word, having in index.items()
    }


def test_without_words_there_are_no_parts() -> None:
    assert [*index_parts(word_index([]))] == []
