"""Small glossaries for the tests of the domain: a valid term with overrides, in memory or in a folder."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import yaml

from glossary.checks import ERROR_RULES
from glossary.glossary import Glossary
from glossary.problem import Problem
from glossary.reading import read_glossary
from glossary.settings import Settings, load_settings
from glossary.source import Source, parse_source
from glossary.strict_yaml import Document
from glossary.term import Term

# No test is judged by the clock: machines differ.
hypothesis.settings.register_profile("glossary", deadline=None)
hypothesis.settings.load_profile("glossary")

BAD_TERMS = Path(__file__).parents[1] / "bad_terms"

VALID: dict[str, Any] = {
    "title": "KV cache",
    "summary": "A KV cache keeps what a model has already worked out.",
    "category": "models",
    "level": "starter",
    "status": "draft",
    "reviewed": date(2025, 1, 31),
    "related": [
        {"term": "model", "type": "part-of", "why": "It is filled while an answer is written and emptied after it."},
        {"term": "data", "type": "see-also", "why": "Long prompts fill it faster than short ones, word by word."},
    ],
    "sources": [{"title": "A paper", "url": "https://example.org/paper", "date": date(2024, 5, 1)}],
}


def front_matter(fields: dict[str, Any]) -> str:
    """A valid front matter with `fields` instead; a field that is None is left out."""
    merged = {name: value for name, value in {**VALID, **fields}.items() if value is not None}
    return f"---\n{yaml.safe_dump(merged, sort_keys=False, allow_unicode=True)}---\n"


class Repository:
    """A folder with glossary.yml and the terms that a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "terms" / "images").mkdir(parents=True)
        shutil.copy(BAD_TERMS / "glossary.yml", root)

    def write(self, slug: str, text: str = "", **fields: object) -> Path:
        """A term file with a valid front matter but for `fields`, then `text`."""
        return self.put(f"{slug}.md", front_matter(fields) + text)

    def put(self, name: str, text: str | bytes) -> Path:
        """A file of any name in terms/."""
        path = self.root / "terms" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Write `new` for the first `old` in a file in terms/."""
        text = (self.root / "terms" / name).read_text(encoding="utf-8")
        assert old in text
        self.put(name, text.replace(old, new, 1))

    def write_good_terms(self) -> None:
        """The three faultless terms of tests/bad_terms: model, data and kv-cache."""
        for name in ("model.md", "data.md", "kv-cache.md"):
            shutil.copy(BAD_TERMS / "terms" / name, self.root / "terms")

    def read(self, today: date = date(2026, 11, 22)) -> Glossary:
        """The glossary as far as it can be read."""
        return read_glossary(self.root, load_settings(self.root), today)[0]

    def problems(self, today: date = date(2026, 11, 22)) -> list[str]:
        """Every error as `path:line: message`."""
        found = read_glossary(self.root, load_settings(self.root), today, ERROR_RULES)[1]
        return [f"{problem.path}:{problem.line}: {problem.message}" for problem in found]

    def findings(self, today: date = date(2026, 11, 22)) -> list[Problem]:
        """Every problem, warnings and hints included."""
        return read_glossary(self.root, load_settings(self.root), today)[1]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty glossary in a temporary folder."""
    return Repository(tmp_path / "repository")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Two roles, two levels, two categories."""
    return load_settings(BAD_TERMS)


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Source]:
    """Takes the text of a file apart."""

    def parse_text(text: str) -> Source:
        source = Source("terms/x.md", Document("terms/x.md", 1))
        parse_source(text, source)
        return source

    return parse_text


@pytest.fixture(scope="session")
def make_term(parse: Callable[[str], Source]) -> Callable[..., Term]:
    """A valid term in memory, with fields and text of the test's choice."""

    def make(slug: str = "kv-cache", text: str = "", **fields: Any) -> Term:
        source = parse(front_matter(fields) + text)
        known = {name: value for name, value in {**VALID, **fields}.items() if value is not None}
        return Term(
            **known,
            slug=slug,
            path=f"terms/{slug}.md",
            sections=source.sections,
            lines=source.front_matter.lines,
        )

    return make
