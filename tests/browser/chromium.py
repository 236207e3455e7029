"""Finds Chromium for the browser tests, or installs it, and says which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Path of a Chromium: $CHROMIUM, the system's, or the one Playwright downloaded; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    system = next(filter(None, map(shutil.which, SYSTEM_NAMES)), None)
    if system:
        return system
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_chromium() -> None:
    """Install Chromium: Debian's own as root, Playwright's otherwise."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=True)


if __name__ == "__main__":
    found = find_chromium()
    if not found:
        print("No Chromium here; installing one.", flush=True)
        install_chromium()
        found = find_chromium()
    if not found:
        sys.exit("Chromium could not be installed. Install it, or name one: make test CHROMIUM=/path/to/chromium")
    print(f"Browser tests use {found}")
