"""Reviews that only git remembers, in repositories made for the test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from glossary.review_history import past_reviews, review_in
from glossary.reviews import PastReview, changes_of
from glossary.term import Term


class History:
    """A git repository whose term is reviewed again and again."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "terms"
        self.folder.mkdir(parents=True)
        self.git("init", "-q")

    def git(self, *arguments: str, day: str = "2026-01-01") -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        moment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, env=os.environ | moment, check=True)

    def review(self, day: str, note: str = "", slug: str = "kv-cache") -> None:
        row = f"change_note: {note}\n" if note else ""
        text = f"---\ntitle: KV cache\nreviewed: {day}\n{row}---\n\n## Definition\n\nreviewed: 1999-01-01\n"
        (self.folder / f"{slug}.md").write_text(text, encoding="utf-8")
        self.git("add", ".")
        self.git("commit", "-q", "-m", day, day=day)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "repository")


@pytest.fixture
def term(make_term: Callable[..., Term]) -> Term:
    return make_term(added=date(2026, 1, 5), reviewed=date(2026, 6, 1), change_note="Now.", redirect_from=("kv-store",))


def test_every_review_that_was_committed_is_found_newest_first(history: History, term: Term) -> None:
    history.review("2026-01-05")
    history.review("2026-03-01", "'Fewer: words.'")
    history.review("2026-06-01", "Now.")
    assert past_reviews(history.folder, [term]) == (
        PastReview("kv-cache", date(2026, 6, 1), "Now."),
        PastReview("kv-cache", date(2026, 3, 1), "Fewer: words."),
        PastReview("kv-cache", date(2026, 1, 5)),
    )


def test_a_renamed_terms_reviews_follow_it_and_a_strangers_do_not(history: History, term: Term) -> None:
    history.review("2026-02-01", slug="kv-store")
    history.review("2026-02-02", slug="stranger")
    assert past_reviews(history.folder, [term]) == (PastReview("kv-cache", date(2026, 2, 1)),)


def test_what_is_older_than_the_feeds_need_is_not_read(history: History, term: Term) -> None:
    history.review("2020-02-01")
    history.review("2026-02-01")
    assert [review.day.year for review in past_reviews(history.folder, [term])] == [2026]


def test_without_git_history_there_are_no_reviews(tmp_path: Path, term: Term, monkeypatch: pytest.MonkeyPatch) -> None:
    assert past_reviews(tmp_path, [term]) == ()
    assert past_reviews(tmp_path / "missing", [term]) == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert past_reviews(tmp_path, [term]) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("", "reviewed: 2026-01-01", "---\ntitle: x\n---\n", "---\nreviewed: soon\n---\n"),
        *("---\nreviewed: 2026-02-30\n---\n", "---\n---\nreviewed: 2026-01-01\n"),
    ],
)
def test_a_version_without_a_readable_day_tells_of_no_review(text: str) -> None:
    assert review_in(text, "x") is None


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ("change_note: New figures", "New figures"),
        ('change_note: "a: b"', "a: b"),
        ("change_note: >\n  two\n  lines", "two lines"),
        ("change_note: [broken", None),
        ("change_note: [a, b]", None),
        ("title: x", None),
    ],
)
def test_the_note_of_a_version_is_read_as_yaml(row: str, note: str | None) -> None:
    assert review_in(f"---\nreviewed: 2026-01-01\n{row}\n---\n", "x") == PastReview("x", date(2026, 1, 1), note)


def test_of_the_past_reviews_those_count_that_the_file_has_not(term: Term) -> None:
    days = (date(2025, 12, 31), date(2026, 1, 5), date(2026, 3, 1), date(2026, 6, 1), date(2026, 6, 2))
    changes = changes_of([term], [PastReview("kv-cache", day) for day in days])
    assert [(change.day, change.kind) for change in changes] == [
        (date(2026, 6, 1), "reviewed"),
        (date(2026, 3, 1), "reviewed"),
        (date(2026, 1, 5), "added"),
    ]
