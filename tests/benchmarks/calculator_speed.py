"""How fast a calculator comes to life and answers, in a real browser; medians, printed and never asserted.

Run `make bench-calculators`. It builds the site, serves it compressed as hosts do, and opens a term with a calculator
below the fold, each time with an empty cache: on this machine as it is, and with a processor slowed four times behind
the connection that Chrome's developer tools apply for Lighthouse's "Slow 4G".
Source of those numbers: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md

Chrome's own switches slow the page's thread but not its workers, where calculators work. So the whole process of the
page is stopped for three of every four slices of time, and the server itself is as slow as the connection. What the
first comes to is measured and printed beside the rest: it is four only on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
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
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find_chromium  # noqa: E402, a script finds the project first
from tests.browser.server import GZIP_LEVEL, Answer, Line, served  # noqa: E402

VISITS = 5
CHANGES = 20
SLICE_S = 0.002

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

# One change of the context length: milliseconds from the input until the page holds the result, and until the page's
# thread has laid it out and painted it in the next frame. The next change waits for that frame, as readers do.
TIMES_OF_RESULT = """value => new Promise(resolve => {
    const calculator = document.querySelector("glossary-calculator");
    const input = calculator.querySelector("[name=context_length]");
    let start;
    const watch = new MutationObserver(() => {
        watch.disconnect();
        const held = performance.now() - start;
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve([held, performance.now() - start]);
            port2.postMessage(null);
        });
    });
    const headline = calculator.querySelector("[data-part=headline]");
    watch.observe(headline, { childList: true, characterData: true, subtree: true });
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
    painted_ms: list[float]


def visit(browser: Browser, address: str, profile: Profile, line: Line, answers: list[Answer]) -> Measured:
    """Open the page with an empty cache, bring its calculator into view, change one input again and again."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    unslowed_ms = page.evaluate(TIME_OF_WORK)
    line.latency_s, line.bytes_per_s = profile.latency_s, profile.bytes_per_s
    answers.clear()
    with slowed(browser, profile.cpu_slowdown):
        slowdown = page.evaluate(TIME_OF_WORK) / unslowed_ms
        live_ms = page.evaluate(TIME_TO_LIVE)
        page.wait_for_timeout(500)
        times = [page.evaluate(TIMES_OF_RESULT, str(1000 + change)) for change in range(CHANGES)]
    line.latency_s, line.bytes_per_s = PROFILES[0].latency_s, PROFILES[0].bytes_per_s
    context.close()
    sizes = [answer.body_bytes for answer in answers]
    return Measured(len(sizes), sum(sizes), live_ms, slowdown, [held for held, _ in times], [end for _, end in times])


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
        f"{median(ms for one in visits for ms in one.painted_ms):.1f} ms",
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
        build = [sys.executable, "-m", "macros", "build", "--site-dir", folder]
        subprocess.run(build, cwd=ROOT, check=True)
        line, answers = Line(), list[Answer]()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        rows = [["Medians", "Requests", "Compressed", "Live after", "Input to result", "Fastest", "Painted", "Slowed"]]
        with served(Path(folder), answers, line) as address:
            for profile in PROFILES:
                page = address + options.page
                rows.append(row(profile, [visit(browser, page, profile, line, answers) for _ in range(options.visits)]))
        browser.close()
    print_table(rows)
    print(
        f"{options.visits} visits each, {CHANGES} changes a visit. Compressed by gzip -{GZIP_LEVEL}, without headers."
    )


if __name__ == "__main__":
    main()
