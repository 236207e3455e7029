"""Pictures of every kind of page, to be looked at: phone and desktop, light and dark, and on paper.

`make screenshots` builds the site and writes them to tests/browser/screenshots/, one PNG of the whole page each.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.page_kinds import PAGE_KINDS
from tests.browser.server import served
from tests.conftest import ROOT, build

FOLDER = Path(__file__).parent / "screenshots"
WIDTHS_PX = {"phone": 390, "desktop": 1280}
HEIGHT_PX = 900
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
A4_WIDTH_PX = 688  # 210 mm less the margins of print.css, at 96 pixels an inch


def take(page: Page, address: str, name: str) -> None:
    """Write the pictures of what stands at `address`, each beginning with `name`."""
    page.emulate_media(media="screen", reduced_motion="reduce")
    page.goto(address, wait_until="networkidle")
    for device, width in WIDTHS_PX.items():
        page.set_viewport_size({"width": width, "height": HEIGHT_PX})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=FOLDER / f"{name}-{device}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": A4_WIDTH_PX, "height": HEIGHT_PX})
    page.emulate_media(media="print")
    page.screenshot(path=FOLDER / f"{name}-print.png", full_page=True)


def main() -> None:
    """Build the site into a temporary folder and photograph it."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        result = build(ROOT, Path(folder))
        if result.returncode:
            sys.exit(result.stderr)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        with served(Path(folder)) as home:
            for path in PAGE_KINDS:
                page = browser.new_page()
                take(page, home + path, re.sub(r"[^a-z0-9]+", "-", path).strip("-") or "home")
                page.close()
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
