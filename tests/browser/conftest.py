"""A real Chromium and the site to visit with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from macros.bundle import Bundle
from tests.browser.chromium import find_chromium
from tests.browser.server import served

ROOT = Path(__file__).parents[2]

# For tabs that may not complain: pages change at once, as Chromium complains of a fade that the tab's end cuts short.
AT_ONCE: Literal["reduce"] = "reduce"


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """The Chromium that `make test` found or installed."""
    executable = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder until the tests end and gives its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def calculator_site(core: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a calculator needs in the browser: its scripts and styles, MicroPython and the core."""
    folder = tmp_path_factory.mktemp("calculator-site")
    for part in ("components", "assets"):
        shutil.copytree(ROOT / "site_overrides" / part, folder / part)
    for path, text in core.files.items():
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "blank.html").write_text('<!doctype html><title>Blank</title><link rel="icon" href="data:,">')
    return folder


@pytest.fixture(scope="session")
def site_address(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of the real site, with a slash at the end."""
    return serve_folder(built_site)
