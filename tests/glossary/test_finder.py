"""What the finder knows of each term."""

from __future__ import annotations

from collections.abc import Callable

from glossary.finder import FinderEntry, finder_entries, found_terms, role_texts
from glossary.glossary import Glossary
from glossary.page_words import term_page_words
from glossary.settings import Settings
from glossary.term import Term

ROLES = "\n## For your role\n\n### Technical lead\n\nMeasure *it*.\n"


def entries_of(glossary: Glossary) -> tuple[FinderEntry, ...]:
    return finder_entries(glossary, {term.slug: term_page_words(term) for term in found_terms(glossary)})


def test_an_entry_holds_every_name_form_and_wording(settings: Settings, make_term: Callable[..., Term]) -> None:
    term = make_term(acronym="KVC", aliases=["key store"], forms=["KV caching"], asked_as=["where notes are kept"])
    (entry,) = entries_of(Glossary(settings, (term,)))
    assert (entry.slug, entry.title, entry.summary) == (term.slug, term.title, term.summary)
    assert entry.names == ("KVC", "key store")
    assert entry.forms == ("KV caching",)
    assert entry.asked == ("where notes are kept",)


def test_a_deprecated_term_is_found_as_the_one_that_replaces_it(
    settings: Settings, make_term: Callable[..., Term]
) -> None:
    old = make_term("first", title="First name", status="deprecated", replaced_by="second", aliases=["1st"])
    newer = make_term("second", title="Second name", status="deprecated", replaced_by="third", forms=["seconds"])
    current = make_term("third", title="Third name")
    (entry,) = entries_of(Glossary(settings, (old, newer, current)))
    assert entry.slug == "third"
    assert entry.former == ("First name", "1st", "Second name", "seconds")


def test_terms_that_replace_each_other_in_a_circle_end_the_search(
    settings: Settings, make_term: Callable[..., Term]
) -> None:
    one = make_term("one", title="One", status="deprecated", replaced_by="two")
    two = make_term("two", title="Two", status="deprecated", replaced_by="one")
    assert entries_of(Glossary(settings, (one, two))) == ()


def test_what_other_terms_use_most_comes_first(settings: Settings, make_term: Callable[..., Term]) -> None:
    rare = make_term("alpha", title="Alpha")
    used = make_term("omega", title="Omega")
    user = make_term("middle", "\n## Definition\n\nIt builds on [this](omega.md).\n", title="Middle")
    slugs = [entry.slug for entry in entries_of(Glossary(settings, (rare, user, used)))]
    assert slugs == ["omega", "alpha", "middle"]


def test_a_role_hears_its_own_text_without_markup(settings: Settings, make_term: Callable[..., Term]) -> None:
    glossary = Glossary(settings, (make_term(text=ROLES), make_term("token", title="Token")))
    assert role_texts(glossary, "Technical lead") == {"kv-cache": "Measure it."}
    assert role_texts(glossary, "Executive") == {}
