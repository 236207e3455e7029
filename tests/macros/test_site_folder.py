"""Whatever stops a build, the site that stands is whole: the old one or the new one."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from macros.site_folder import NewSite
from tests.conftest import build, build_command, files_of, small_repository

# What happens while a page is made.
MEANWHILE = """
import errno, os, pathlib, signal, time
from macros.website import Website

page = Website.page

def interrupted(website, path):
    if path == "headword.md":
        {what}
    return page(website, path)

Website.page = interrupted
"""
# A full disk is simulated: the build meets the error of its write call without one.
STOPS = {
    "a kill": ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL, ""),
    "Ctrl-C": ("os.kill(os.getpid(), signal.SIGINT)", 130, "stopped. Nothing is published."),
    "a fault in the program": ("raise ValueError('a fault')", 1, "ValueError: a fault"),
    "a full disk": (
        "raise OSError(errno.ENOSPC, 'No space left on device', 'headword/index.html')",
        1,
        "headword/index.html: the disk is full; make room and try again. Nothing is published.",
    ),
}
MEET = """pathlib.Path("{mine}").touch()
        while not pathlib.Path("{other}").exists():
            time.sleep(0.01)"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose site/ is built."""
    root = small_repository(tmp_path_factory.mktemp("good") / "repository")
    result = build(root, root / "site")
    assert result.returncode == 0, result.stderr
    return root


def edit(root: Path) -> None:
    """Give a build something to do."""
    (root / "terms" / "about.md").open("a").write("\nOne more sentence.\n")


@pytest.mark.parametrize(("stop", "status", "words"), STOPS.values(), ids=STOPS)
def test_a_build_that_stops_leaves_the_old_site_as_it_was(good: Path, stop: str, status: int, words: str) -> None:
    before = files_of(good / "site")
    edit(good)
    result = build(good, good / "site", MEANWHILE.format(what=stop))
    assert result.returncode == status
    assert words in result.stdout + result.stderr
    assert files_of(good / "site") == before


def test_an_error_in_a_term_leaves_the_old_site_as_it_was(good: Path) -> None:
    before = files_of(good / "site")
    (good / "terms" / "wrong.md").write_text("What is wrong")
    assert build(good, good / "site").returncode == 1
    (good / "terms" / "wrong.md").unlink()
    assert files_of(good / "site") == before


def test_the_next_build_removes_what_a_killed_one_left(good: Path) -> None:
    edit(good)
    build(good, good / "site", MEANWHILE.format(what=STOPS["a kill"][0]))
    assert list(good.glob(".site.*"))
    (good / "terms" / "index.md").open("a").write("\nThis is new.\n")
    assert build(good, good / "site").returncode == 0
    assert "This is new." in (good / "site" / "index.html").read_text()
    assert not list(good.glob(".site.*"))


def test_two_builds_at_once_leave_the_site_of_one_of_them(tmp_path: Path) -> None:
    builds, site = [], tmp_path / "site"
    for name, other in (("first", "second"), ("second", "first")):
        what = MEET.format(mine=tmp_path / f"{name}.is-here", other=tmp_path / f"{other}.is-here")
        root = small_repository(tmp_path / name)
        (root / "terms" / "index.md").open("a").write(f"\nThis is the {name}.\n")
        builds.append(subprocess.Popen(build_command(site, MEANWHILE.format(what=what)), cwd=root))
    assert [each.wait() for each in builds] == [0, 0]
    alone = []
    for name in ("first", "second"):
        assert build(tmp_path / name, tmp_path / f"{name}-site").returncode == 0
        alone.append(files_of(tmp_path / f"{name}-site"))
    assert alone[0] != alone[1]
    assert files_of(site) in alone
    assert not list(tmp_path.glob(".site.*"))


@pytest.mark.parametrize("place", ["file", "file/site", "file/deep/site"])
def test_a_file_in_the_way_of_a_folder_is_named(good: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("Dear reader")
    result = build(good, tmp_path / place)
    assert result.returncode == 1
    assert "a folder is needed there and a file stands in its way; move the file away" in result.stderr
    assert str(tmp_path / "file") in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "file").read_text() == "Dear reader"


def test_a_folder_in_which_nobody_may_write_is_named(good: Path) -> None:
    # Not even the superuser can write to /proc, so this shows the same whoever runs the tests.
    result = build(good, Path("/proc/site"))
    assert result.returncode == 1
    assert "/proc/.site." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_site_behind_a_link_is_replaced_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "site").symlink_to(tmp_path / "there" / "site")
    new = NewSite(tmp_path / "here" / "site")
    (new.folder / "page.html").write_text("new")
    new.publish()
    assert (tmp_path / "here" / "site").is_symlink()
    assert files_of(tmp_path / "there") == {"site/page.html": b"new"}


def test_without_a_swap_in_one_step_the_site_is_replaced_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.site_folder._exchange", lambda one, other: False)
    for text in ("old", "new"):
        new = NewSite(tmp_path / "site")
        (new.folder / "page.html").write_text(text)
        new.publish()
    assert files_of(tmp_path) == {"site/page.html": b"new"}


def test_a_build_that_goes_on_keeps_its_folder_when_another_starts(tmp_path: Path) -> None:
    first, second = NewSite(tmp_path / "site"), NewSite(tmp_path / "site")
    assert first.folder.is_dir()
    second.publish()
    first.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
