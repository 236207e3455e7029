"""What a writer sees who edits while `glossary serve` runs."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, small_repository


class Served(NamedTuple):
    """A repository and where it is served."""

    root: Path
    address: str


def answer(address: str) -> tuple[int, str, str]:
    """Status, type and address, after redirects, of what is served there."""
    try:
        with urllib.request.urlopen(address, timeout=30) as found:
            return found.status, found.headers["Content-Type"], found.url
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.url


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The glossary of `glossary init`, served."""
    root = small_repository(tmp_path_factory.mktemp("served") / "repository")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "macros", "--root", str(root), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(600):
            try:
                answer(address)
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield Served(root, address)
    finally:
        server.terminate()
        server.wait()


def test_an_edit_is_on_the_screen_without_a_touch(served: Served, chromium_browser: Browser) -> None:
    page = chromium_browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{served.address}definition/")
    term = served.root / "terms" / "definition.md"
    right = term.read_text()
    term.write_text(right.replace("## Definition\n", "## Definition\n\nThis sentence is new.\n", 1))
    expect(page.get_by_text("This sentence is new.")).to_be_visible()
    assert errors == []
    page.close()


def test_what_is_wrong_stands_over_the_page_until_it_is_mended(served: Served, chromium_browser: Browser) -> None:
    page = chromium_browser.new_page()
    page.goto(f"{served.address}definition/")
    term = served.root / "terms" / "definition.md"
    right = term.read_text()
    term.write_text(right.replace("## Definition", "## Definitoin", 1))
    alert = page.get_by_role("alert").filter(has_text="Did you mean 'Definition'?")
    expect(alert).to_be_visible()
    term.write_text(right.replace("## Definition\n", "## Definition\n\nIt is mended.\n", 1))
    expect(page.get_by_text("It is mended.")).to_be_visible()
    expect(alert).to_have_count(0)
    page.close()


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("", 200, "text/html; charset=utf-8"),
        ("definition/", 200, "text/html; charset=utf-8"),
        ("definition/index.md", 200, "text/markdown; charset=utf-8"),
        ("assets/site.css", 200, "text/css; charset=utf-8"),
        ("api/v1/terms.json", 200, "application/json; charset=utf-8"),
        ("assets/cards/definition.png", 200, "image/png"),
        ("definitoin/", 404, "text/html; charset=utf-8"),
        ("../glossary.yml", 404, "text/html; charset=utf-8"),
    ],
)
def test_a_file_is_served_as_what_it_is(served: Served, path: str, status: int, kind: str) -> None:
    assert answer(f"{served.address}{path}")[:2] == (status, kind)


def test_an_address_without_its_last_slash_leads_to_the_page(served: Served) -> None:
    assert answer(f"{served.address}definition") == (200, "text/html; charset=utf-8", f"{served.address}definition/")


def test_a_port_that_is_taken_is_told_in_a_sentence(served: Served) -> None:
    port = served.address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "macros", "--root", str(served.root), "serve", "--port", port]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"127.0.0.1:{port} cannot be had" in result.stderr
    assert "Traceback" not in result.stderr
