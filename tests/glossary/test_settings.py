"""glossary.yml: read strictly, with every problem on its line."""

import shutil
from pathlib import Path

import pytest

from glossary.problem import GlossaryError
from glossary.settings import Settings, load_settings

REPOSITORY = Path(__file__).parents[2]
GOOD = REPOSITORY / "tests" / "bad_terms" / "glossary.yml"


def problems(tmp_path: Path, old: str, new: str) -> list[str]:
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "glossary.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load_settings(tmp_path)
    return [str(problem) for problem in caught.value.problems]


def test_the_settings_say_who_reads_and_how_terms_are_grouped(settings: Settings) -> None:
    assert [role.title for role in settings.roles] == ["Technical lead", "Executive"]
    assert list(settings.level_by_slug) == ["starter", "expert"]
    assert settings.category_by_slug["models"].title == "Models"


def test_the_settings_of_this_glossary_are_valid() -> None:
    settings = load_settings(REPOSITORY)
    assert [role.slug for role in settings.roles] == ["technical-lead", "business-owner", "executive"]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, "name: Bad terms\n", "") == ["glossary.yml:2: name: Field required"]


def test_an_unknown_key_is_named_on_its_line(tmp_path: Path) -> None:
    found = problems(tmp_path, "branch: main\n", "branch: main\nbrunch: late\n")
    assert found == ["glossary.yml:7: brunch: Extra inputs are not permitted"]


def test_a_broken_file_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "name: Bad terms", "name: Bad: terms")
    assert found.startswith("glossary.yml:2: this is not valid YAML")


def test_a_missing_file_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"glossary\.yml:1: this file is missing; .* --root"):
        load_settings(tmp_path)


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path)
    with (tmp_path / "glossary.yml").open("ab") as file:
        file.write(b"# caf\xe9\n")
    with pytest.raises(GlossaryError, match="not UTF-8"):
        load_settings(tmp_path)
