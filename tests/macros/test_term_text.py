"""A term's text that was kept is the text that would be made now, whatever was edited between two builds."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.cache import CACHE_FILE, Cache
from glossary.reading import read_glossary
from glossary.settings import load_settings
from macros.term_text import TermText, TermTexts, term_text
from tests.conftest import ROOT

# Names that begin alike, stand in each other's text, and hide in Markdown's signs.
WORDS = (
    "token",
    "token bucket",
    "bucket",
    "pre-token",
    "R&D budget",
    "_token_",
    "tok\\en",
    "*bucket*",
    "`token`",
    "&amp;",
)
SLUGS = ("alpha", "beta", "gamma")
RELATED = """related:
  - {term: alpha, type: see-also, why: A reason.}
  - {term: beta, type: see-also, why: Another reason.}
sources:
  - {title: A source, url: "https://example.org/", date: 2026-01-01}
"""


def edits() -> st.SearchStrategy[tuple[str, str, str, str]]:
    """A term to be written or removed (no title), with its title, an alias and its text."""
    names = st.sampled_from(("Alpha", "Beta", "Token", "Token bucket", "Bucket", "R&D budget", ""))
    text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" and ".join)
    return st.tuples(st.sampled_from(SLUGS), names, st.sampled_from(("token", "bucket", "budget line")), text)


def write(terms: Path, slug: str, title: str, alias: str, text: str) -> None:
    file = terms / f"{slug}.md"
    if not title:
        file.unlink(missing_ok=True)
        return
    file.write_text(
        f'---\ntitle: "{title} {slug}"\naliases: ["{alias} {slug}", "{title}"]\nsummary: A summary of {slug}.\n'
        f"category: models\nlevel: starter\nstatus: published\nreviewed: 2026-01-01\n{RELATED}---\n\n"
        f"## Definition\n\n{text}.\n\n## How it works\n\n### First\n\n{text} once more.\n"
    )


def texts_now(root: Path, cache: Cache) -> tuple[dict[str, TermText], dict[str, TermText]]:
    """What is kept for every term, and what would be made now."""
    glossary, _ = read_glossary(root, load_settings(root), date(2026, 11, 24), ())
    made = {term.slug: term_text(term, glossary, {}) for term in glossary.terms}
    return TermTexts({}, cache).of(glossary), made


@settings(max_examples=60)
@given(st.lists(edits(), min_size=2, max_size=8))
def test_a_kept_text_is_the_text_that_would_be_made(steps: list[tuple[str, str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "terms").mkdir()
        shutil.copy(ROOT / "tests" / "bad_terms" / "glossary.yml", root)
        cache = Cache(root / CACHE_FILE)
        for step in steps:
            write(root / "terms", *step)
            kept, made = texts_now(root, cache)
            assert {f"{slug}.md" for slug in made} == {file.name for file in (root / "terms").iterdir()}
            assert kept == made
