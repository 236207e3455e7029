"""The laws of the finder's order, and what people type, judged in the browser that runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from glossary import load
from glossary.names import normal_name
from tests.benchmarks.search_quality import answers_of_finder
from tests.conftest import ROOT
from tests.search_queries import Query, place, read_queries, score

TERMS = load(ROOT, date(2100, 1, 1)).terms
QUERIES = read_queries()
EXACT, PREFIX, FORM, WORD, TYPO, TYPO_IN_PREFIX, HEAD = range(7)

WORDS = st.text("abcdelnorst", min_size=2, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
ENTRIES = st.lists(
    st.fixed_dictionaries({"title": NAMES}, optional={"names": st.lists(NAMES, max_size=2)}), min_size=2, max_size=8
)

Rank = Callable[[list[dict[str, Any]], str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def page(chromium_browser: Browser, site_address: str) -> Iterator[Page]:
    """A page with the finder's modules at hand."""
    page = chromium_browser.new_page()
    page.goto(f"{site_address}about/")
    page.evaluate("""async () => {
        const part = (name) => import(new URL(`../components/finder/${name}.js`, location));
        const parts = await Promise.all(["ranking", "edits", "words"].map(part));
        const { readNames, rankNames, edits, stem } = Object.assign({}, ...parts);
        window.rank = (entries, query, enough) => rankNames(readNames(entries), query, [], enough);
        Object.assign(window, { edits, stem });
    }""")
    yield page
    page.close()


@pytest.fixture(scope="module")
def rank(page: Page) -> Rank:
    """Entries and a query → the matches in their order, each with its entry's number, fit and edits."""
    return lambda entries, query: list(page.evaluate("([entries, query]) => rank(entries, query)", [entries, query]))


def distance(one: str, other: str) -> int:
    """Optimal string alignment, as its definition has it: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance"""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@given(ENTRIES, st.data())
@examples(max_examples=60, deadline=None)
def test_an_exact_name_is_never_beaten(rank: Rank, entries: list[dict[str, Any]], data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(entries))
    query = data.draw(st.sampled_from([entry["title"], *entry.get("names", [])]))
    first = rank(entries, query)[0]
    found = entries[first["entry"]]
    assert first["fit"] == EXACT
    assert query in [found["title"], *found.get("names", [])]


@given(ENTRIES, NAMES)
@examples(max_examples=60, deadline=None)
def test_a_better_fit_comes_first_and_of_two_slips_the_smaller(
    rank: Rank, entries: list[dict[str, Any]], query: str
) -> None:
    found = [(match["fit"], match["edits"]) for match in rank(entries, query)]
    assert found == sorted(found)


@given(ENTRIES, NAMES, st.integers(1, 4))
@examples(max_examples=60, deadline=None)
def test_who_wants_the_first_few_gets_the_same_ones(
    page: Page, rank: Rank, entries: list[dict[str, Any]], query: str, enough: int
) -> None:
    few = page.evaluate("([entries, query, enough]) => rank(entries, query, enough)", [entries, query, enough])
    assert few[:enough] == rank(entries, query)[:enough]


@given(WORDS, WORDS, st.integers(0, 4))
@examples(max_examples=150, deadline=None)
def test_slips_are_counted_as_the_definition_counts_them(page: Page, one: str, other: str, limit: int) -> None:
    found = page.evaluate("([one, other, limit]) => edits(one, other, limit).whole", [one, other, limit])
    expected = distance(one, other)
    assert found == (expected if expected <= limit else float("inf"))


@given(WORDS, WORDS, st.integers(0, 4))
@examples(max_examples=100, deadline=None)
def test_slips_in_a_beginning_are_the_fewest_to_any_beginning(page: Page, one: str, other: str, limit: int) -> None:
    found = page.evaluate("([one, other, limit]) => edits(one, other, limit).start", [one, other, limit])
    expected = min(distance(one, other[:end]) for end in range(len(other) + 1))
    assert found == (expected if expected <= limit else float("inf"))


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A name of four letters or more, and the same with one slip of the finger."""
    name = draw(st.text("abcdelnorst", min_size=4, max_size=12))
    at = draw(st.integers(0, len(name) - 2))
    letter = draw(st.sampled_from("abcdelnorst"))
    typed = draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
            ]
        )
    )
    return name, typed


@given(slips())
@examples(max_examples=100, deadline=None)
def test_one_slip_in_four_letters_still_finds_the_name(rank: Rank, pair: tuple[str, str]) -> None:
    name, typed = pair
    (match,) = rank([{"title": name}], typed)
    assert match["fit"] <= TYPO
    assert match["edits"] <= 1


@given(slips(), st.data())
@examples(max_examples=60, deadline=None)
def test_two_slips_in_eight_letters_still_find_the_name(rank: Rank, pair: tuple[str, str], data: st.DataObject) -> None:
    name, typed = pair
    assume(len(name) >= 8)
    at = data.draw(st.integers(0, len(typed) - 1))
    again = typed[:at] + data.draw(st.sampled_from("xz")) + typed[at + 1 :]
    (match,) = rank([{"title": name}], again)
    assert match["edits"] <= 2


def test_a_name_of_three_letters_allows_no_slip(rank: Rank) -> None:
    assert rank([{"title": "RAG"}], "rga") == []


@pytest.mark.parametrize(
    ("query", "names", "expected"),
    [
        ("rag", ["Drag", "RAG system", "RAG"], ["RAG", "RAG system"]),
        ("model", ["Modeling", "Models", "AI model"], ["Models", "Modeling", "AI model"]),
        ("quantised model", ["Quantized models", "Quantized model zoo"], ["Quantized models"]),
        ("cache", ["KV cache", "Caching", "Cachet"], ["Cachet", "Caching", "KV cache"]),
        ("agents", ["Agentic AI", "AI agent", "Agent"], ["Agent", "AI agent"]),
    ],
)
def test_exact_then_prefix_then_form_then_word(rank: Rank, query: str, names: list[str], expected: list[str]) -> None:
    found = [names[match["entry"]] for match in rank([{"title": name} for name in names], query)]
    assert found[: len(expected)] == expected


# Plurals and inflections by https://en.wiktionary.org, British spellings by https://en.wikipedia.org/wiki/American_and_British_English_spelling_differences
@pytest.mark.parametrize(
    "forms",
    [
        "token tokens",
        "policy policies",
        "batch batches",
        "bias biases",
        "latency latencies",
        "prompt prompts prompted prompting",
        "prune prunes pruned pruning",
        "cache caches cached caching",
        "overfit overfits overfitted overfitting",
        "distill distils distilled distilling distillation",
        "quantize quantized quantizing quantise quantised quantising quantization quantisation",
        "tokenize tokenise tokenized tokenised tokenization tokenisation",
        "behavior behaviour behaviors behaviours",
        "neighbor neighbour neighboring neighbouring",
        "label labeled labelled labeling labelling",
        "model modeled modelled modeling modelling",
        "center centre centers centres",
        "dialog dialogue",
        "defense defence",
        "analyze analyse analyzed analysed analyzing analysing",
        "program programme",
    ],
)
def test_the_forms_of_a_word_share_a_stem(page: Page, forms: str) -> None:
    stems = {form: page.evaluate("(word) => stem(word)", form) for form in forms.split()}
    assert len(set(stems.values())) == 1, stems


@pytest.mark.parametrize("typed", ["fine tuning", "fine-tuning", "finetuning", "FINE TUNING", "fine\u2011tuning"])
def test_hyphen_space_or_nothing_between_words_is_the_same_name(rank: Rank, typed: str) -> None:
    (match,) = rank([{"title": "Fine-tuning"}], typed)
    assert match["fit"] <= FORM


@pytest.mark.parametrize(
    "typed",
    ["what is a kv cache?", "What's KV cache", "define kv cache", "kv cache meaning", "how does a KV cache work"],
)
def test_the_words_around_a_name_in_a_question_do_not_count(rank: Rank, typed: str) -> None:
    (match,) = rank([{"title": "KV cache"}], typed)
    assert match["fit"] == EXACT


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("what is attention in a transformer", "Attention"),
        ("fine-tune a model", "Fine-tuning"),
        ("tokens per second", None),
        ("the price of attention", None),
    ],
)
def test_a_name_that_the_query_begins_with_comes_after_slips(rank: Rank, typed: str, named: str | None) -> None:
    names = ["Token", "Fine-tuning", "Attention"]
    found = [(names[match["entry"]], match["fit"]) for match in rank([{"title": name} for name in names], typed)]
    assert found == ([(named, HEAD)] if named else [])


def test_the_name_of_a_deprecated_term_finds_its_replacement_first(rank: Rank) -> None:
    first = rank([{"title": "Old names here"}, {"title": "New name", "former": ["Old name"]}], "old name")[0]
    assert (first["entry"], first["role"], first["fit"]) == (1, "former", EXACT)


def test_every_title_acronym_and_alias_finds_its_own_term_first(page: Page) -> None:
    asked = [(name, term.slug) for term in TERMS for name in term.names if term.status != "deprecated"]
    answers = answers_of_finder(page, [name for name, _ in asked])
    assert [answer[0] for answer in answers] == [slug for _, slug in asked]


ZOO = [{"slug": slug, "title": slug.title(), "summary": "One of them."} for slug in ("ape", "bee", "cow")]
Describe = Callable[[list[dict[str, Any]], str], list[str]]


@pytest.fixture(scope="module")
def described(page: Page) -> Describe:
    """The descriptions of the three animals and a query → the slugs that it describes, best first."""

    def ask(descriptions: list[dict[str, Any]], query: str) -> list[str]:
        return list(
            page.evaluate(
                """async ([entries, descriptions, query]) => {
                    const address = new URL("../components/finder/descriptions.js", location);
                    const known = new (await import(address)).Descriptions(entries, descriptions);
                    await known.ready;
                    return known.find(query).map((number) => entries[number].slug);
                }""",
                [ZOO, descriptions, query],
            )
        )

    return ask


@pytest.mark.parametrize(
    ("descriptions", "query", "expected"),
    [
        pytest.param([{}, {"words": {"2": "honey hive"}}, {}], "who makes the honey", ["bee"], id="a word of the page"),
        pytest.param([{}, {"words": {"1": "honeys"}}, {}], "honey", ["bee"], id="a form of it"),
        pytest.param([{}, {"words": {"1": "pollen"}}, {}], "poll", ["bee"], id="a word just begun"),
        pytest.param([{}, {"words": {"1": "pollen"}}, {}], "polen", ["bee"], id="a slip of the finger"),
        pytest.param([{"words": {"1": "fur"}}, {"words": {"9": "fur"}}, {}], "fur", ["bee", "ape"], id="the oftener"),
        pytest.param(
            [{"words": {"3": "eat"}}, {"words": {"3": "eat"}}, {"words": {"3": "grass"}}],
            "eat grass",
            ["cow", "ape", "bee"],
            id="the rarer word",
        ),
        pytest.param(
            [{"asked": ["who eats a lot of fruit and leaves"]}, {"asked": ["who eats"]}, {"asked": ["eats grass"]}],
            "who eats",
            ["bee", "cow", "ape"],
            id="the likest wording",
        ),
        pytest.param([{"words": {"5": "the"}}, {}, {}], "what is the", [], id="no word that says nothing"),
    ],
)
def test_a_description_finds(
    described: Describe, descriptions: list[dict[str, Any]], query: str, expected: list[str]
) -> None:
    assert described(descriptions, query) == expected


@pytest.fixture(scope="module")
def answers(page: Page) -> dict[Query, list[str]]:
    """What the finder answers to every query of tests/search_queries.tsv."""
    return dict(zip(QUERIES, answers_of_finder(page, [query.text for query in QUERIES]), strict=True))


def test_there_are_queries_of_every_kind_and_for_every_published_term() -> None:
    slugs = {term.slug for term in TERMS if term.status == "published"}
    assert len(QUERIES) >= 250
    assert len({query.text for query in QUERIES}) == len(QUERIES)
    assert {slug for query in QUERIES for slug in query.accepted} <= {term.slug for term in TERMS}
    assert min(Counter(query.kind for query in QUERIES).values()) >= 5
    names = {normal_name(name) for term in TERMS for name in term.names}
    wordings = [query for query in QUERIES if normal_name(query.text) not in names]
    for_each = Counter(slug for query in wordings for slug in query.accepted)
    assert {slug: for_each[slug] for slug in slugs if for_each[slug] < 5} == {}


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        ({"exact", "alias", "acronym"}, 1.0),
        ({"typo", "typo-by-rule"}, 0.95),
        ({query.kind for query in QUERIES if query.is_foreseen}, 0.97),
        ({query.kind for query in QUERIES}, 0.97),
    ],
    ids=["names", "typos", "foreseen", "all"],
)
def test_the_right_term_stands_first(answers: dict[Query, list[str]], kinds: set[str], least: float) -> None:
    chosen = {query: answer for query, answer in answers.items() if query.kind in kinds}
    missed = [query for query, answer in chosen.items() if place(query, answer) != 1]
    assert score(chosen, chosen.values()).hit_at_1 >= least, missed
