"""`glossary new "Term"`: a draft from a few questions, or from flags alone."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, get_args

from glossary.disk import write_text
from glossary.interview import Unanswered, as_value, interview
from glossary.problem import GlossaryError
from glossary.reading import read_glossary
from glossary.settings import load_settings
from glossary.strict_yaml import Location, Value
from glossary.term import RelationType

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_new_command(commands: Commands) -> None:
    """Let the command line take `new` and its flags."""
    new = commands.add_parser("new", help="write the draft of a new term")
    new.add_argument("title", help='the term as people say it, such as "KV cache"')
    for name, about in (
        ("summary", "one plain sentence that says what it is"),
        ("category", "one of those in glossary.yml (default: that of the nearest terms)"),
        ("level", "one of those in glossary.yml"),
        ("number", "singular, plural or mass"),
        ("acronym", "the acronym alone, such as LLM"),
    ):
        new.add_argument(f"--{name}", help=about)
    new.add_argument("--alias", action="append", default=[], help="another name; may be given several times")
    related = ("TERM", "TYPE", "WHY")
    types = ", ".join(get_args(RelationType))
    new.add_argument("--related", nargs=3, action="append", default=[], metavar=related, help=f"types: {types}")
    source = ("TITLE", "URL", "DATE")
    new.add_argument("--source", nargs=3, action="append", default=[], metavar=source, help="a primary source")


def new(options: argparse.Namespace, today: date) -> int:
    """Write the draft; 0 when it is written, 1 when an answer is missing or cannot stand."""
    try:
        glossary = read_glossary(options.root, load_settings(options.root), today, ())[0]
        ask = input if sys.stdin.isatty() else None
        path, text, warnings = interview(options.title, _given(options), glossary, today, ask, print)
    except (GlossaryError, Unanswered) as error:
        print(error, file=sys.stderr)
        return 1
    write_text(options.root / path, text)
    for warning in warnings:
        print(warning)
    print(f"{path} is written, a draft. When these sections are written too, make it `status: published`:\n")
    for kind in glossary.settings.section_kinds:
        if kind.required and kind.heading != "Definition":
            print(f"  ## {kind.heading}: {kind.purpose}")
    print("\n`make check` says what is missing.")
    return 0


def _given(options: argparse.Namespace) -> dict[Location, Value]:
    names = ("summary", "category", "level", "number", "acronym")
    given: dict[Location, Value] = {(name,): getattr(options, name) for name in names if getattr(options, name)}
    if options.alias:
        given["aliases",] = [*options.alias]
    for index, values in enumerate(options.related):
        given |= {("related", index, name): value for name, value in zip(("term", "type", "why"), values, strict=True)}
    for index, (title, url, day) in enumerate(options.source):
        given |= {
            ("sources", index, "title"): title,
            ("sources", index, "url"): url,
            ("sources", index, "date"): as_value(day),
        }
    return given
