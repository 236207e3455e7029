"""The site that writers see while they edit is the one that a build would publish."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.cache import CACHE_FILE, NO_CACHE, Cache
from macros.live_site import LiveSite
from tests.conftest import ROOT, small_repository

SCRIPT = re.compile(r'<script type="module" src="[./]*live\.js"></script>')


def text_of(site: LiveSite, path: str) -> str:
    content = site.content(path)
    assert content is not None, path
    return content.decode() if isinstance(content, bytes) else "".join(content)


def everything(site: LiveSite) -> dict[str, str]:
    """Every page and every other file that is text, by path."""
    assert site.website is not None
    others = {path: make() for path, make in site.website.others()}
    texts = {path: "".join(content) for path, content in others.items() if not isinstance(content, bytes)}
    return {path: text_of(site, path) for path in site.website.pages} | texts


@pytest.fixture(scope="module")
def live_site() -> LiveSite:
    site = LiveSite(ROOT, Cache(ROOT / CACHE_FILE))
    site.read()
    assert not site.problems
    return site


def test_a_page_is_the_published_one_and_a_script_that_loads_it_again(live_site: LiveSite, built_site: Path) -> None:
    assert live_site.website is not None
    for path in live_site.website.pages:
        served, published = text_of(live_site, path), (built_site / path).read_text(encoding="utf-8")
        assert len(SCRIPT.findall(served)) == 1
        assert SCRIPT.sub("", served) == published, path


def test_every_published_file_is_served(live_site: LiveSite, built_site: Path) -> None:
    assert live_site.website is not None
    known = {*live_site.website.pages, *(path for path, _ in live_site.website.others())}
    published = {file.relative_to(built_site).as_posix() for file in built_site.rglob("*") if file.is_file()}
    apart = published - known
    assert {path.rpartition("/")[0] for path in apart} == {"assets", "assets/cards"}
    for path in (*apart, "api/v1/terms.json", "token/index.md", "assets/icon-180.png"):
        assert live_site.content(path) is not None, path


def test_the_files_that_pages_name_are_served(live_site: LiveSite) -> None:
    page = text_of(live_site, "index.html")
    for name in ("program", "names"):
        (path,) = re.findall(rf'<glossary-finder[^>]* data-{name}="([^"]+)"', page)
        assert text_of(live_site, path)


def test_a_file_that_the_site_lacks_is_none(live_site: LiveSite) -> None:
    for path in ("nowhere/index.html", "assets/cards/nowhere.png", "../glossary.yml", "assets/places/nowhere"):
        assert live_site.content(path) is None


def test_problems_are_told_and_leave_the_site_as_it_was(tmp_path: Path) -> None:
    root = small_repository(tmp_path / "repository")
    site = LiveSite(root, NO_CACHE)
    site.read()
    before = text_of(site, "definition/index.html")
    term = root / "terms" / "definition.md"
    right = term.read_text()
    term.write_text(right.replace("## Definition", "## Definitoin"))
    site.read()
    assert "terms/definition.md" in site.problems
    assert "Did you mean 'Definition'?" in site.problems
    assert text_of(site, "definition/index.html") == before
    term.write_text(right)
    site.read()
    assert (site.problems, site.readings) == ("", 3)


def test_a_glossary_that_cannot_be_read_yet_has_a_page_that_waits(tmp_path: Path) -> None:
    root = small_repository(tmp_path / "repository")
    settings_file = root / "glossary.yml"
    right = settings_file.read_text()
    settings_file.write_text("name: [")
    site = LiveSite(root, NO_CACHE)
    site.read()
    assert "glossary.yml" in site.problems
    assert SCRIPT.search(text_of(site, "use/index.html"))
    settings_file.write_text(right)
    site.read()
    assert "<h1" in text_of(site, "use/index.html")


TERM = """---
title: {title}
summary: {summary}
category: basics
level: starter
status: published
reviewed: 2026-11-24
aliases: [{alias}]
related:
  - {{term: {related}, type: {type}, why: It stands near the {related}.}}
sources:
  - {{title: A source, url: "https://example.org/", date: 2026-01-01}}
---

## Definition

It stands beside a headword, a definition and a lemma word. {summary}
"""
TITLES = ("Lemma word", "Entry line", "Word list")


def write_a_term(root: Path, choice: int) -> None:
    text = TERM.format(
        title=TITLES[choice % 3],
        summary=f"The {choice} is new.",
        alias=("lemma word form", "entry line form")[choice % 2],
        related=("definition", "headword", "use")[choice % 3],
        type=("see-also", "contrast", "prerequisite")[choice // 3 % 3],
    )
    (root / "terms" / "lemma.md").write_text(text)


def rename_a_term(root: Path, choice: int) -> None:
    here, there = (root / "terms" / name for name in ("lemma.md", f"lemma-{choice}.md"))
    (here if here.exists() else write_a_term(root, choice) or here).rename(there)


def delete_a_term(root: Path, choice: int) -> None:
    for file in (root / "terms").glob("lemma*.md"):
        file.unlink()


def edit_an_ordinary_page(root: Path, choice: int) -> None:
    (root / "terms" / "about.md").open("a").write(f"\nSentence {choice} about a headword.\n")


def edit_the_settings(root: Path, choice: int) -> None:
    file = root / "glossary.yml"
    file.write_text(re.sub("^name: .*", f"name: Glossary {choice}", file.read_text(), flags=re.MULTILINE))


def edit_the_theme(root: Path, choice: int) -> None:
    template = root / "theme" / "components" / "term" / "term.html"
    template.write_text(f"{template.read_text()}<p>Theme {choice}</p>")


EDITS = (write_a_term, rename_a_term, delete_a_term, edit_an_ordinary_page, edit_the_settings, edit_the_theme)


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 8)), min_size=2, max_size=5))
def test_after_any_edits_the_site_is_what_a_fresh_start_makes(
    edits: list[tuple[Callable[[Path, int], None], int]],
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = small_repository(Path(folder) / "repository")
        shutil.copytree(ROOT / "site_overrides", root / "theme")
        for module in ("social_cards", "stylesheet", "theme", "website"):
            patch.setattr(f"macros.{module}.THEME", root / "theme")
        site = LiveSite(root, Cache(root / CACHE_FILE))
        site.read()
        for edit, choice in edits:
            edit(root, choice)
            site.read()
            for cache in (NO_CACHE, Cache(root / CACHE_FILE)):
                fresh = LiveSite(root, cache)
                fresh.read()
                assert site.problems == fresh.problems
                if not fresh.problems:
                    assert everything(site) == everything(fresh)
