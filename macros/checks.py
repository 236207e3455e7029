"""The rules that the site adds to the glossary's, and the check of both without building."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from glossary.checks import ALL_RULES
from glossary.command import Checker
from glossary.glossary import TERMS_FOLDER, Glossary, read_glossary
from glossary.problem import Problem
from glossary.reading_rules import files_are_in_place
from glossary.rule import Rule, rule
from glossary.settings import Settings
from macros.passages import page_text


@rule("G043")
def calls_can_be_run(found: Iterable[Problem]) -> Iterable[Problem]:
    """A macro call stands on a line of its own, names a macro that exists and gives it arguments that it takes.

    A calculator on a page is a call: a name, and in brackets literal values by name. It is data, never a program, so
    nothing else may stand between the braces. To show braces as text, put them in backticks.

    Instead of: `{{ memory_calculator("llama") }}`
    Write: `{{ memory_calculator(model="llama-3.1-8b") }}`
    """
    return found


RULES: tuple[Rule[...], ...] = tuple(sorted((*ALL_RULES, calls_can_be_run), key=lambda rule: rule.code))


def check_site(root: Path, settings: Settings, today: date) -> tuple[int, list[Problem]]:
    """How many terms there are, and what the glossary's rules and the site's find."""
    glossary, problems = read_glossary(root, settings, today)
    return len(glossary.terms), sorted([*problems, *page_problems(root, glossary), *call_problems(glossary)])


def call_problems(glossary: Glossary) -> Iterator[Problem]:
    """What is wrong with the macro calls of terms, found without making their pages."""
    for term in glossary.terms:
        text = page_text(term.path, glossary, workers={})
        for section in term.sections:
            for block in section.blocks():
                text.html(block.markdown, block.markdown_line, _as_paragraphs)
        yield from calls_can_be_run(text.problems)


def page_problems(root: Path, glossary: Glossary) -> Iterator[Problem]:
    """Ordinary pages that are missing, and what is wrong with the macro calls of those that are there."""
    files = [root / TERMS_FOLDER / f"{name}.md" for name in glossary.settings.pages]
    missing = [
        Problem(f"{TERMS_FOLDER}/{file.name}", 1, "glossary.yml lists this page under 'pages', but the file is missing")
        for file in files
        if not file.is_file()
    ]
    yield from files_are_in_place(missing)
    for file in filter(Path.is_file, files):
        text = page_text(f"{TERMS_FOLDER}/{file.name}", glossary, workers={})
        text.html(file.read_text(encoding="utf-8"), 1, _as_paragraphs)
        yield from calls_can_be_run(text.problems)


SITE = Checker(check_site, RULES)


def _as_paragraphs(markdown: str) -> str:
    """Enough of HTML to find the calls in."""
    return "".join(f"<p>{row}</p>" for row in markdown.split("\n"))
