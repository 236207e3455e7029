"""Lighthouse's four scores, mobile profile, on each kind of page; medians of several runs, printed and kept.

Run `make bench-lighthouse`. It installs the pinned npm package outside the repository, builds the site, serves it
compressed, and writes `tests/benchmarks/lighthouse.md`. Lighthouse simulates a phone with a processor slowed four times
on "Slow 4G", so a machine that does other work at the same time lowers the performance score.
Source: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find_chromium  # noqa: E402, a script finds the project first
from tests.browser.server import served  # noqa: E402

VERSION = "13.5.0"
INSTALLED = Path.home() / ".cache" / "ai-glossary" / f"lighthouse-{VERSION}"
REPORT = Path(__file__).with_suffix(".md")
RUNS = 3
PAGES = {
    "Home": "",
    "Term, the heaviest": "model-parameters/",
    "Term": "token/",
    "Category": "category/models/",
    "Parameter calculator": "parameter-calculator/",
    "Memory calculator": "memory-calculator/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Columns of the report: heading, audit, unit.
TIMES = {
    "First paint": "first-contentful-paint",
    "Largest paint": "largest-contentful-paint",
    "Blocked": "total-blocking-time",
}
SHIFT = "cumulative-layout-shift"


def install() -> Path:
    """The path of Lighthouse's command, installed once for each version."""
    command = INSTALLED / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        INSTALLED.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(INSTALLED)]
        subprocess.run([*npm, f"lighthouse@{VERSION}"], check=True)
    return command


def judge(command: Path, address: str) -> dict[str, Any]:
    """Lighthouse's report on one visit, as it prints it in JSON."""
    chromium = find_chromium()
    environment = os.environ | ({"CHROME_PATH": chromium} if chromium else {})
    arguments = [address, "--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    chrome = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"
    run = subprocess.run([command, *arguments, chrome], env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def row(name: str, reports: list[dict[str, Any]]) -> list[str]:
    """The medians of some visits as cells; scores of all visits where they differ."""

    def middle(audit: str) -> float:
        return median(report["audits"][audit]["numericValue"] for report in reports)

    scores = [[round(report["categories"][key]["score"] * 100) for report in reports] for key in CATEGORIES]
    cells = [
        f"{median(runs):.0f}" + (f" ({', '.join(map(str, runs))})" if len(set(runs)) > 1 else "") for runs in scores
    ]
    return [name, *cells, *(f"{middle(audit) / 1000:.2f} s" for audit in TIMES.values()), f"{middle(SHIFT):.3f}"]


def score(runs: list[int]) -> str:
    """The median, and each run's score where they differ."""
    return f"{median(runs):.0f}" + (f" ({', '.join(map(str, runs))})" if len(set(runs)) > 1 else "")


def faults(reports: list[dict[str, Any]]) -> list[str]:
    """What cost points outside performance, in Lighthouse's words."""
    found = set()
    for report in reports:
        for key in CATEGORIES[1:]:
            for reference in report["categories"][key]["auditRefs"]:
                audit = report["audits"][reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                    found.add(f"{key}: {audit['title']}")
    return sorted(found)


def table(rows: list[list[str]]) -> str:
    """A Markdown table, the first column to the left."""
    head = ["Page", "Performance", "Accessibility", "Best practices", "SEO", *TIMES, "Shift"]
    lines = [head, [":---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> None:
    """Install, build, serve, judge, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS, help="visits to each page")
    parser.add_argument("--only", choices=PAGES, help="one page, printed but not written")
    options = parser.parse_args()
    command = install()
    load = os.getloadavg()[0]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "macros", "build", "--site-dir", folder]
        subprocess.run(build, cwd=ROOT, check=True)
        with served(Path(folder)) as home:
            for name, path in PAGES.items():
                if options.only in (None, name):
                    reports = [judge(command, home + path) for _ in range(options.runs)]
                    rows.append(row(f"{name} (`/{path}`)", reports))
                    print(" | ".join(rows[-1]), *faults(reports), sep="\n  ", flush=True)
    if not options.only:
        agent = reports[-1]["environment"]["hostUserAgent"].partition("Chrome/")[2].partition(" ")[0]
        machine = f"{os.cpu_count()} processors, load {load:.1f} before"
        facts = f"Lighthouse {VERSION}, mobile profile, Chromium {agent}, {machine}"
        intro = f"Measured on {date.today()} by `make bench-lighthouse`: {facts}.\nMedians of {options.runs} runs"
        REPORT.write_text(f"# Lighthouse\n\n{intro}; scores that differ between runs in brackets.\n\n{table(rows)}\n")


if __name__ == "__main__":
    main()
