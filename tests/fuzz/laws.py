"""What holds for any text that a stranger may write; each law fails where it does not.

Hypothesis tries texts in test_laws.py, and explore.py lets a fuzzer search for as long as one likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from glossary.autolinks import Linker
from glossary.formats import FORMATS
from glossary.limits import excess
from glossary.prose import plain_text, render, render_page, unsanitized
from glossary.reading import read_glossary
from glossary.settings import load_settings
from glossary.source import Source, front_matter_end, parse_source
from glossary.strict_yaml import Document, Value, read_yaml
from macros.calls import find_calls
from macros.checks import SITE, check_site
from macros.registry import MACROS
from tests.conftest import ROOT

PATH = "terms/x.md"
TODAY = date(2026, 11, 24)
BAD_TERMS = ROOT / "tests" / "bad_terms"
_FRONT_MATTER = """---
title: Case
summary: A case is what a stranger wrote.
category: models
level: starter
status: published
reviewed: 2026-01-31
related:
  - {term: model, type: part-of, why: It is filled while an answer is written.}
  - {term: data, type: see-also, why: Long prompts fill it faster than short ones.}
sources:
  - {title: A paper, url: "https://example.org/paper", date: 2024-05-01}
---
"""
_TOKEN = re.compile("\ue000\\d+\ue001")
_ADDED = re.compile(r'<a href="[^"]+\.md">([^<]*)</a>')


def yaml_is_refused_or_says_what_was_written(text: str) -> None:
    """What is let through is, letter for letter, what a reader that knows only text reads."""
    document = read_yaml(text, PATH, first_line=2)
    last_line = 2 + len(text.splitlines())
    assert all(2 <= problem.line <= last_line for problem in document.problems)
    if not document.problems:
        assert _as_text(document.data) == (yaml.load(text, Loader=yaml.CBaseLoader) or {})


def _as_text(value: Value) -> object:
    match value:
        case dict():
            return {key: _as_text(item) for key, item in value.items()}
        case list():
            return [_as_text(item) for item in value]
        case bool():
            return str(value).lower()
        case None:
            return _Empty()
        case _:
            return str(value)


class _Empty:
    """Equal to every way of writing nothing in YAML: https://yaml.org/type/null.html."""

    def __eq__(self, other: object) -> bool:
        return other in ("", "~", "null", "Null", "NULL")

    __hash__ = None  # type: ignore[assignment]  # nothing asks for it


def a_file_is_refused_or_taken_apart_whole(text: str) -> None:
    """Every line below the front matter is a heading or stands in one section's text, and at its place."""
    source = Source(PATH, Document(PATH, 1))
    parse_source(text, source)
    lines = text.split("\n")
    assert all(1 <= problem.line <= len(lines) for problem in source.problems)
    if source.problems:
        return
    end = front_matter_end(lines)
    assert end is not None
    kept = dict.fromkeys((number for number in range(end + 2, len(lines) + 1) if lines[number - 1].strip()), 0)
    for block in source.blocks():
        assert block.heading in lines[block.line - 1]
        kept[block.line] += 1
        for number, row in enumerate(block.markdown.split("\n") if block.markdown else [], start=block.markdown_line):
            assert row == lines[number - 1]
            if row.strip():
                kept[number] += 1
    assert set(kept.values()) <= {1}


def calls_are_taken_out_and_nothing_else(text: str) -> None:
    """What is left are the pieces between the calls; what was taken out opens and closes like a call."""
    passage, _ = find_calls(text, PATH, 1, MACROS)
    assert all(call.name in MACROS for call in passage.calls)
    if "\ue000" in text:
        return  # The loader refuses such text.
    position = 0
    pieces = _TOKEN.split(passage.markdown)
    assert len(pieces) == len(passage.calls) + 1
    for number, piece in enumerate(pieces):
        start = text.index(piece, position) if number < len(passage.calls) else len(text) - len(piece)
        taken = text[position:start]
        assert taken == "" if number == 0 else taken.startswith("{{") and taken.endswith("}}")
        assert text[start : start + len(piece)] == piece
        position = start + len(piece)


def prose_loses_no_text(text: str) -> None:
    """The sanitizer takes away what could run, and no letter of what the renderer shows."""
    if excess(text):
        return  # The loader refuses such text.
    assert _shown(render(text)) == _shown(unsanitized(text))
    assert _shown(render_page(text, root="")[0]) == _shown(unsanitized(text))
    assert plain_text(text) == " ".join(plain_text(text).split())


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


def _shown(html: str) -> str:
    return " ".join(_Text(html).text.split())


def links_are_added_and_nothing_else(text: str) -> None:
    """Without the links that were added, the page is what it was; and no term is linked twice."""
    if excess(text):
        return  # The loader refuses such text.
    before, linked = unsanitized(text), set[str]()
    after = linker().link(before, linked)
    added = _ADDED.findall(after)
    assert len(added) - len(_ADDED.findall(before)) == len(linked)
    assert _ADDED.sub(r"\1", after) == _ADDED.sub(r"\1", before)


@cache
def linker() -> Linker:
    """The linker of our own terms."""
    return Linker(read_glossary(ROOT, load_settings(ROOT), TODAY, ())[0].terms)


def every_rule_judges_any_file(text: str) -> None:
    """A check of a glossary with this file, or a definition with this text, ends in problems with a line and words."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "terms").mkdir()
        for name in ("glossary.yml", "terms/model.md", "terms/data.md", "terms/kv-cache.md"):
            (root / name).write_bytes((BAD_TERMS / name).read_bytes())
        text = text if text.startswith("---") else f"{_FRONT_MATTER}\n## Definition\n\n{text}"
        (root / PATH).write_text(text, encoding="utf-8", errors="replace", newline="")
        problems = check_site(root, load_settings(root), TODAY)[1]
        for problem in problems:
            assert problem.line >= 1
            assert str(problem).isprintable()
        for form in FORMATS.values():
            form(problems, SITE.rules)


Law = Callable[[str], None]
LAWS: tuple[Law, ...] = (
    yaml_is_refused_or_says_what_was_written,
    a_file_is_refused_or_taken_apart_whole,
    calls_are_taken_out_and_nothing_else,
    prose_loses_no_text,
    links_are_added_and_nothing_else,
    every_rule_judges_any_file,
)
