"""The form "Write a term" writes what glossary/draft.py writes and finds what the checks find, case by case."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from glossary.draft import draft_text
from glossary.glossary import Glossary
from glossary.problem import Problem
from glossary.reading import read_glossary
from glossary.sections import slugify
from glossary.settings import load_settings
from glossary.source import Source, read_source
from macros.script_patterns import script_pattern
from macros.write_rules import FORM_CODES, PATTERNS, form_data, names_data
from tests.browser.write_samples import PARTS, draft_samples, form_samples
from tests.conftest import ROOT

BAD_TERMS = ROOT / "tests" / "bad_terms"
TODAY = date(2026, 11, 24)
# A code with the line of the field or of the section that it is told beside; 0 where a rule may choose between files.
Told: TypeAlias = set[tuple[str, int]]
PLACELESS = {"G002", "G003", "G012", "G013", "G032", "G050"}
# While a field is wrong there is no term, and the checks say nothing that would need one.
WITHOUT_TERM = {"G003", "G010", "G030", "G031", "G032", "G033", "G040", "G041", "G042"}
JUDGE = """async ([root, data, today, forms]) => {
  const { prepared, problemsOf } = await import(`${root}components/write/checks.js`)
  const { compose, draftText, slugOf } = await import(`${root}components/write/draft.js`)
  const ready = prepared(data)
  return forms.map((form) => {
    const draft = compose(form, ready, today)
    const problems = problemsOf(draft, ready, today).map(({ code, place }) => [code, place])
    return { slug: slugOf(draft.fields.title ?? ""), text: draftText(draft, data.draft), problems }
  })
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The faultless terms of tests/bad_terms."""
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "terms").mkdir()
    shutil.copy(BAD_TERMS / "glossary.yml", folder)
    for name in ("model.md", "data.md", "kv-cache.md"):
        shutil.copy(BAD_TERMS / "terms" / name, folder / "terms")
    return folder


@pytest.fixture(scope="module")
def glossary(root: Path) -> Glossary:
    found, problems = read_glossary(root, load_settings(root), TODAY)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def address(calculator_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(calculator_site)


@pytest.fixture(scope="module")
def page(chromium_browser: Browser, address: str) -> Iterator[Page]:
    context = chromium_browser.new_context()
    tab = context.new_page()
    tab.goto(f"{address}blank.html")
    yield tab
    context.close()


def test_the_page_names_the_rules_that_the_scripts_keep(page: Page, address: str) -> None:
    codes = page.evaluate("async (root) => (await import(`${root}components/write/checks.js`)).CODES", address)
    assert codes == sorted(FORM_CODES)


def test_a_pattern_finds_in_the_browser_what_it_finds_in_the_checks(page: Page) -> None:
    chosen = random.Random(1)
    texts = [*PARTS, *("".join(chosen.choices(PARTS, k=4)) for _ in range(100))]
    patterns = [*PATTERNS.values(), *(re.compile(part) for part in (r"\A\w+", r"\w+\Z", r"[^\w&]-", r"(?P<a>\d)\.?"))]
    found = page.evaluate(
        """([patterns, texts]) => patterns.map(([source, flags]) => texts.map((text) =>
          [...text.matchAll(new RegExp(source, flags))].map((match) => [match.index, match[0]])))""",
        [[script_pattern(pattern) for pattern in patterns], texts],
    )
    for pattern, by_text in zip(patterns, found, strict=True):
        for text, matches in zip(texts, by_text, strict=True):
            assert matches == [[match.start(), match[0]] for match in pattern.finditer(text)], (pattern, text)


def test_a_draft_is_written_letter_by_letter_as_in_python(page: Page, address: str, glossary: Glossary) -> None:
    samples = list(draft_samples(random.Random(2), 1000))
    written = page.evaluate(
        """async ([root, format, drafts]) => {
          const { draftText } = await import(`${root}components/write/draft.js`)
          return drafts.map(([fields, sections]) => draftText({ fields, sections }, format))
        }""",
        [address, form_data(glossary)["draft"], [[as_json(fields), sections] for fields, sections in samples]],
    )
    for text, (fields, sections) in zip(written, samples, strict=True):
        assert text == draft_text(fields, sections)


def test_a_draft_is_judged_as_the_checks_judge_its_file(
    page: Page, address: str, root: Path, glossary: Glossary
) -> None:
    forms = list(form_samples(random.Random(3), 240))
    judged = page.evaluate(JUDGE, [address, form_data(glossary) | names_data(glossary), TODAY.isoformat(), forms])
    seen: set[str] = set()
    for form, found in zip(forms, judged, strict=True):
        slug = found["slug"]
        assert slug == slugify(form["title"])
        if not slug or slug in glossary.by_slug or slug in glossary.settings.pages:
            assert ("G013" if slug else "G002") in [code for code, _ in found["problems"]] or not form["title"].strip()
            continue
        problems, source = checked(root, slug, found["text"])
        if source.problems:
            assert "G003" in [code for code, _ in found["problems"]]
            continue
        told, expected = told_by_form(found["problems"], source), told_by_checks(problems, source, slug)
        if any(problem.code == "G010" for problem in problems):
            told, expected = without_term(told, source), without_term(expected, source)
        assert told == expected, f"{found['text']}\n{[str(p) for p in problems]}\n{found['problems']}"
        seen |= {code for code, _ in expected}
    # Whatever a form of this glossary can break was broken at least once; what reaches no file is tried below.
    assert seen == {*FORM_CODES} - {"G002", "G003", "G011"}


def as_json(value: Any) -> Any:
    """Front matter as a form holds it: days are text."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def checked(root: Path, slug: str, text: str) -> tuple[list[Problem], Source]:
    """What the checks find once the file is there, and the file taken apart."""
    file = root / "terms" / f"{slug}.md"
    file.write_text(text, encoding="utf-8")
    try:
        _, problems = read_glossary(root, load_settings(root), TODAY)
        return problems, read_source(file, f"terms/{slug}.md")
    finally:
        file.unlink()


def told_by_checks(problems: list[Problem], source: Source, slug: str) -> Told:
    told = set()
    for problem in problems:
        assert problem.code != "G004", problem
        if problem.code in PLACELESS:
            told.add((problem.code, 0))
        elif problem.code in FORM_CODES and problem.path == f"terms/{slug}.md":
            told.add((problem.code, beside(problem.line, source)))
    return told


def told_by_form(problems: list[tuple[str, list[str | int]]], source: Source) -> Told:
    return {(code, 0 if code in PLACELESS else line_of(tuple(place), source)) for code, place in problems}


def line_of(place: tuple[str | int, ...], source: Source) -> int:
    heading = str(place[0])
    if heading.startswith("## "):
        return next(section.line for section in source.sections if section.heading == heading.removeprefix("## "))
    return source.front_matter.line(place)


def beside(line: int, source: Source) -> int:
    """The line of the field or of the section of this glossary that a line belongs to."""
    known = [section.line for section in source.sections if section.heading in HEADINGS and section.line <= line]
    if not known:
        return line
    first = {section.heading: section.line for section in reversed(source.sections)}
    last = next(section for section in source.sections if section.line == known[-1])
    return first[last.heading]


def without_term(told: Told, source: Source) -> Told:
    text_starts = min((section.line for section in source.sections), default=10_000)
    return {
        (code, line)
        for code, line in told
        if code == "G010" or (code in WITHOUT_TERM and (line >= text_starts or code in PLACELESS))
    }


HEADINGS = load_settings(BAD_TERMS).section_by_heading
