"""A real Chromium and a small web server for the tests of what readers get."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from macros.bundle import Bundle
from tests.browser.chromium import find_chromium

ROOT = Path(__file__).parents[2]


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line of log per request."""

    extensions_map = {  # noqa: RUF012, the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; gives its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


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
