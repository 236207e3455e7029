"""What a reviewer is told of a pull request."""

from __future__ import annotations

from glossary.change_summary import change_summary
from glossary.problem import Problem
from tests.glossary.conftest import Repository


def test_each_changed_term_shows_its_sentence_its_roles_and_what_links_to_it(repository: Repository) -> None:
    repository.write_good_terms()
    glossary = repository.read()
    term = glossary.by_slug["kv-cache"]
    text = change_summary(["terms/kv-cache.md", "README.md", "terms/kv-cache.md"], glossary, [])
    assert text.count(f"## {term.question}\n\n{term.summary}\n") == 1
    for role in glossary.settings.roles:
        assert f"<details><summary>{role.title}</summary>" in text
    users = ", ".join(other.title for other in glossary.used_in["kv-cache"])
    assert f"Linked from: {users or 'no other term yet'}." in text
    assert text.endswith("## Checks\n\nNo problems.\n")


def test_only_the_problems_of_changed_files_are_listed_in_order(repository: Repository) -> None:
    repository.write_good_terms()
    problems = [
        Problem("terms/new.md", 9, "second"),
        Problem("terms/new.md", 2, "first"),
        Problem("terms/old.md", 1, "x"),
    ]
    text = change_summary(["terms/new.md"], repository.read(), problems)
    assert "No term changes." in text
    assert text.endswith("## Checks\n\n- `terms/new.md:2` first\n- `terms/new.md:9` second\n")
