"""Reading again: the same as reading anew, and what did not change is not read again."""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.cache import CACHE_FILE, Cache
from glossary.checks import ERROR_RULES, RULES, ContextRule
from glossary.reading import Reader, read_glossary
from glossary.settings import load_settings
from tests.glossary.conftest import BAD_TERMS, Repository

TODAY = date(2026, 11, 22)
SLUGS = st.sampled_from(["alpha", "beta", "gamma", "delta"])
TEXTS = st.sampled_from(
    [
        "",
        "## Definition\nIt is [linked](beta.md) and the the `TODO` stays.\n",
        "## Definition\nThe TTFT of a [gone](gone.md) TODO says what eight words in a row can say.\n",
        '## Analogy\nA whitelist of it.\n\n[accept]: G062 "The law itself uses this word."\n',
        "## Analogy\n\n## Nothing\nThe TTFT (time to first token) says what eight words in a row can say.\n",
    ]
)


def write(repository: Repository, slug: str, title: str, alias: str, other: str, text: str) -> None:
    """Add a term, or write it anew with another name, alias, relation or text."""
    reason = f"It is filled while an answer is written by the {other} and emptied after."
    related = [
        {"term": other, "type": "prerequisite", "why": reason},
        {"term": "beta", "type": "contrast", "why": "No"},
    ]
    repository.write(slug, text, title=title, aliases=[alias], related=related)


def move(repository: Repository, old: str, new: str) -> None:
    """Rename a file, over another if that is there."""
    file = repository.root / "terms" / f"{old}.md"
    if file.exists():
        file.replace(file.with_stem(new))


def delete(repository: Repository, slug: str) -> None:
    """Remove a file."""
    (repository.root / "terms" / f"{slug}.md").unlink(missing_ok=True)


def spoil(repository: Repository, slug: str, text: bytes) -> None:
    """Write what is no term."""
    repository.put(f"{slug}.md", text)


def set_level(repository: Repository, slug: str) -> None:
    """Change glossary.yml, so that other terms have a level that exists."""
    file = repository.root / "glossary.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("slug: starter", f"slug: {slug}").replace("slug: easy", f"slug: {slug}"), "utf-8")


NAMES = st.sampled_from(["Alpha", "Beta", "KV cache", "KV caches", "TTFT"])
EDITS = st.one_of(
    st.tuples(st.just(write), SLUGS, NAMES, NAMES, SLUGS, TEXTS),
    st.tuples(st.just(move), SLUGS, SLUGS),
    st.tuples(st.just(delete), SLUGS),
    st.tuples(st.just(spoil), SLUGS, st.sampled_from([b"", b"\xff", b"---\ntitle: [\n---\n"])),
    st.tuples(st.just(set_level), st.sampled_from(["starter", "easy"])),
)


@pytest.mark.parametrize("rules", [ERROR_RULES, RULES], ids=["errors", "all"])
@settings(max_examples=40)
@given(edits=st.lists(EDITS, min_size=1, max_size=8))
def test_reading_again_after_any_edits_is_reading_anew(rules: tuple[ContextRule, ...], edits: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder) / "repository")
        reader, cache = Reader(repository.root, rules), Cache(Path(folder) / "cache")
        for edit, *arguments in edits:
            edit(repository, *arguments)
            chosen = load_settings(repository.root)
            anew, problems = read_glossary(repository.root, chosen, TODAY, rules)
            for found in (reader.read(chosen, TODAY), read_glossary(repository.root, chosen, TODAY, rules, cache)):
                assert found == (anew, problems)
                # Equal problems may differ in this.
                assert [problem.fix for problem in found[1]] == [problem.fix for problem in problems]


def test_terms_whose_files_did_not_change_are_the_same_objects(repository: Repository) -> None:
    repository.write_good_terms()
    reader, chosen = Reader(repository.root), load_settings(repository.root)
    before = reader.read(chosen, TODAY)[0].by_slug
    repository.replace("model.md", "level: starter", "level: expert")
    os.utime(repository.root / "terms" / "data.md")
    after = reader.read(chosen, TODAY)[0].by_slug
    assert {slug for slug in after if after[slug] is not before[slug]} == {"model"}


def test_a_day_that_passes_is_noticed_without_a_change_in_any_file(repository: Repository) -> None:
    repository.write_good_terms()
    reader, chosen = Reader(repository.root), load_settings(repository.root)
    assert reader.read(chosen, TODAY)[1] == []
    assert {problem.code for problem in reader.read(chosen, date(2029, 1, 1))[1]} >= {"G084"}


def test_a_file_changed_twice_within_one_step_of_the_clock_is_read_twice(repository: Repository) -> None:
    repository.write_good_terms()
    reader, chosen = Reader(repository.root), load_settings(repository.root)
    file = repository.root / "terms" / "model.md"
    reader.read(chosen, TODAY)
    now = file.stat().st_mtime_ns
    repository.replace("model.md", "level: starter", "level: startel")
    os.utime(file, ns=(now, now))
    assert [problem.code for problem in reader.read(chosen, TODAY)[1]] == ["G011"]


def test_a_file_that_has_rested_is_not_opened_again(repository: Repository) -> None:
    repository.write_good_terms()
    file = repository.root / "terms" / "model.md"
    os.utime(file, (0, 0))
    reader, chosen = Reader(repository.root), load_settings(repository.root)
    before = reader.read(chosen, TODAY)
    repository.replace("model.md", "level: starter", "level: startel")
    os.utime(file, (0, 0))
    assert reader.read(chosen, TODAY) == before


@pytest.fixture
def bad_terms(tmp_path: Path) -> Path:
    """A copy of the glossary in which all is wrong."""
    return Path(shutil.copytree(BAD_TERMS, tmp_path / "bad"))


def test_what_the_cache_kept_says_the_same_and_nothing_is_judged_again(
    bad_terms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, cache = load_settings(bad_terms), Cache(bad_terms / CACHE_FILE)
    anew = read_glossary(bad_terms, chosen, TODAY)
    assert read_glossary(bad_terms, chosen, TODAY, cache=cache) == anew
    monkeypatch.setattr("glossary.reading.validate_term", None)
    assert read_glossary(bad_terms, chosen, TODAY, cache=cache) == anew


def test_several_processes_find_what_one_finds(bad_terms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = load_settings(bad_terms)
    anew = read_glossary(bad_terms, chosen, TODAY)
    monkeypatch.setattr("glossary.processes.MIN_THINGS", 2)
    monkeypatch.setattr("glossary.processes.processors", lambda: 3)
    assert read_glossary(bad_terms, chosen, TODAY) == anew
