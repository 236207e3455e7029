"""A glossary of another field, from `glossary init` and `glossary import` to the finished site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from glossary.reading import read_glossary
from glossary.settings import load_settings
from glossary.starter.new_site import ENGINE_LIST, make_site
from macros.__main__ import main
from tests.conftest import ROOT, build

DAY = date(2026, 11, 24)
BAKING = ROOT / "tests" / "baking"
# What belongs to the glossary that this repository holds, and to no other.
OURS = re.compile(
    r"\bAI\b|artificial intelligence|machine learning|calculat|\baccuracy|technical.lead|business.owner|executive"
    r"|KV cache|parameters|ai-glossary\.example",
    re.IGNORECASE,
)
# The rules' lists of words, which every glossary is checked by.
LISTS = re.compile(r'<script type="application/json" class="write__data">.*?</script>')
TEXT_FILES = {".html", ".css", ".json", ".xml", ".webmanifest", ".txt", ".md", ".csv", ".ttl", ".jsonld", ".atom"}


@pytest.fixture(scope="module")
def new_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `glossary init` makes."""
    folder = tmp_path_factory.mktemp("new") / "site"
    make_site(folder)
    return folder


@pytest.fixture(scope="module")
def baking(new_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the terms of bakers, some of them imported, and its site in site/."""
    folder = tmp_path_factory.mktemp("baking") / "crumb"
    shutil.copytree(new_repository, folder)
    shutil.rmtree(folder / "terms")
    shutil.copytree(BAKING, folder, dirs_exist_ok=True)
    assert main(["--root", str(folder), "import", str(BAKING / "words.csv"), "--write"]) == 0
    result = build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    return folder


def page(baking: Path, path: str) -> str:
    return (baking / "site" / path / "index.html").read_text(encoding="utf-8")


def test_a_new_repository_has_no_term_of_ours_and_no_problem(
    new_repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorted(file.stem for file in (new_repository / "terms").iterdir()) == [
        *("about", "definition", "glossary", "headword", "index", "use")
    ]
    assert main(["--root", str(new_repository), "check"]) == 0
    assert capsys.readouterr().out == "3 terms, no problems.\n"


def test_a_glossary_may_do_without_roles(
    new_repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(new_repository / "terms", tmp_path / "terms")
    settings = (new_repository / "glossary.yml").read_text(encoding="utf-8")
    without_roles = settings[: settings.index("roles:")] + settings[settings.index("levels:") :]
    (tmp_path / "glossary.yml").write_text(without_roles, encoding="utf-8")
    term = tmp_path / "terms" / "glossary.md"
    text = term.read_text(encoding="utf-8")
    start, end = text.index("## For your role"), text.index("## Examples")
    assert main(["--root", str(tmp_path), "check"]) == 1
    assert "'## For your role' is not a section of a term." in capsys.readouterr().out
    term.write_text(text[:start] + text[end:], encoding="utf-8")
    assert main(["--root", str(tmp_path), "check"]) == 0


def test_a_repository_is_only_made_in_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    assert main(["init", str(tmp_path)]) == 1
    assert "is not an empty folder; name a new one" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_its_own_tests_pass(baking: Path) -> None:
    command = [sys.executable, "-m", "unittest", "discover", "--quiet", "--start-directory", "tests"]
    result = subprocess.run(command, cwd=baking, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "Ran 3 tests" in result.stderr


def test_nothing_of_our_field_is_left_in_the_site(baking: Path) -> None:
    texts = [file for file in (baking / "site").rglob("*") if file.suffix in TEXT_FILES and "vendor" not in file.parts]
    assert len(texts) > 20
    found = {file.name: OURS.findall(LISTS.sub("", file.read_text(encoding="utf-8"))) for file in texts}
    assert {name: words for name, words in found.items() if words} == {}


def test_a_glossary_without_calculators_publishes_nothing_of_them(baking: Path) -> None:
    names = [file.relative_to(baking / "site").as_posix() for file in (baking / "site").rglob("*")]
    assert [name for name in names if re.search(r"calculator|micropython|accuracy", name)] == []


def test_every_page_speaks_to_the_roles_of_the_glossary(baking: Path) -> None:
    html = page(baking, "sourdough")
    for slug, title in (("home-baker", "Home baker"), ("bakery-owner", "Bakery owner")):
        assert f'href="?role={slug}#{slug}" data-role-choice="{slug}">{title}</a>' in html
        assert f'class="term__role" data-role="{slug}"' in html
    css = (baking / "site/assets/site.css").read_text(encoding="utf-8")
    assert "--role-color:light-dark(#7a3e00, #f0b070)" in css
    assert "html[data-role=home-baker]" in css.replace('"', "")


def test_a_term_has_the_sections_of_the_glossary_in_its_order(baking: Path) -> None:
    found = re.findall(r'<h2 id="[^"]+">(.*?)</h2>', page(baking, "sourdough"))
    own = ["Definition", "For your role", "How it works", "On your table", "Common questions"]
    assert found == [*own, "Related terms", "Sources"]


def test_a_section_that_the_glossary_lacks_is_refused(tmp_path: Path) -> None:
    shutil.copytree(BAKING, tmp_path, dirs_exist_ok=True)
    term = tmp_path / "terms" / "sourdough.md"
    text = term.read_text(encoding="utf-8")
    term.write_text(text.replace("## On your table", "## Misconceptions"), encoding="utf-8")
    messages = [problem.message for problem in read_glossary(tmp_path, load_settings(tmp_path), DAY)[1]]
    assert "a published term needs '## On your table': what must lie ready." in messages
    assert any(message.startswith("'## Misconceptions' is not a section of a term.") for message in messages)


def test_the_home_page_makes_do_with_what_the_glossary_says_of_itself(baking: Path) -> None:
    html = page(baking, "")
    assert '<h1 id="top">Crumb</h1>' in html
    assert "The words of bread for people who bake at home" in html
    assert "sourdough, proofing …" in html
    assert "home__spotlight" not in html
    assert "Text free for any use. No cookies" in html


def test_an_imported_draft_has_a_page_without_empty_parts(baking: Path) -> None:
    html = page(baking, "banneton")
    assert "<dd>Draft</dd>" in html
    assert "A basket in which dough rests." in html
    for part in ('class="role-switch"', 'id="sources"', 'id="for-your-role"'):
        assert part not in html


def test_nothing_of_an_import_is_lost(baking: Path) -> None:
    drafts = [(baking / "terms" / f"{slug}.md").read_text("utf-8") for slug in ("banneton", "bulk-fermentation")]
    kept = (baking / "import-report.md").read_text("utf-8")
    for cell in re.split(r"[;\n]", (BAKING / "words.csv").read_text("utf-8").partition("\n")[2]):
        for word in re.findall(r"[\w<>/]{3,}", cell.strip('"')):
            assert word.lower() in "".join([*drafts, kept]).lower(), word


def git(folder: Path, *arguments: str) -> None:
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | identity, capture_output=True, check=True)


def commit_all(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


def test_without_a_code_host_the_site_offers_copying_alone(new_repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "local"
    shutil.copytree(new_repository, folder)
    settings = (folder / "glossary.yml").read_text(encoding="utf-8")
    (folder / "glossary.yml").write_text(re.sub(r"repository: .*\n", "", settings), encoding="utf-8")
    result = build(folder, folder / "site")
    assert result.returncode == 0, result.stderr
    pages = {file: file.read_text(encoding="utf-8") for file in (folder / "site").rglob("*.html")}
    assert "Copy the file" in pages[folder / "site" / "write" / "index.html"]
    for html in pages.values():
        assert not re.search(r'class="edit|write__hand-in|on the code host<|None/(?:edit|new|issues)|>Edit', html)


def test_a_later_engine_replaces_the_old_one_and_nothing_else(new_repository: Path, tmp_path: Path) -> None:
    site, engine = tmp_path / "site", tmp_path / "engine"
    for folder in (site, engine):
        shutil.copytree(new_repository, folder, ignore=shutil.ignore_patterns("vendor"))
        git(folder, "init", "--quiet", "--initial-branch", "main")
    (site / "README.md").write_text("Ours.")
    commit_all(site)
    (engine / "macros/redirects.py").unlink()
    (engine / "glossary/improved.py").write_text('"""Better."""\n')
    (engine / "CHANGES.md").write_text("Listed from now on.")
    listed = engine / ENGINE_LIST.relative_to(ROOT)
    listed.write_text(f"{listed.read_text()}CHANGES.md\n")
    (engine / "terms/glossary.md").unlink()
    (engine / "README.md").write_text("Theirs.")
    commit_all(engine)
    subprocess.run(["make", "engine", f"ENGINE={engine}"], cwd=site, capture_output=True, check=True)
    assert (site / "glossary/improved.py").is_file()
    assert (site / "CHANGES.md").is_file()
    assert not (site / "macros/redirects.py").exists()
    assert (site / "terms/glossary.md").is_file()
    assert (site / "README.md").read_text() == "Ours."


def test_the_engine_holds_every_package_that_it_builds() -> None:
    listed = ENGINE_LIST.read_text(encoding="utf-8").split()
    assert [path for path in listed if not (ROOT / path).exists()] == []
    packages = {file.parent.relative_to(ROOT).parts[0] for file in ROOT.glob("*/__init__.py")}
    assert packages - {"tests"} <= set(listed)
