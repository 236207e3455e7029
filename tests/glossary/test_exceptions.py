"""Exceptions that writers let stand, each where it is written and for its reason."""

from typing import Any

import pytest

from glossary.prose import render

LAW = '[accept]: G062 "The law itself uses this word."'


def hype_in(repository: Any, text: str) -> list[str]:
    repository.write_good_terms()
    repository.replace("model.md", "It lies in its file", text)
    return [f"{problem.line} {problem.code}" for problem in repository.findings()]


def test_an_exception_holds_under_its_heading(repository: Any) -> None:
    assert hype_in(repository, f"A whitelist.\n\n{LAW}\n\nIt lies in its file") == []


def test_it_holds_for_the_parts_below_its_heading_too(repository: Any) -> None:
    assert hype_in(repository, f"Text.\n\n{LAW}\n\n### A part\n\nA whitelist lies in its file") == []


def test_it_does_not_hold_above_or_beside_it(repository: Any) -> None:
    found = hype_in(repository, f"A whitelist.\n\n### A part\n\nText.\n\n{LAW}\n\nIt lies in its file")
    assert found == ["43 G062", "49 G091"]


def test_it_holds_for_its_own_rule_alone(repository: Any) -> None:
    assert hype_in(repository, f"An exciting whitelist.\n\n{LAW}\n\nIt lies in its file") == ["43 G061"]


@pytest.mark.parametrize("written", [LAW, LAW.replace('"', "'"), LAW.replace("[accept]", "  [Accept]")])
def test_it_may_be_written_as_any_link_definition(repository: Any, written: str) -> None:
    assert hype_in(repository, f"A whitelist.\n\n{written}\n\nIt lies in its file") == []


def test_one_in_front_matter_holds_for_front_matter(repository: Any) -> None:
    repository.write_good_terms()
    accept = "accept:\n  - code: G082\n    reason: It is the original here.\n"
    repository.replace("model.md", "https://example.org/model", "https://medium.com/a")
    assert [problem.code for problem in repository.findings()] == ["G082"]
    repository.replace("model.md", "related:\n", f"{accept}related:\n")
    assert repository.findings() == []


def test_one_in_front_matter_does_not_hold_for_the_text(repository: Any) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "related:\n", "accept:\n  - {code: G062, reason: The law says so.}\nrelated:\n")
    repository.replace("model.md", "It lies in its file", "A whitelist lies in its file")
    assert sorted(problem.code for problem in repository.findings()) == ["G062", "G091"]


def test_an_error_that_a_writer_may_accept_does_not_stop_the_build(repository: Any) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "It lies in its file", "It is coming soon")
    assert len(repository.problems()) == 1
    repository.replace(
        "model.md", "It is coming soon", '[accept]: G040 "The page is about these words."\n\nIt is coming soon'
    )
    assert repository.problems() == []


def test_an_exception_shows_nowhere(repository: Any) -> None:
    assert render(f"Text.\n\n{LAW}\n\nMore.") == "<p>Text.</p>\n<p>More.</p>\n"
