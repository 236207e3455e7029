"""Every page says what may run on it: what it came with, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from macros.policy import policy, script_hashes, with_policy

# The example of https://www.w3.org/TR/CSP2/#script-src-hash-usage
EXAMPLE_SCRIPT = "alert('Hello, world.');"
EXAMPLE_HASH = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


class Names(HTMLParser):
    """The names of a page's elements and of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def directives(html: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy(html).split("; ")}


def test_an_inline_script_of_the_page_is_allowed_by_its_hash() -> None:
    assert script_hashes(f"<script>{EXAMPLE_SCRIPT}</script>") == [EXAMPLE_HASH]


def test_the_same_script_twice_needs_one_hash() -> None:
    assert script_hashes(f"<script>{EXAMPLE_SCRIPT}</script>" * 2) == [EXAMPLE_HASH]


def test_files_and_data_blocks_need_no_hash() -> None:
    html = '<script src="a.js"></script><script type="application/json">{"a": 1}</script>'
    assert script_hashes(html) == []


def test_nothing_unsafe_is_allowed() -> None:
    words = policy("<html></html>")
    assert "unsafe" not in words
    assert "*" not in words
    assert "http" not in words
    assert directives("")["default-src"] == ["'none'"]
    assert directives("")["base-uri"] == ["'none'"]


def test_the_policy_comes_before_anything_that_could_run() -> None:
    html = with_policy('<html><head><meta charset="utf-8"><script>x()</script></head></html>')
    assert html.index("Content-Security-Policy") < html.index("<script>")


def test_every_page_of_the_site_carries_a_policy_and_no_inline_style_or_handler(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert html.count('http-equiv="Content-Security-Policy"') == 1, file
        names = Names()
        names.feed(html)
        assert "style" not in names.tags | names.attributes, file
        assert not any(name.startswith("on") for name in names.attributes), file
