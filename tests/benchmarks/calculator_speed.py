"""How fast a calculator comes to life and answers, in a real browser; medians, printed and never asserted.

Run `make bench-calculators`. It builds the site, serves it compressed, and opens a term with a calculator below the
fold, each time with an empty cache: on this machine as it is, and with a processor slowed four times behind the
connection that Chrome's developer tools apply for Lighthouse's "Slow 4G".
Source of those numbers: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
"""

from __future__ import annotations

import argparse
import gzip
import mimetypes
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find_chromium  # noqa: E402, a script finds the project first

VISITS = 5
CHANGES = 20
GZIP_LEVEL = 6
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

# One change of the context length: milliseconds from the input, and from the frame that follows it, to the result.
TIME_OF_RESULT = """value => new Promise(resolve => {
    const calculator = document.querySelector("glossary-calculator");
    const input = calculator.querySelector("[name=context_length]");
    let start, frame;
    const watch = new MutationObserver(() => {
        watch.disconnect();
        const end = performance.now();
        resolve([end - start, end - frame]);
    });
    watch.observe(calculator.querySelector("[data-part=headline]"), { childList: true });
    requestAnimationFrame(() => { frame = performance.now(); });
    start = performance.now();
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@dataclass(frozen=True)
class Profile:
    """A kind of machine and connection; no connection means the one of this machine to itself."""

    name: str
    cpu_slowdown: int = 1
    latency_ms: float = 0
    download_bytes_per_s: float = 0
    upload_bytes_per_s: float = 0


PROFILES = (
    Profile("Desktop"),
    Profile("4x slower CPU, Slow 4G", 4, 150 * 3.75, 1.6 * 1024 * 1024 * 0.9 / 8, 750 * 1024 * 0.9 / 8),
)


@dataclass
class Measured:
    """What one visit cost."""

    requests: int = 0
    compressed_bytes: int = 0
    live_ms: float = 0
    result_ms: list[float] = field(default_factory=list)
    work_ms: list[float] = field(default_factory=list)


class Compressing(SimpleHTTPRequestHandler):
    """Serves files gzipped, as hosts of static sites do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed where that pays."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = body_of(path)
        self.send_response(200)
        self.send_header("Content-Type", content_type(path))
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

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
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": profile.cpu_slowdown})
    if profile.latency_ms:
        limits = {
            "latency": profile.latency_ms,
            "downloadThroughput": profile.download_bytes_per_s,
            "uploadThroughput": profile.upload_bytes_per_s,
        }
        session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    found = Measured()

    def arrived(event: dict[str, Any]) -> None:
        found.requests += 1
        found.compressed_bytes += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", arrived)
    found.live_ms = page.evaluate(TIME_TO_LIVE)
    page.wait_for_timeout(500)
    for change in range(CHANGES):
        result_ms, work_ms = page.evaluate(TIME_OF_RESULT, str(1000 + change))
        found.result_ms.append(result_ms)
        found.work_ms.append(work_ms)
    context.close()
    return found


def row(profile: Profile, visits: list[Measured]) -> list[str]:
    """The medians of some visits as cells."""
    return [
        profile.name,
        f"{median(one.requests for one in visits):.0f}",
        f"{median(one.compressed_bytes for one in visits) / 1000:.0f} KB",
        f"{median(one.live_ms for one in visits) / 1000:.2f} s",
        f"{median(ms for one in visits for ms in one.work_ms):.1f} ms",
        f"{median(ms for one in visits for ms in one.result_ms):.1f} ms",
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
        rows = [["Medians", "Requests", "Compressed", "Live after", "A result's work", "Input to result"]]
        for profile in PROFILES:
            rows.append(row(profile, [visit(browser, address, profile) for _ in range(options.visits)]))
        browser.close()
        server.shutdown()
    print_table(rows)
    print(
        f"{options.visits} visits each, {CHANGES} changes a visit. From input to result includes the wait for a frame."
    )


if __name__ == "__main__":
    main()
