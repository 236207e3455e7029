"""Every hostile case is refused with a clear problem, or goes through without one and is shown as what it is.

What a real browser makes of those that go through is shown in tests/browser/test_hostile_site.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from glossary.problem import GlossaryError, Severity
from glossary.settings import load_settings
from macros.checks import check_site
from tests.hostile.corpus import TODAY, Case, cases, settings_text, write

FILES = tuple(case for case in cases() if case.where != "settings")
SETTINGS = tuple(case for case in cases() if case.where == "settings")
LONGEST_MESSAGE = 800


def named(case: Case) -> str:
    return f"{case.family}: {case.name}"


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is wrong with each file of one repository that holds all cases."""
    root = tmp_path_factory.mktemp("hostile") / "repository"
    write(root, FILES)
    found = defaultdict(list)
    for problem in check_site(root, load_settings(root), TODAY)[1]:
        if problem.severity is Severity.ERROR:
            found[problem.path].append(str(problem))
    return found


def test_the_corpus_is_large_and_each_case_is_called_differently() -> None:
    assert len(cases()) >= 300
    assert [name for name, count in Counter(map(named, cases())).items() if count > 1] == []


@pytest.mark.parametrize("case", FILES, ids=named)
def test_a_case_is_refused_clearly_or_let_through(errors: dict[str, list[str]], case: Case) -> None:
    messages = [
        message
        for path, found in errors.items()
        if path == case.path or (case.refused is not None and case.path.startswith(f"{path}/"))
        for message in found
    ]
    if case.refused is None:
        assert messages == []
    else:
        assert [message for message in messages if case.refused in message]
        assert all(message.isprintable() and len(message) <= LONGEST_MESSAGE for message in messages)


@pytest.mark.parametrize("case", SETTINGS, ids=named)
def test_a_setting_is_refused_with_its_name(tmp_path: Path, case: Case) -> None:
    (tmp_path / "glossary.yml").write_text(settings_text(case), encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load_settings(tmp_path)
    assert case.refused is not None
    assert any(case.refused in problem.message for problem in caught.value.problems)
