"""Where pages stand."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.addresses import page_address
from tests.benchmarks.generated_glossary import write_glossary
from tests.conftest import build
from tests.macros.test_site_build import Document


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("a-z.md", "a-z/"),
        ("map/index.md", "map/"),
        ("category/models.md", "category/models/"),
        ("category/models/2.md", "category/models/2/"),
        ("vector-index.md", "vector-index/"),
        ("category/index-funds.md", "category/index-funds/"),
        ("compare/index-vs-vector-index.md", "compare/index-vs-vector-index/"),
    ],
)
def test_a_page_stands_in_the_folder_that_its_source_names(path: str, address: str) -> None:
    assert page_address(path) == address


def test_a_term_whose_name_ends_in_index_has_a_page_like_any_other(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    write_glossary(root, 12)
    for file in (root / "terms").glob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(balabashidex[- ])cache", r"\1index", text), encoding="utf-8")
    (root / "terms" / "balabashidex-cache.md").rename(root / "terms" / "balabashidex-index.md")
    result = build(root, root / "site")
    assert result.returncode == 0, result.stderr
    folder = root / "site" / "balabashidex-index"
    html = (folder / "index.html").read_text(encoding="utf-8")
    document = Document(html)
    for path in [*document.links, *document.assets]:
        assert re.match(r"https?:|[#?]", path) or (folder / urlsplit(path).path).exists(), path
    calculators = re.findall(r'data-worker="([^"]*)" data-root="([^"]*)"', html)
    assert calculators
    assert all((folder / way_to_root / worker).is_file() for worker, way_to_root in calculators)
