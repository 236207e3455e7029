"""No text of a stranger ends in a traceback, and none that is let through is lost or changed."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossary.limits import MAX_BYTES
from tests.fuzz import laws
from tests.hostile.corpus import cases

# What Markdown, YAML, macro calls and the names of our terms are made of, beside letters of every kind.
_PIECES = (
    *(
        "# ",
        "## ",
        "### ",
        "## Definition\n",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "```\n",
        "~~~",
        "`",
        "``",
        "*",
        "**",
        "_",
    ),
    *(
        "[",
        "](",
        ")",
        "[^1]",
        "[^1]: ",
        "![",
        "<",
        ">",
        "</a>",
        "<b onclick=x>",
        "&amp;",
        "&#x202e;",
        "\\",
        "|",
        "|-|\n",
    ),
    *("{{", "}}", "{%", "%}", '{{ parameter_calculator(model="gpt2") }}', "{{ glossary() }}", "://", "https://a.b/c"),
    *(
        "token.md",
        "[nolink]: token.md\n",
        "token",
        "KV cache",
        "large language model",
        "---\n",
        ": ",
        "#",
        "'",
        '"',
        "&a ",
    ),
    *(
        "*a",
        "!!str ",
        "null",
        "1e3",
        "2026-01-31",
        "title: A\n",
        "related:\n",
        "  - term: model\n",
        "\n",
        "\n\n",
        "    ",
        "\t",
    ),
)
texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40).map("".join)


@given(texts | st.text(max_size=200))
@example("a: ~\nb: ''\nc: 007\n")
def test_yaml_is_refused_or_says_what_was_written(text: str) -> None:
    laws.yaml_is_refused_or_says_what_was_written(text)


@given(texts)
def test_a_file_is_refused_or_taken_apart_whole(text: str) -> None:
    laws.a_file_is_refused_or_taken_apart_whole(text)
    laws.a_file_is_refused_or_taken_apart_whole(f"---\ntitle: A\n---\n{text}")
    laws.a_file_is_refused_or_taken_apart_whole(f"---\n---\n\n## Definition\n\n{text}")


@given(texts)
def test_calls_are_taken_out_and_nothing_else(text: str) -> None:
    laws.calls_are_taken_out_and_nothing_else(text)


@given(texts)
def test_prose_loses_no_text(text: str) -> None:
    laws.prose_loses_no_text(text)


@given(texts)
def test_links_are_added_and_nothing_else(text: str) -> None:
    laws.links_are_added_and_nothing_else(text)


@given(texts)
@settings(max_examples=25)
def test_every_rule_judges_any_file(text: str) -> None:
    laws.every_rule_judges_any_file(text)
    laws.every_rule_judges_any_file(f"---\n{text}\n---\n")


@pytest.mark.parametrize("law", laws.LAWS[:-1], ids=lambda law: law.__name__)
def test_the_hostile_cases_keep_the_laws(law: laws.Law) -> None:
    for case in cases():
        if len(case.input) <= MAX_BYTES:
            law(case.input)
