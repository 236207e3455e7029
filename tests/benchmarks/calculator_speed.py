"""How fast a calculator comes to life and answers, in a real browser; medians, printed and never asserted.

Run `make bench-calculators`. It builds the site, serves it compressed (gzip -9), and opens a term with a calculator
below the fold, each time with an empty cache: on this machine as it is, and with a processor slowed four times behind
the connection that Chrome's developer tools apply for Lighthouse's "Slow 4G".
Source of those numbers: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md

Chrome's own switches slow the page's thread but not its workers, where calculators work. So the whole process of the
page is stopped for three of every four slices of time, and the server itself is as slow as the connection. What the
first comes to is measured and printed beside the rest: it is four only on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import mimetypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import ClassVar

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find_chromium  # noqa: E402, a script finds the project first

VISITS = 5
CHANGES = 20
GZIP_LEVEL = 9
PACKET_BYTES = 4096
SLICE_S = 0.002
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".wasm", ".svg"}

# From the calculator's coming into view to its being live, in milliseconds.
TIME_TO_LIVE = """() => new Promise(resolve => {
    const calculator = document.querySelector("glossary-calculator");
    let start;
    new MutationObserver(() => {
        if (calculator.dataset.state === "live") resolve(performance.now() - start);
    }).observe(calculator, { attributes: true, attributeFilter: ["data-state"] });
    start = performance.now();
    calculator.scrollIntoView();
})"""

# Milliseconds of a fixed piece of work.
TIME_OF_WORK = """() => {
    const start = performance.now();
    let sum = 0;
    for (let index = 0; index < 3e7; index++) sum = (sum + index) % 1000003;
    return sum < 0 ? 0 : performance.now() - start;
}"""

# One change of the context length: milliseconds from the input to the result.
TIME_OF_RESULT = """value => new Promise(resolve => {
    const calculator = document.querySelector("glossary-calculator");
    const input = calculator.querySelector("[name=context_length]");
    let start;
    const watch = new MutationObserver(() => {
        watch.disconnect();
        resolve(performance.now() - start);
    });
    watch.observe(calculator.querySelector("[data-part=headline]"), { childList: true });
    start = performance.now();
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@dataclass(frozen=True)
class Profile:
    """A kind of machine and connection; no connection means the one of this machine to itself."""

    name: str
    cpu_slowdown: int = 1
    latency_s: float = 0
    bytes_per_s: float = float("inf")


PROFILES = (
    Profile("Desktop"),
    Profile("4x slower CPU, Slow 4G", 4, 0.150 * 3.75, 1.6 * 1024 * 1024 * 0.9 / 8),
)


@dataclass(frozen=True)
class Measured:
    """What one visit cost."""

    requests: int
    compressed_bytes: int
    live_ms: float
    slowdown: float
    result_ms: list[float]


class Compressing(SimpleHTTPRequestHandler):
    """Serves files gzipped, as hosts of static sites do, over a line that all requests share."""

    protocol_version = "HTTP/1.1"
    line = PROFILES[0]
    turn = threading.Lock()
    sent: ClassVar[list[int]] = []  # bytes of each answer

    def do_GET(self) -> None:
        """Answer with the file, compressed where that pays."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = body_of(path)
        self.sent.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", content_type(path))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        time.sleep(self.line.latency_s)
        self.end_headers()
        for start in range(0, len(body), PACKET_BYTES):
            packet = body[start : start + PACKET_BYTES]
            with self.turn:
                time.sleep(len(packet) / self.line.bytes_per_s)
            self.wfile.write(packet)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@cache
def body_of(path: Path) -> bytes:
    """The bytes that travel."""
    data = path.read_bytes()
    return gzip.compress(data, GZIP_LEVEL) if path.suffix in COMPRESSED else data


def content_type(path: Path) -> str:
    """The media type of a file."""
    own = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
    return own.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def visit(browser: Browser, address: str, profile: Profile) -> Measured:
    """Open the page with an empty cache, bring its calculator into view, change one input again and again."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    unslowed_ms = page.evaluate(TIME_OF_WORK)
    Compressing.line = profile
    Compressing.sent.clear()
    with slowed(browser, profile.cpu_slowdown):
        slowdown = page.evaluate(TIME_OF_WORK) / unslowed_ms
        live_ms = page.evaluate(TIME_TO_LIVE)
        page.wait_for_timeout(500)
        result_ms = [page.evaluate(TIME_OF_RESULT, str(1000 + change)) for change in range(CHANGES)]
    Compressing.line = PROFILES[0]
    context.close()
    return Measured(len(Compressing.sent), sum(Compressing.sent), live_ms, slowdown, result_ms)


@contextmanager
def slowed(browser: Browser, factor: int) -> Iterator[None]:
    """Let the processes of the browser's pages run in one of every `factor` slices of time, with all their threads."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [int(process["id"]) for process in processes if process["type"] == "renderer"]
    done = threading.Event()

    def send(what: signal.Signals) -> None:
        for process in pages:
            with suppress(ProcessLookupError):
                os.kill(process, what)

    def take_turns() -> None:
        while not done.is_set():
            send(signal.SIGSTOP)
            time.sleep(SLICE_S * (factor - 1))
            send(signal.SIGCONT)
            time.sleep(SLICE_S)

    brake = threading.Thread(target=take_turns)
    if factor > 1:
        brake.start()
    try:
        yield
    finally:
        done.set()
        if factor > 1:
            brake.join()


def row(profile: Profile, visits: list[Measured]) -> list[str]:
    """The medians of some visits as cells."""
    return [
        profile.name,
        f"{median(one.requests for one in visits):.0f}",
        f"{median(one.compressed_bytes for one in visits) / 1000:.0f} KB",
        f"{median(one.live_ms for one in visits) / 1000:.2f} s",
        f"{median(ms for one in visits for ms in one.result_ms):.1f} ms",
        f"{min(ms for one in visits for ms in one.result_ms):.1f} ms",
        f"{median(one.slowdown for one in visits):.1f}x",
    ]


def print_table(rows: list[list[str]]) -> None:
    """Cells in columns, the first to the left."""
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(rows[0]))]
    for cells in rows:
        first, *others = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        print("  ".join([first, *others]))


def main() -> None:
    """Build, serve, visit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", default="kv-cache/", help="a page with a memory calculator below the fold")
    parser.add_argument("--visits", type=int, default=VISITS, help="visits with an empty cache for each profile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder]
        subprocess.run(build, cwd=ROOT, check=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/{options.page}"
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        rows = [["Medians", "Requests", "Compressed", "Live after", "Input to result", "Fastest", "Slowed"]]
        for profile in PROFILES:
            rows.append(row(profile, [visit(browser, address, profile) for _ in range(options.visits)]))
        browser.close()
        server.shutdown()
    print_table(rows)
    print(
        f"{options.visits} visits each, {CHANGES} changes a visit. Compressed by gzip -{GZIP_LEVEL}, without headers."
    )


if __name__ == "__main__":
    main()
