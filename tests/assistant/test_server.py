"""The server for assistants, asked through the official client: in memory, and once as the command people start."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from assistant.command import mcp
from assistant.server import server
from calculators.__main__ import main as calculators
from glossary import load
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))
TOOLS = {"search_terms", "get_term", "calculate_parameters", "calculate_memory", "calculate_training"}


def asked(questions: Callable[[Client], Coroutine[Any, Any, Any]]) -> Any:
    async def ask() -> Any:
        async with Client(server(GLOSSARY)) as client:
            return await questions(client)

    return asyncio.run(ask())


def call(tool: str, **arguments: Any) -> Any:
    return asked(lambda client: client.call_tool(tool, arguments))


def text(tool: str, **arguments: Any) -> str:
    result = call(tool, **arguments)
    assert not result.is_error, result.content
    return str(result.content[0].text)


def refusal(tool: str, **arguments: Any) -> str:
    result = call(tool, **arguments)
    assert result.is_error
    return str(result.content[0].text)


def test_every_tool_says_what_it_does_and_takes_and_changes_nothing() -> None:
    tools = asked(lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert all(about.get("description") for about in tool.input_schema["properties"].values()), tool.name
        assert tool.annotations.read_only_hint


def test_a_search_gives_what_a_person_needs_to_choose_and_cite() -> None:
    (first, *_) = call("search_terms", query="kv cash", limit=1).structured_content["result"]
    term = GLOSSARY.by_slug["kv-cache"]
    url = GLOSSARY.settings.term_address("kv-cache")
    assert first == {"id": "kv-cache", "title": term.title, "summary": term.summary, "url": url}


def test_a_term_is_given_whole_by_any_of_its_names() -> None:
    whole = text("get_term", term="KV cache")
    assert whole == text("get_term", term="kv-cache")
    term = GLOSSARY.by_slug["kv-cache"]
    assert whole.startswith(f"# {term.question}")
    assert all(f"## {section.heading}" in whole for section in term.sections)


def test_a_role_is_given_its_own_text_and_the_address_to_cite() -> None:
    one = text("get_term", term="kv-cache", role="executive")
    assert "## Executive" in one
    assert "## Technical lead" not in one
    assert one.rstrip().endswith(GLOSSARY.settings.term_address("kv-cache"))


def test_what_does_not_exist_is_refused_with_a_suggestion() -> None:
    assert "Did you mean 'KV cache'?" in refusal("get_term", term="KV cachee")
    assert "Did you mean 'executive'?" in refusal("get_term", term="kv-cache", role="executives")
    assert 'Did you mean "llama-3.1-8b"?' in refusal("calculate_memory", inputs={"model": "llama-3.1-9b"})
    assert "There is no input" in refusal("calculate_memory", inputs={"modle": "gpt2"})


def test_a_calculator_gives_what_its_command_gives(capsys: pytest.CaptureFixture[str]) -> None:
    for name, inputs in (
        ("parameters", {"model": "mixtral-8x7b"}),
        ("memory", {"model": "llama-3.1-8b", "precision": "int4", "context_length": "8192"}),
        ("training", {"model": "llama-3.1-8b"}),
    ):
        calculators([name, "--json", *(f"--{key.replace('_', '-')}={value}" for key, value in inputs.items())])
        expected = json.loads(capsys.readouterr().out)
        assert call(f"calculate_{name}", inputs=inputs).structured_content["figures"] == expected


def test_the_known_total_of_a_model_comes_out() -> None:
    """8,030,261,248: the count of meta-llama/Llama-3.1-8B's own safetensors index, as in the reference models."""
    answer = call("calculate_parameters", inputs={"model": "llama-3.1-8b"}).structured_content
    assert answer["figures"]["total_params"] == 8_030_261_248


def test_a_config_counts_as_on_the_page() -> None:
    config = json.dumps(
        {"model_type": "gpt2", "n_embd": 768, "n_head": 12, "n_layer": 12, "vocab_size": 50257, "n_positions": 1024}
    )
    answer = call("calculate_parameters", inputs={"model": "config", "config": config}).structured_content
    assert answer["figures"]["total_params"] == 124_439_808


def test_the_command_answers_over_standard_input_and_output() -> None:
    async def ask() -> Any:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "glossary", "--root", str(ROOT), "mcp"], cwd=str(ROOT)
        )
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("get_term", {"term": "token"})

    result = asyncio.run(ask())
    assert result.content[0].text.startswith(f"# {GLOSSARY.by_slug['token'].question}")


def test_a_glossary_with_problems_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mcp(tmp_path) == 1
    assert "glossary.yml:1: this file is missing" in capsys.readouterr().err


def test_without_the_sdk_the_command_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "assistant.server", None)
    assert mcp(ROOT) == 1
    assert "`make mcp`" in capsys.readouterr().err
