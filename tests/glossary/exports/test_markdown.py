"""A term as Markdown that stands on its own, read by the renderer that the site uses."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.exports.markdown import link, plain, term_markdown
from glossary.glossary import Glossary
from glossary.linking import absolute_links
from glossary.prose import unsanitized
from tests.glossary.exports.published import GLOSSARY

ROOT_ADDRESS, PAGE = "https://g.example/", "https://g.example/kv-cache/"


def words(markdown: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", unsanitized(markdown))).split())


def targets(markdown: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'(?:href|src)="([^"]*)"', unsanitized(markdown))]


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("[a](token.md)", "[a](https://g.example/token/)"),
        ("[a](token.md#definition)", "[a](https://g.example/token/#definition)"),
        ("[a](./token.md 'title')", "[a](https://g.example/token/ 'title')"),
        ("[a][t]\n\n[t]: token.md", "[a][t]\n\n[t]: https://g.example/token/"),
        ("![a](images/a.png)", "![a](https://g.example/images/a.png)"),
        ("[a](#definition)", "[a](https://g.example/kv-cache/#definition)"),
        ("[a](https://x.example/y.md)", "[a](https://x.example/y.md)"),
        ("`[a](token.md)`", "`[a](token.md)`"),
        ("```\n[a](token.md)\n```", "```\n[a](token.md)\n```"),
        ("text[^1]\n\n[^1]: a note", "text[^1]\n\n[^1]: a note"),
        ("text\n\n[nolink]: token.md\n\nmore", "text\n\n\n\nmore"),
    ],
)
def test_an_address_in_the_text_is_made_whole(written: str, whole: str) -> None:
    assert absolute_links(written, ROOT_ADDRESS, PAGE) == whole


addresses = st.sampled_from(
    ["http://a.b", "HTTPS://a.b/c", "<https://a.b>", "ftp://a.b", "www.a.b", "WWW.a.b", "a@b.c"]
)


@given(
    st.lists(addresses | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)).map(
        "".join
    )
)
def test_plain_text_shows_as_it_is(text: str) -> None:
    for before in ("", "x "):
        shown = unsanitized(before + plain(text))
        assert " ".join(html.unescape(re.sub(r"</?p>", "", shown)).split()) == " ".join(f"{before}{text}".split())


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=40))
def test_a_link_leads_to_its_address_only(text: str) -> None:
    assert len(targets(link(text, f"https://x.example/{text}"))) == 1


def test_every_term_says_what_its_page_says() -> None:
    for term in GLOSSARY.terms:
        text = "".join(term_markdown(term, GLOSSARY))
        assert text.startswith(f"# {term.question}\n\n> {plain(term.summary)}\n")
        shown = words(text)
        assert all(" ".join(relation.why.split()) in shown for relation in GLOSSARY.relations[term.slug])
        assert all(f"as of {fact.as_of}" in shown for fact in term.facts)
        assert all(address.startswith(("https://", "#fn")) for address in targets(text)), term.slug


def test_hostile_front_matter_adds_no_markup(hostile_glossary: Glossary, hostile: str) -> None:
    term = hostile_glossary.by_slug["kv-cache"]
    text = "".join(term_markdown(term.model_copy(update={"sections": ()}), hostile_glossary))
    assert "<script" not in unsanitized(text)
    assert not [address for address in targets(text) if not address.startswith("https://") or "evil" in address]
    assert words(text).count(" ".join(hostile.split())) >= 5
