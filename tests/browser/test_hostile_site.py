"""One site made of every hostile case that is let through, read by a real browser.

The pages' Content-Security-Policy is switched off here, so that what is shown is what the pages hold, not what the
policy catches. Scripts, pictures and frames would run and load.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.conftest import build
from tests.hostile.corpus import SECRET, Case, cases, write

LET_THROUGH = tuple(case for case in cases() if case.refused is None)
SHOWN = tuple(case for case in LET_THROUGH if case.shown)
# What a page of this theme may hold, and where its addresses may lead.
AUDIT = """() => {
  const faults = [];
  const protocols = new Set(["http:", "https:", "mailto:"]);
  for (const element of document.querySelectorAll("*")) {
    const forbidden = ["BASE", "EMBED", "FRAME", "IFRAME", "MARQUEE", "OBJECT", "STYLE", "TEMPLATE"];
    const isOurs = element.matches("glossary-nearest > template, glossary-write template");
    if (forbidden.includes(element.tagName) && !isOurs) {
      faults.push(element.outerHTML.slice(0, 200));
    }
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || ["style", "srcdoc", "ping", "formaction", "background"].includes(name)) {
        faults.push(`${name}=${value}`);
      }
      if (["href", "src", "action", "xlink:href", "poster", "data"].includes(name)) {
        const { protocol } = new URL(value, document.baseURI);
        const picture = element.matches("link[rel=icon]") && protocol === "data:";
        if (!protocols.has(protocol) && !picture) faults.push(`${name}=${value}`);
      }
    }
  }
  for (const meta of document.querySelectorAll("body meta, meta[http-equiv=refresh]")) faults.push(meta.outerHTML);
  return {
    faults,
    ran: window.ran ?? false,
    scripts: [...document.scripts].map((script) => script.src || script.textContent),
    forms: document.forms.length,
    title: document.title,
    text: document.body.textContent.replace(/\\s+/g, " "),
    blocks: [...document.querySelectorAll('script[type="application/ld+json"]')].map((block) => block.textContent),
  };
}"""


@dataclass
class Reading:
    """What a browser found on the pages, by path, and what they asked the network for."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    root = tmp_path_factory.mktemp("hostile-site")
    write(root / "repository", LET_THROUGH, gathered=True)
    result = build(root / "repository", root / "site")
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def reading(hostile_site: Path, chromium_browser: Browser, serve_folder: Callable[[Path], str]) -> Reading:
    """Every page, opened once."""
    address, found = serve_folder(hostile_site), Reading()
    context = chromium_browser.new_context(bypass_csp=True)

    def judge(route: Route) -> None:
        request = route.request
        if not request.url.startswith(address):
            found.elsewhere.append(request.url)
            route.abort()
        elif request.resource_type in ("document", "image"):
            route.continue_()
        else:
            # The theme's own scripts and styles have tests of their own; here they would only take time.
            route.abort()

    context.route("**/*", judge)
    context.add_init_script("window.canary = () => { window.ran = true; };")
    page = context.new_page()
    page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
    for file in sorted(hostile_site.rglob("*.html")):
        path = file.relative_to(hostile_site).as_posix()
        if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")[:1000]:
            page.goto(address + path.removesuffix("index.html"), wait_until="load")
            found.pages[path] = page.evaluate(AUDIT)
    context.close()
    return found


def test_nothing_of_a_stranger_runs(reading: Reading) -> None:
    assert len(reading.pages) > 50
    assert [path for path, page in reading.pages.items() if page["ran"]] == []
    assert reading.dialogs == []


def test_no_page_asks_another_host(reading: Reading) -> None:
    assert reading.elsewhere == []


def test_no_page_holds_what_could_run_load_or_lead_astray(reading: Reading) -> None:
    assert {path: page["faults"] for path, page in reading.pages.items() if page["faults"]} == {}


def test_each_page_has_the_scripts_and_forms_of_its_kind_and_no_more(reading: Reading) -> None:
    plain = reading.pages["model/index.html"]
    terms = {path: page for path, page in reading.pages.items() if f"terms/{path.split('/')[0]}.md" in TERM_PATHS}
    assert len(terms) > 20
    for path, page in terms.items():
        kinds = [script for script in page["scripts"] if not script.startswith(("{", "["))]
        assert len(kinds) == len([script for script in plain["scripts"] if not script.startswith(("{", "["))]), path
        assert page["forms"] == plain["forms"], path


def test_no_page_or_file_tells_the_secret(hostile_site: Path) -> None:
    assert [file for file in hostile_site.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()] == []


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: f"{case.family}: {case.name}")
def test_a_reader_sees_the_signs_that_were_written(reading: Reading, case: Case) -> None:
    shown = " ".join(case.shown.split())
    assert any(shown in page["text"] for page in pages_of(reading, case))


TERM_PATHS = {case.path for case in LET_THROUGH if not case.where.startswith("page")}


def pages_of(reading: Reading, case: Case) -> list[dict[str, Any]]:
    """The page of a case, or those on which the texts stand together."""
    own = reading.pages.get(f"{case.slug}/index.html")
    return [own] if own else [page for path, page in reading.pages.items() if path.startswith("together-")]
