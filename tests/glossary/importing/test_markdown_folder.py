"""Folders as Hugo, Docusaurus and MkDocs keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.importing.markdown_folder import read_markdown_folder
from glossary.importing.record import BODY, UnreadableError

HUGO = """+++
title = 'Starter'
aliases = ['/old/starter/']
date = 2020-01-31
[params]
owner = 'Ben'
+++
Flour and water.
"""
DOCUSAURUS = """---
id: starter
title: Starter
hoverText: Flour and water.
keywords: [yeast, dough]
---

More of it.
"""
MKDOCS = "# Starter #\n\nFlour and water.\n\n## Examples\n\n`# not a heading`\n"


def values(folder: Path, text: str, name: str = "starter.md") -> dict[str, tuple[str, ...]]:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (record,) = read_markdown_folder(folder).records
    return dict(record.values)


def test_hugo_writes_toml_between_plus_signs(tmp_path: Path) -> None:
    assert values(tmp_path, HUGO, "starter/index.md") == {
        "title": ("Starter",),
        "aliases": ("/old/starter/",),
        "date": ("2020-01-31",),
        "params.owner": ("Ben",),
        BODY: ("Flour and water.",),
    }


def test_docusaurus_writes_yaml_in_mdx_files(tmp_path: Path) -> None:
    assert values(tmp_path, DOCUSAURUS, "starter.mdx") == {
        "id": ("starter",),
        "title": ("Starter",),
        "hoverText": ("Flour and water.",),
        "keywords": ("yeast", "dough"),
        BODY: ("More of it.",),
    }


def test_mkdocs_takes_the_title_from_the_first_heading(tmp_path: Path) -> None:
    found = values(tmp_path, MKDOCS)
    assert found == {"title": ("Starter",), BODY: ("Flour and water.\n\n## Examples\n\n`# not a heading`",)}


def test_files_that_are_no_terms_are_named(tmp_path: Path) -> None:
    for name, text in (("_index.md", "x"), ("starter.png", "x"), ("bad.md", "---\ntitle: [\n---\n"), ("a.md", "# A")):
        (tmp_path / name).write_text(text)
    passed_over = read_markdown_folder(tmp_path).passed_over
    assert [line.split(" (")[0] for line in passed_over] == [
        "_index.md: not a term",
        "bad.md: cannot be read",
        "starter.png: not a term",
    ]


def test_a_folder_without_terms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no Markdown file with a term in this folder"):
        read_markdown_folder(tmp_path)
