"""Mentions in running text: whole words, longest first, case where it matters."""

from collections.abc import Callable

import pytest

from glossary.mentions import Matcher
from glossary.term import Term

MakeTerm = Callable[..., Term]


@pytest.fixture(scope="module")
def matcher(make_term: MakeTerm) -> Matcher:
    return Matcher(
        [
            make_term("token", title="Token"),
            make_term("cache", title="Cache"),
            make_term("kv-cache", title="KV cache", aliases=["KV"]),
            make_term("fine-tuning", title="Fine-tuning", forms=["fine-tuned"]),
            make_term("lora", title="Low-rank adaptation", acronym="LoRA", aliases=["LoRA fine-tuning"]),
            make_term("rag", title="Retrieval", acronym="RAG"),
            make_term("mixture-of-experts", title="Mixture of experts"),
            make_term("q-and-a", title="Q&A"),
            make_term("gpt-4-1", title="GPT-4.1"),
            make_term("claude", title="Claude", case_sensitive=True),
        ]
    )


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[mention.start : mention.end], mention.slug) for mention in matcher.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each token counts.", [("token", "token")]),
        ("TOKENS and Tokens", [("TOKENS", "token"), ("Tokens", "token")]),
        ("the token's end", [("token", "token")]),
        ("(token) “token”, token; token/s", [("token", "token")] * 4),
        ("a KV cache and a cache", [("KV cache", "kv-cache"), ("cache", "cache")]),
        ("LoRA fine-tuning, then fine tuning", [("LoRA fine-tuning", "lora"), ("fine tuning", "fine-tuning")]),
        ("low rank adaptation", [("low rank adaptation", "lora")]),
        ("mixture-of-experts", [("mixture-of-experts", "mixture-of-experts")]),
        ("mixture of\nexperts", [("mixture of\nexperts", "mixture-of-experts")]),
        ("KV\N{NO-BREAK SPACE}cache", [("KV\N{NO-BREAK SPACE}cache", "kv-cache")]),
        ("fine\N{NON-BREAKING HYPHEN}tuned", [("fine\N{NON-BREAKING HYPHEN}tuned", "fine-tuning")]),
        ("RAG and RAGs", [("RAG", "rag"), ("RAGs", "rag")]),
        ("Q&amp;A", [("Q&amp;A", "q-and-a")]),
        ("GPT-4.1 and GPT 4.1.", [("GPT-4.1", "gpt-4-1"), ("GPT 4.1", "gpt-4-1")]),
        ("Claude answers", [("Claude", "claude")]),
    ],
)
def test_a_name_is_found_in_its_spellings(matcher: Matcher, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(matcher, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("tokenizer", "subtoken", "kv_token", "token2", "tokenÄ"),
        *("pre-token", "token-based", "multi\N{NON-BREAKING HYPHEN}token", "token- and word-level"),
        *("token.md", "a@token", "www.token", "token@example"),
        *("a rag", "Rag", "a lora", "LORA", "claude", "CLAUDE"),
        *("KV", "low--rank adaptation", "mixture, of experts"),
        *("&lt;token&gt;", '&lt;a class="token"&gt;', "&token;", '{{ call(model="token") }}'),
        *("", "&", "漢字", "\N{COMBINING ACUTE ACCENT}"),
    ],
)
def test_nothing_else_is(matcher: Matcher, text: str) -> None:
    assert found(matcher, text) == []


def test_no_shorter_name_is_found_inside_a_name_that_does_not_link(make_term: MakeTerm) -> None:
    matcher = Matcher([make_term("memory", title="Cache", aliases=["B c"]), make_term("c", title="C")])
    assert found(matcher, "b c") == [("b c", "memory")]
    matcher = Matcher(
        [make_term("memory", title="Cache", aliases=["c-b"]), make_term("c", title="Heap", aliases=["KV"])]
    )
    assert found(matcher, "KV") == []


def test_what_a_text_touches_counts(matcher: Matcher) -> None:
    assert not list(matcher.mentions("token", before="b"))
    assert not list(matcher.mentions("token", after="-b"))
    assert list(matcher.mentions("token", before=" ", after="."))


def test_where_two_terms_share_a_spelling_a_name_goes_before_a_plural(make_term: MakeTerm) -> None:
    terms = [make_term("a", title="Weight"), make_term("b", title="Weights")]
    for order in (terms, terms[::-1]):
        assert found(Matcher(order), "weights") == [("weights", "b")]
