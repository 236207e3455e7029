"""How a term is cited."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from glossary.citations import citations
from glossary.settings import Settings
from glossary.term import Term

MakeTerm = Callable[..., Term]


def cited(term: Term, settings: Settings) -> dict[str, str]:
    return citations(term, settings.model_copy(update={"name": "AI glossary", "url": "https://example.org/"}))


def test_a_plain_citation_says_what_where_and_when(make_term: MakeTerm, settings: Settings) -> None:
    term = make_term("kv-cache", title="KV cache", reviewed=date(2026, 11, 2))
    expected = "“KV cache,” AI glossary, reviewed November 2, 2026, https://example.org/kv-cache/"
    assert cited(term, settings)["Plain"] == expected


def test_an_apa_citation_gives_title_date_work_and_address(make_term: MakeTerm, settings: Settings) -> None:
    # As "List of oldest companies. (2019, January 13). In Wikipedia. https://…" in the APA Style examples.
    term = make_term("kv-cache", title="KV cache", reviewed=date(2019, 1, 13))
    assert cited(term, settings)["APA"] == "KV cache. (2019, January 13). In AI glossary. https://example.org/kv-cache/"


def test_a_bibtex_entry_has_the_fields_of_misc(make_term: MakeTerm, settings: Settings) -> None:
    entry = cited(make_term("kv-cache", title="KV cache", reviewed=date(2026, 9, 2)), settings)["BibTeX"]
    assert entry.startswith("@misc{kv-cache,\n")
    assert entry.endswith("\n}")
    fields = dict(re.findall(r"^  (\w+) = (.*?),?$", entry, re.MULTILINE))
    assert fields == {
        "key": "{AI glossary}",
        "title": "{{KV cache}}",
        "howpublished": "{AI glossary}",
        "year": "{2026}",
        "month": "sep",
        "note": "{Reviewed 2026-09-02}",
        "url": "{https://example.org/kv-cache/}",
    }


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("R&D", r"R\&D"),
        ("50% rule", r"50\% rule"),
        ("C#", r"C\#"),
        ("top_k", r"top\_k"),
        ("A^B~C", r"A\textasciicircum{}B\textasciitilde{}C"),
        ("{x}", r"\{x\}"),
        (r"a\b", r"a\textbackslash{}b"),
    ],
)
def test_bibtex_prints_what_it_would_otherwise_obey(
    make_term: MakeTerm, settings: Settings, title: str, written: str
) -> None:
    assert f"title = {{{{{written}}}}}," in cited(make_term("x", title=title), settings)["BibTeX"]


def test_every_style_has_the_address(make_term: MakeTerm, settings: Settings) -> None:
    found = cited(make_term("kv-cache"), settings)
    assert list(found) == ["Plain", "APA", "BibTeX"]
    assert all("https://example.org/kv-cache/" in text for text in found.values())
