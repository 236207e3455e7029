"""The first mention of another term in each section is a link; everything else stays what it was."""

import html
import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.autolinks import Linker
from glossary.prose import render, unsanitized
from glossary.term import Term

MakeTerm = Callable[..., Term]


def page(make_term: MakeTerm, text: str, *others: Term, **fields: object) -> str:
    """The whole text of a term called `page` with its mentions of `token` and `kv-cache` linked."""
    term = make_term("page", text=text, **{"title": "Page", "status": "published", **fields})
    known = (make_term("token", title="Token", status="published"), make_term("kv-cache", status="published"))
    links = Linker([term, *known, *others]).page(term)
    blocks = [block for section in term.sections for block in section.blocks()]
    return "".join(render(block.markdown, link=partial(links.link, block)) for block in blocks)


def linked(html: str) -> list[str]:
    return re.findall(r'<a href="\.\./([^/"]+)/">', html)


def link(slug: str, text: str) -> str:
    return f'<a href="../{slug}/">{text}</a>'


def test_the_first_mention_is_linked_and_no_later_one(make_term: MakeTerm) -> None:
    found = page(make_term, "## Definition\nA token, two tokens and a KV cache.\n")
    assert found == f"<p>A {link('token', 'token')}, two tokens and a {link('kv-cache', 'KV cache')}.</p>\n"


def test_a_section_and_its_parts_are_read_together(make_term: MakeTerm) -> None:
    assert linked(page(make_term, "## How it works\nA token.\n\n### Step\nA token and a KV cache.\n")) == [
        "token",
        "kv-cache",
    ]
    assert linked(page(make_term, "## Definition\nA token.\n\n## Analogy\nA token.\n")) == ["token", "token"]


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("For your role", "Technical lead", "Executive"),
        ("Examples", "One", "Two"),
        ("Misconceptions", "One", "Two"),
        ("Common questions", "One?", "Two?"),
    ],
)
def test_each_role_example_myth_and_question_is_read_by_itself(
    make_term: MakeTerm, heading: str, first: str, second: str
) -> None:
    text = f"## {heading}\n### {first}\nReality: A token.\n\nBetter: Tokens.\n\n### {second}\nReality: A token.\n"
    assert linked(page(make_term, text)) == ["token", "token"]


@pytest.mark.parametrize(
    "text",
    [
        "#### token",
        "token\n---",
        "- *token*\n  ---",
        "`token`",
        "``` token\ntoken\n```",
        "- ```\n  token\n  ```",
        "    token",
        "> token",
        "- > token",
        "![token](images/a.png 'token')",
        "[a token](https://example.org/token)",
        "[a token][b]\n\n[b]: https://example.org/token 'token'",
        "[token]: https://example.org/ 'token'",
        "<https://example.org/token>",
        "https://example.org/token",
        "www.example.org/token",
        "me@token.example",
        "<b title='token'>",
        "<token>",
        "~~token~~",
        "| token |\n|---|\n| a |",
        "a[^token]\n\n[^token]: b",
        "> [!NOTE] token\n> a",
        "to*ken*",
        "*token*ize",
    ],
)
def test_nothing_is_linked_where_a_word_is_no_mention(make_term: MakeTerm, text: str) -> None:
    assert linked(page(make_term, f"## Definition\n{text}\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "**token**",
        "a, *token*.",
        "token[^1]\n\n[^1]: b",
        "a[^1]\n\n[^1]: token",
        "| a |\n|---|\n| token |",
        "- a\n    - token",
        "- token\n\n  more",
        "> [!TIP]\n> token",
        "[x] token",
        "`code` token",
        "1\\. token",
    ],
)
def test_a_mention_is_linked_wherever_else_it_stands(make_term: MakeTerm, text: str) -> None:
    assert linked(page(make_term, f"## Definition\n{text}\n")) == ["token"]


def test_a_term_linked_by_hand_anywhere_in_the_section_is_not_linked_again(make_term: MakeTerm) -> None:
    text = "## How it works\nA token.\n\n### Step\nA [piece](token.md#definition) and a token.\n"
    assert linked(page(make_term, text)) == []
    assert linked(page(make_term, text + "\n## Analogy\nA token.\n")) == ["token"]


def test_a_writer_can_keep_a_section_free_of_a_link(make_term: MakeTerm) -> None:
    text = "## Definition\nA token and a KV cache.\n\n[nolink]: token.md\n"
    assert linked(page(make_term, text)) == ["kv-cache"]
    assert "nolink" not in page(make_term, text)


def test_a_page_does_not_link_to_itself(make_term: MakeTerm) -> None:
    assert linked(page(make_term, "## Definition\nA page.\n")) == []


@pytest.mark.parametrize("fields", [{"autolink": False}, {"status": "draft"}, {"status": "deprecated"}])
def test_some_terms_are_no_targets_and_their_names_stay_whole(make_term: MakeTerm, fields: dict[str, object]) -> None:
    other = make_term("token-count", **{"title": "Token count", "status": "published", **fields})
    assert linked(page(make_term, "## Definition\nA token count.\n", other)) == []


def test_a_draft_links_to_others(make_term: MakeTerm) -> None:
    assert linked(page(make_term, "## Definition\nA token.\n", status="draft")) == ["token"]


def test_where_links_lead_can_be_asked_without_a_page(make_term: MakeTerm) -> None:
    term = make_term("page", text="## Definition\nA token, a [KV cache](kv-cache.md), `KV cache`.\n", title="Page")
    others = [make_term("token", title="Token", status="published"), make_term("kv-cache", status="published")]
    assert Linker([term, *others]).mentioned(term) == {"token"}


NAMES = ["token", "KV cache", "KV", "cache", "C", "a b", "x"]
words = st.sampled_from(
    [*NAMES, "tokens", "`", "```", "*", "**", "_", "~~", "[", "]", "](", ")", "!", "\\", "<", ">", "&"]
)
spaces = st.sampled_from(
    [" ", "\n", "\n\n", "", "-", "    ", "\t", "\n> ", "\n- ", "\n# ", "|", "\n|-|\n", "[^1]", ": "]
)
markdown = st.lists(words | spaces, max_size=30).map("".join) | st.text(max_size=60)


@pytest.fixture(scope="module")
def linker(make_term: MakeTerm) -> Linker:
    return Linker([make_term(f"t{i}", title=name, status="published") for i, name in enumerate(NAMES)])


ADDED = re.compile(r'<a href="t\d\.md">([^<]*)</a>')


def shown(html_text: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", html_text))


@given(text=markdown)
def test_links_are_all_that_is_added(linker: Linker, text: str) -> None:
    before = unsanitized(text)
    after = linker.link(before, set())
    assert ADDED.sub(r"\1", after) == before
    assert shown(render(text, link=lambda unsafe: linker.link(unsafe, set()))) == shown(render(text))


@given(text=markdown)
def test_no_link_stands_inside_a_link_and_each_term_is_linked_once(linker: Linker, text: str) -> None:
    after = linker.link(unsanitized(text), set())
    depth = 0
    for tag in re.findall(r"</?a\b", after):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)
    slugs = re.findall(r'<a href="(t\d)\.md">', after)
    assert len(slugs) == len(set(slugs))


@given(text=markdown)
def test_linking_again_adds_nothing(linker: Linker, text: str) -> None:
    linked_slugs: set[str] = set()
    once = linker.link(unsanitized(text), linked_slugs)
    assert linker.link(once, linked_slugs) == once


@given(text=markdown)
def test_what_is_not_prose_holds_no_link(linker: Linker, text: str) -> None:
    after = linker.link(unsanitized(text), set())
    for quiet in re.findall(r"<(pre|h\d|blockquote|thead)\b[^>]*>(.*?)</\1>", after, re.DOTALL):
        assert not ADDED.search(quiet[1])
