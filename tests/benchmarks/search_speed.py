"""What the finder costs: bytes and time to the first term on a cold page, and time for each keystroke as terms grow.

Run `make bench-search`. The site is built once; its file of terms is then grown to 150, 1,500 and 10,000 by terms of
words drawn from the real ones. Connections: Chrome's presets "Fast 4G" and "Slow 4G", with a processor slowed 4 times.
Source of the presets: https://github.com/ChromeDevTools/devtools-frontend (front_end/core/sdk/NetworkManager.ts)
The host speaks HTTP/1.1; HTTP/2 has nothing to gain, as the first term needs two requests, which are made at once.
Printed, never asserted.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from glossary.page_words import words_kept  # noqa: E402, a script finds the project first
from tests.benchmarks.calculator_speed import print_table  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.server import served  # noqa: E402

SIZES = (150, 1_500, 10_000)
VISITS = 5
TYPING_VISITS = 2
TYPED = ("kv cache", "quantizaton", "how much memory do i need", "fine-tuning", "model")


@dataclass(frozen=True)
class Profile:
    """A kind of machine and connection; no latency means the connection of this machine to itself."""

    name: str
    cpu_slowdown: int = 1
    latency_ms: float = 0
    download_bytes_per_s: float = 0
    upload_bytes_per_s: float = 0


PROFILES = (
    Profile("Desktop"),
    Profile("4x slower CPU, Fast 4G", 4, 60 * 2.75, 9 * 1000 * 1000 / 8 * 0.9, 1.5 * 1000 * 1000 / 8 * 0.9),
    Profile("4x slower CPU, Slow 4G", 4, 150 * 3.75, 1.6 * 1000 * 1000 / 8 * 0.9, 750 * 1000 / 8 * 0.9),
)
PROCESSORS = (Profile("Desktop"), Profile("4x slower", 4))

# From the key that opens the finder, with a query typed at once, to the first term that answers it, in milliseconds.
FIRST_RESULT = """(query) => new Promise((resolve) => {
    const list = document.querySelector("#finder-results");
    const input = document.querySelector("#finder-input");
    const start = performance.now();
    new MutationObserver((_, watch) => {
        const first = list.querySelector("[role=option] mark");
        if (!first) return;
        watch.disconnect();
        resolve(performance.now() - start);
    }).observe(list, { childList: true, subtree: true });
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
})"""

# The work of each keystroke of a query, in milliseconds, typed letter by letter into an open finder: up to the new list
# laid out for painting.
KEYSTROKES = """(query) => {
    const list = document.querySelector("#finder-results");
    const input = document.querySelector("#finder-input");
    return [...query].map((_, end) => {
        input.value = query.slice(0, end + 1);
        const start = performance.now();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        list.getBoundingClientRect();
        return performance.now() - start;
    });
}"""


@dataclass
class Downloads:
    """What a page fetched since its session began to listen."""

    requests: int = 0
    compressed_bytes: int = 0

    def arrived(self, event: dict[str, Any]) -> None:
        """Count one file."""
        self.requests += 1
        self.compressed_bytes += int(event["encodedDataLength"])


def grown(entries: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """The entries with others of the same shape and vocabulary until there are `count`; the same ones every time."""
    draw = random.Random(count)
    words = re.findall(r"[A-Za-z]+", json.dumps(entries))

    def like(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: like(one) for key, one in value.items()}
        if isinstance(value, list):
            return [like(one) for one in value]
        return " ".join(draw.choice(words) for _ in value.split())

    shapes = (draw.choice(entries) for _ in range(count - len(entries)))
    return [dict(entry) for entry in entries] + [
        {**{key: like(value) for key, value in shape.items()}, "slug": f"term-{number}"}
        for number, shape in enumerate(shapes)
    ]


def shortened(words: dict[str, str], count: int) -> dict[str, str]:
    """The words of a page, those that stand on it most first, as far as `count` of them go."""
    kept, left = {}, count
    for times in sorted(words, key=int, reverse=True):
        kept[times] = " ".join(words[times].split()[:left])
        left -= len(kept[times].split())
    return kept


@contextmanager
def opened(browser: Browser, address: str, profile: Profile) -> Iterator[tuple[Page, Downloads]]:
    """A page with an empty cache, loaded already; what comes after that is slowed as the profile says, and counted."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
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
        downloads = Downloads()
        session.on("Network.loadingFinished", downloads.arrived)
        yield page, downloads


def first_result_row(browser: Browser, address: str, label: str, profile: Profile) -> list[str]:
    """The medians of some first visits: what the first term needs, and when it stands there."""
    costs = []
    for _ in range(VISITS):
        with opened(browser, address, profile) as (page, downloads):
            first_ms = page.evaluate(FIRST_RESULT, "kv")
            costs.append((downloads.requests, downloads.compressed_bytes, first_ms))
    requests, compressed_bytes, first_ms = (median(figures) for figures in zip(*costs, strict=True))
    return [label, profile.name, f"{requests:.0f}", f"{compressed_bytes / 1000:.1f} KB", f"{first_ms:.0f} ms"]


def typing_row(browser: Browser, address: str, label: str, profile: Profile) -> list[str]:
    """What a keystroke costs once the descriptions are read too. The connection has no part in it."""
    keys: list[float] = []
    for _ in range(TYPING_VISITS):
        with opened(browser, address, profile) as (page, downloads):
            page.evaluate(FIRST_RESULT, "kv")
            page.evaluate("document.querySelector('glossary-finder').prepare().then((finder) => finder.complete())")
            all_bytes = downloads.compressed_bytes
            for query in TYPED:
                keys += page.evaluate(KEYSTROKES, query)
    figures = [f"{ms:.1f} ms" for ms in (median(keys), quantiles(keys, n=20)[-1], max(keys))]
    return [label, profile.name, f"{all_bytes / 1000:.1f} KB", *figures]


def write_json(file: Path, value: Any) -> None:
    """Replace a file's text as the build writes it."""
    file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main() -> None:
    """Build, serve, grow, visit and print."""
    firsts = [["Terms", "Profile", "Requests", "To first term", "First term after"]]
    typed = [["Terms", "Processor", "With descriptions", "Keystroke, median", "95th", "Longest"]]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, "-m", "macros", "build", "--site-dir", folder], cwd=ROOT, check=True)
        (file,) = Path(folder, "assets").glob("names.*.json")
        (descriptions_file,) = Path(folder, "assets").glob("finder-descriptions.*.json")
        real = json.loads(file.read_text(encoding="utf-8"))
        described = json.loads(descriptions_file.read_text(encoding="utf-8"))
        entries = [{**entry, "description": text} for entry, text in zip(real["terms"], described, strict=True)]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        with served(Path(folder)) as home:
            for count in (len(entries), *SIZES):
                terms = grown(entries, count)
                descriptions = [entry.pop("description") for entry in terms]
                kept = words_kept(count)
                cut = [{**one, "words": shortened(one["words"], kept)} for one in descriptions]
                write_json(descriptions_file, cut)
                write_json(file, {**real, "terms": terms})
                label, address = f"{count:,}", f"{home}token/"
                firsts += [first_result_row(browser, address, label, profile) for profile in PROFILES]
                typed += [typing_row(browser, address, label, processor) for processor in PROCESSORS]
        browser.close()
    print_table(firsts)
    print(f"Medians of {VISITS} visits.\n")
    print_table(typed)
    print(f"Of {TYPING_VISITS} visits. A keystroke's work ends with the new list laid out.")
    print(f"Typed: {', '.join(TYPED)}.")


if __name__ == "__main__":
    main()
