"""The words that tell a term's page from the others."""

from __future__ import annotations

from collections.abc import Callable

from glossary.page_words import page_words, telling_words, term_page_words
from glossary.term import Term


def words_of(term: Term, *others: Term) -> dict[str, int]:
    """Each telling word of the term's page with how often it stands there."""
    found = telling_words({each.slug: term_page_words(each) for each in (term, *others)})[term.slug]
    return {word: count for count, words in found.items() for word in words.split()}


def test_words_are_counted_on_the_whole_page(make_term: Callable[..., Term]) -> None:
    text = "\n## Definition\n\nA *Zebra* here.\n\n## How it works\n\n### The zebra's 1,024 stripes\n\nNo zebra.\n"
    counts = words_of(make_term(text=text))
    assert (counts["zebra"], counts["zebras"], counts["1.024"]) == (2, 1, 1)


def test_where_a_link_leads_and_what_a_macro_is_given_are_no_words(
    make_term: Callable[..., Term],
) -> None:
    text = '\n## Definition\n\nA [striped animal](zebra.md).\n\n{{ memory_calculator(model="quagga") }}\n'
    counts = words_of(make_term(text=text))
    assert "striped" in counts
    assert not {"zebra", "md", "quagga", "calculator"} & set(counts)


def test_of_a_long_page_the_words_that_other_pages_lack_are_kept(
    make_term: Callable[..., Term],
) -> None:
    shared = " ".join(f"common{number}" for number in range(600))
    long = make_term("first", f"\n## Definition\n\n{shared} zebra\n", title="First")
    other = make_term("second", f"\n## Definition\n\n{shared}\n", title="Second")
    counts = words_of(long, other)
    assert "zebra" in counts
    assert len(counts) < 600


def test_words_are_lower_case_and_have_no_accents() -> None:
    words, counts = page_words("Naïve, NAIVE and naïve")
    assert dict(zip(words, counts, strict=True)) == {"naive": 3, "and": 1}
