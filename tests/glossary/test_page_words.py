"""The words that tell a term's page from the others."""

from __future__ import annotations

from collections.abc import Callable

from glossary.glossary import Glossary
from glossary.page_words import page_words
from glossary.settings import Settings
from glossary.term import Term


def words_of(settings: Settings, term: Term, *others: Term) -> dict[str, int]:
    """Each word of the term's page with how often it stands there."""
    found = page_words(Glossary(settings, (term, *others)))[term.slug]
    return {word: count for count, words in found.items() for word in words.split()}


def test_words_are_counted_on_the_whole_page(settings: Settings, make_term: Callable[..., Term]) -> None:
    text = "\n## Definition\n\nA *Zebra* here.\n\n## How it works\n\n### The zebra's 1,024 stripes\n\nNo zebra.\n"
    counts = words_of(settings, make_term(text=text))
    assert (counts["zebra"], counts["zebras"], counts["1,024"]) == (2, 1, 1)


def test_where_a_link_leads_and_what_a_macro_is_given_are_no_words(
    settings: Settings, make_term: Callable[..., Term]
) -> None:
    text = '\n## Definition\n\nA [striped animal](zebra.md).\n\n{{ memory_calculator(model="quagga") }}\n'
    counts = words_of(settings, make_term(text=text))
    assert "striped" in counts
    assert not {"zebra", "md", "quagga", "calculator"} & set(counts)


def test_of_a_long_page_the_words_that_other_pages_lack_are_kept(
    settings: Settings, make_term: Callable[..., Term]
) -> None:
    shared = " ".join(f"common{number}" for number in range(600))
    long = make_term("first", f"\n## Definition\n\n{shared} zebra\n", title="First")
    other = make_term("second", f"\n## Definition\n\n{shared}\n", title="Second")
    counts = words_of(settings, long, other)
    assert "zebra" in counts
    assert len(counts) < 600


def test_a_page_that_is_not_found_itself_has_no_words(settings: Settings, make_term: Callable[..., Term]) -> None:
    old = make_term("first", title="First", status="deprecated", replaced_by="second")
    assert set(page_words(Glossary(settings, (old, make_term("second", title="Second"))))) == {"second"}
