"""What a reader does, in a real browser: find a term, choose a role, use a calculator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from calculators import forms
from glossary import load
from tests.browser.conftest import AT_ONCE
from tests.conftest import ROOT

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
TERMS = load(ROOT, date(2100, 1, 1)).terms


@dataclass
class Visit:
    """A reader's tab, with all it complained about and asked of other hosts."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> None:
        self.page.goto(self.home + path)

    def watch(self) -> None:
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"request to {request.url}")


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def visit(request: pytest.FixtureRequest, chromium_browser: Browser, site_address: str) -> Iterator[Visit]:
    context = chromium_browser.new_context(viewport=request.param, reduced_motion=AT_ONCE)
    reader = Visit(context.new_page(), site_address)
    reader.watch()
    yield reader
    context.close()
    assert reader.complaints == []


def role_texts(page: Page) -> list[str]:
    """The roles whose text shows."""
    return [str(card.get_attribute("data-role")) for card in page.locator(".term__role").all() if card.is_visible()]


def test_from_home_by_the_list_of_all_terms_to_a_term_and_a_calculator(visit: Visit) -> None:
    page = visit.page
    visit.open()
    page.get_by_role("link", name=f"All {len(TERMS)} terms").click()
    page.get_by_role("link", name="Model parameters", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What are model parameters?")
    assert role_texts(page) == ["technical-lead", "business-owner", "executive"]

    page.get_by_role("link", name="Executive").first.click()
    assert role_texts(page) == ["executive"]
    assert page.url.endswith("?role=executive")

    page.get_by_role("link", name="Quantization", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is quantization?")
    assert role_texts(page) == ["executive"]
    page.reload()
    assert role_texts(page) == ["executive"]

    calculator = page.locator("glossary-calculator").first
    calculator.scroll_into_view_if_needed()
    expect(calculator).to_have_attribute("data-state", "live", timeout=15_000)
    context_length = calculator.locator("[name=context_length]")
    headline = calculator.locator("[data-part=headline]")
    context_length.fill("16384")
    changed = inputs(page) | {"context_length": "16384"}
    figures = answer(changed)["report"]["headline"]
    for figure in figures:
        expect(headline).to_contain_text(figure["detail"])

    context_length.fill("minus one")
    [error] = answer(changed | {"context_length": "minus one"})["errors"]
    expect(calculator.locator("[data-error-for=context_length]")).to_have_text(error["message"])
    for figure in figures:
        expect(headline).to_contain_text(figure["detail"])


def answer(values: dict[str, str]) -> dict[str, Any]:
    """What CPython gives for the memory form after a change of its context length."""
    request = {"calculator": "memory", "changed": "context_length", "inputs": values}
    return dict(json.loads(forms.evaluate(json.dumps(request))))


def inputs(page: Page) -> dict[str, str]:
    """What the first calculator's form held when the page was built."""
    printed = page.locator("glossary-calculator script").first.text_content()
    return dict(json.loads(printed or "{}")["inputs"])


def test_a_linked_role_shows_at_once_and_is_kept(visit: Visit) -> None:
    visit.open("token/?role=business-owner")
    assert role_texts(visit.page) == ["business-owner"]
    visit.open("inference/")
    assert role_texts(visit.page) == ["business-owner"]
    assert visit.page.locator("[data-role-choice=business-owner]").get_attribute("aria-current") == "true"


def test_everyone_brings_all_roles_back(visit: Visit) -> None:
    visit.open("token/?role=executive")
    visit.page.get_by_role("link", name="Everyone").click()
    assert len(role_texts(visit.page)) == 3
    assert "role=" not in visit.page.url
    visit.page.reload()
    assert len(role_texts(visit.page)) == 3


def test_an_unknown_role_in_the_address_changes_nothing(visit: Visit) -> None:
    visit.open('token/?role="><script>alert(1)</script>')
    assert len(role_texts(visit.page)) == 3


def test_nothing_is_wider_than_the_screen(visit: Visit) -> None:
    for path in ["", "a-z/", "category/", "category/models/", "about/", "method/", "404.html", "model-parameters/"]:
        visit.open(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_without_script_the_page_is_complete(chromium_browser: Browser, site_address: str) -> None:
    context = chromium_browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site_address}model-parameters/")
    assert len(role_texts(page)) == 3
    page.get_by_role("link", name="Executive").first.click()
    assert page.url.endswith("#executive")
    expect(page.locator("glossary-calculator").first).to_contain_text("8,030,261,248")
    context.close()
