"""Files are written whole, and where the disk refuses, one sentence says so."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.disk import refusal, write_text

COMMAND = [sys.executable, "-m", "glossary", "explain"]


def test_a_file_that_is_written_again_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "term.md"
    write_text(file, "old\n")
    file.chmod(0o640)
    write_text(file, "new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_writing_that_stops_in_the_middle_leaves_the_old_text_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "term.md"
    write_text(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(file, "new" * 10_000 + "\ud800")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_copy_that_fails_names_the_file_that_was_to_be_written() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "/from/here", None, "/to/there")
    assert refusal(error, Path("/")) == "/to/there: the disk is full; make room and try again"


def test_an_error_of_another_kind_is_told_in_the_words_of_the_system() -> None:
    assert refusal(OSError(errno.EBUSY, "Device or resource busy"), Path("/a")) == "/a: Device or resource busy"


def test_a_full_disk_ends_a_command_with_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(COMMAND, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr == f"{Path.cwd()}: the disk is full; make room and try again\n"


def test_a_reader_who_has_enough_ends_a_command_in_peace() -> None:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0
