"""A renamed term: its old addresses lead to the new one in one step, and only the new one is found."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, build
from tests.macros.test_finder import words_of_pages
from tests.macros.test_site_build import Document

OLD_NAMES = ("kv-store", "key-value-memory")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after `key-value-memory` became `kv-store` and that became `kv-cache`."""
    root = tmp_path_factory.mktemp("renamed")
    for name in ("terms", "glossary.yml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    term = root / "terms" / "kv-cache.md"
    text = term.read_text(encoding="utf-8")
    term.write_text(text.replace("title:", f"redirect_from: [{', '.join(OLD_NAMES)}]\ntitle:", 1), encoding="utf-8")
    result: subprocess.CompletedProcess[str] = build(root, root / "site")
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.mark.parametrize("old", OLD_NAMES)
def test_an_old_address_leads_to_the_page_in_one_step(site: Path, old: str) -> None:
    html = (site / old / "index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../kv-cache/">' in html
    assert '<link rel="canonical" href="https://ai-glossary.example.org/kv-cache/">' in html
    assert "refresh" not in (site / "kv-cache" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("old", OLD_NAMES)
def test_a_reader_whose_browser_stays_has_a_link(site: Path, old: str) -> None:
    document = Document((site / old / "index.html").read_text(encoding="utf-8"))
    assert document.links == ["../kv-cache/"]
    assert "KV cache" in document.text
    assert [tag for tag, _ in document.headings] == ["h1"]


def test_only_the_current_page_is_in_the_sitemap_and_in_search(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    places = words_of_pages(site)
    assert "/kv-cache/" in sitemap
    assert "kv-cache/" in places
    for old in OLD_NAMES:
        assert old not in sitemap
        assert f"{old}/" not in places
