"""Links: what a term's text points at, and where that is once pages are folders."""

from collections.abc import Callable

import pytest

from glossary.linking import Link, linked_slugs, links, page_address
from glossary.term import Term

MakeTerm = Callable[..., Term]


def targets(make_term: MakeTerm, text: str) -> list[str]:
    return [link.target for link in links(make_term(text=f"## Definition\n{text}\n"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](token.md)", ["token.md"]),
        ("[a](token.md 'Token')", ["token.md"]),
        ("[a]( token.md )", ["token.md"]),
        ("[a](<token.md>)", ["token.md"]),
        ("[a](<a b.md>)", ["a b.md"]),
        ("[a]()", [""]),
        ("[a](<>)", [""]),
        ("![a](images/a.png)", ["images/a.png"]),
        ("[`a`](token.md)", ["token.md"]),
        ("[a](https://example.org/b_(c)#d)", ["https://example.org/b_(c)#d"]),
        ("[a](javascript:alert(1))", ["javascript:alert(1)"]),
        ("[a][b]\n\n[b]: token.md", ["token.md"]),
        ("[a](one.md) [b](two.md)\n[c]: three.md", ["one.md", "two.md", "three.md"]),
        ("`[a](token.md)`", []),
        ("```\n[a](token.md)\n```", []),
        ("[a] (token.md)", []),
    ],
)
def test_links_are_found_in_reading_order_and_not_in_code(make_term: MakeTerm, text: str, expected: list[str]) -> None:
    assert targets(make_term, text) == expected


def test_a_link_knows_its_line(make_term: MakeTerm) -> None:
    term = make_term(text="\n## Analogy\n\nA.\n\n[a](one.md)\n\n### B\n\n[b](two.md)\n")
    first = next(section.line for section in term.sections)
    assert list(links(term)) == [Link("one.md", first + 4), Link("two.md", first + 8)]


@pytest.mark.parametrize(
    ("target", "slug"),
    [
        ("token.md", "token"),
        ("./token.md", "token"),
        ("token.md#definition", "token"),
        ("token", None),
        ("../token.md", None),
        ("folder/token.md", None),
        ("#definition", None),
        ("https://example.org/token.md", None),
        ("mailto:token.md", None),
    ],
)
def test_a_term_is_named_by_its_file(target: str, slug: str | None) -> None:
    assert Link(target, 1).slug == slug


def test_the_terms_a_text_links_to_are_each_named_once(make_term: MakeTerm) -> None:
    term = make_term(text="## Definition\n[a](token.md) [b](token.md#x) [c](model.md) [d](https://example.org/)\n")
    assert linked_slugs(term) == {"token", "model"}


def test_a_definition_called_nolink_is_a_wish_and_no_link(make_term: MakeTerm) -> None:
    term = make_term(text="## Definition\n[a](model.md)\n\n[nolink]: token.md\n[NoLink]: data.md\n")
    assert [(link.target, link.is_refusal) for link in links(term)] == [
        ("model.md", False),
        ("token.md", True),
        ("data.md", True),
    ]
    assert linked_slugs(term) == {"model"}


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("token.md", "../token/"),
        ("token.md#definition", "../token/#definition"),
        ("#definition", "#definition"),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_a_file_becomes_the_address_of_its_page(target: str, address: str) -> None:
    assert page_address(target) == address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("token.md#definition", "../../token/#definition"),
        ("images/a.png", "../../images/a.png"),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_a_page_deeper_in_the_site_gives_its_own_way_to_the_root(target: str, address: str) -> None:
    assert page_address(target, root="../../") == address


def test_a_footnote_is_no_link_but_may_hold_one(make_term: MakeTerm) -> None:
    assert targets(make_term, "Word.[^1]\n\n[^1]: Seen in [a model](model.md).") == ["model.md"]
