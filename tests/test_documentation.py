"""Whatever a person may write or run is explained where that person looks."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from calculators.__main__ import parser as calculators_parser
from glossary.command import command_line
from glossary.exports import EXPORTS
from glossary.settings import Settings
from glossary.term import FrontMatter
from macros.ordinary_pages import PageFields
from macros.registry import MACROS
from tests.assistant.test_server import TOOLS
from tests.conftest import ROOT


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


MANUALS = "\n".join(text(name) for name in ("README.md", "CONTRIBUTING.md", "HACKING.md"))


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those that its fields hold."""
    yield model
    for field in model.model_fields.values():
        for held in parts(field.annotation):
            yield from models(held)


def parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


@pytest.mark.parametrize("model", [FrontMatter, Settings, PageFields], ids=lambda model: model.__name__)
def test_every_field_says_what_it_is_for_in_the_schema_that_editors_show(model: type[BaseModel]) -> None:
    for each in models(model):
        assert each.__doc__
        for name, field in each.model_fields.items():
            assert field.description, f"{each.__name__}.{name} needs a description"


@pytest.mark.parametrize("name", list(FrontMatter.model_fields))
def test_every_field_of_a_term_stands_in_the_writers_table(name: str) -> None:
    rows = [row for row in text("CONTRIBUTING.md").splitlines() if row.startswith("| `")]
    assert any(f"`{name}`" in row.split("|")[1] for row in rows)


@pytest.mark.parametrize("name", list(MACROS))
def test_every_macro_is_explained(name: str) -> None:
    assert re.search(rf"`{name}`|\{{\{{ {name}\(", MANUALS)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.path)
def test_every_output_is_explained_on_the_page_that_says_how_to_use_it(export: Any) -> None:
    page = text("terms/use.md")
    assert "{{ export_list() }}" in page
    assert f"`/{export.path}`" in page or export.title.removesuffix(" feed").partition(" ")[0] in page


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_every_tool_for_assistants_is_named_there_too(tool: str) -> None:
    assert f"`{tool}`" in text("terms/use.md")


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helped = {choice.dest for choice in action._choices_actions if choice.help}
            assert helped == set(action.choices), "every command needs a line of help"
            found |= action.choices
    return found


@pytest.mark.parametrize("parser", [command_line(), calculators_parser()], ids=["glossary", "calculators"])
def test_every_command_is_explained_and_every_option_has_help(parser: argparse.ArgumentParser) -> None:
    for name, command in commands(parser).items():
        assert re.search(rf"`{name}`|(?:glossary|calculators) {name}\b", MANUALS), name
        for action in command._actions:
            assert action.help, f"{name} {action.dest}"


def test_every_make_target_that_people_use_has_a_line_of_help() -> None:
    targets = re.findall(r"^([a-z-]+):(.*)$", text("Makefile") + text("engine.mk"), re.MULTILINE)
    assert {name for name, rest in targets if "## " not in rest} == {"chromium"}


@pytest.mark.parametrize("path", re.findall(r"`([\w.]+/[\w./-]*)`", text("SECURITY.md")))
def test_what_the_threat_model_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()
