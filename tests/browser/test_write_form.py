"""The form "Write a term", as a person fills it in who has never used git."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from glossary.days import build_day
from glossary.settings import load_settings
from macros.checks import check_site
from tests.browser.conftest import AT_ONCE
from tests.conftest import ROOT

DONE = "Nothing. The draft can be handed in."
SUMMARY = "Speculative decoding is a way to write several words of an answer at once and keep those that fit."
DEFINITION = (
    "Speculative decoding lets a small model guess the next words. The large model checks them all in one step."
)
WHY_IT_MATTERS = (
    "A large model reads all its weights for every word that it writes. When it checks four guesses in one pass, it "
    "reads them once instead of four times, and the answer comes sooner at the same quality."
)
ROLES = {
    "Technical lead": "Measure how many guesses the large model keeps, because below about half of them the second "
    "model costs more time than it saves. Pick a small model with the same vocabulary.",
    "Business owner": "You pay for a second model in memory, and get answers sooner on the same machine. Ask what "
    "share of the wait goes away for your own kind of question.",
    "Executive": "The answers stay the same and come sooner, so nothing must be tested again. Decide if a shorter wait "
    "is worth the work of running two models.",
}
EXAMPLES = {
    "A chat": "A helper model guesses four words. Three are kept, so the reader waits for one step instead of three.",
    "A code editor": "Brackets and names are easy to guess, so nearly all guesses stay and code appears line by line.",
}
QUESTIONS = {
    "Does it change the answer?": "No. A guess is kept only if the large model would have written it too.",
    "When is it of no use?": "When the machine serves many users at once, as it then has no idle time to fill.",
}
RELATED = {
    "Inference": ("part-of", "Guessing ahead shortens the step that writes, which is most of what a reader waits for."),
    "large language model": (
        "prerequisite",
        "One large and one small of these work together, and must share a vocabulary.",
    ),
}


@pytest.fixture(scope="module")
def visitor(chromium_browser: Browser, site_address: str) -> Iterator[Page]:
    """One tab for all; whatever goes wrong in it is told at the end."""
    context = chromium_browser.new_context(
        base_url=site_address, permissions=["clipboard-read", "clipboard-write"], reduced_motion=AT_ONCE
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def page(visitor: Page) -> Page:
    """The form with nothing in it."""
    visitor.goto("404.html")
    visitor.evaluate("localStorage.clear()")
    visitor.goto("write/")
    return visitor


def status(page: Page) -> Locator:
    return page.locator(".write__status")


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def file_of(page: Page) -> str:
    return str(page.locator(".write__preview").text_content())


def problems_of(text: str, folder: Path) -> list[str]:
    """What `glossary check` says of a new file beside all the others."""
    shutil.copytree(ROOT / "terms", folder / "terms")
    shutil.copy(ROOT / "glossary.yml", folder)
    (folder / "terms" / "speculative-decoding.md").write_text(text, encoding="utf-8")
    _, problems = check_site(folder, load_settings(folder), build_day())
    return [str(problem) for problem in problems if "speculative-decoding" in str(problem)]


def begin(page: Page) -> None:
    """What even a draft must have."""
    page.get_by_label("Term needed").fill("Speculative decoding")
    page.get_by_label("In one sentence").fill(SUMMARY)
    page.get_by_label("People ask").select_option("What is …?")
    page.get_by_label("Category").select_option("Running models")
    page.get_by_label("Level").select_option("working")


def finish(page: Page) -> None:
    """What a published term has besides."""
    page.get_by_label("Definition").fill(DEFINITION)
    page.get_by_label("Why it matters").fill(WHY_IT_MATTERS)
    page.get_by_label("How it works").fill("1. Guess.\n2. Check.\n3. Keep what fits.\n\nSee [inference](inference.md).")
    for role, text in ROLES.items():
        page.get_by_label(role, exact=True).fill(text)
    for number, (heading, text) in enumerate(EXAMPLES.items(), start=1):
        example = group(page, f"Example {number}")
        example.get_by_label("Example", exact=True).fill(heading)
        example.get_by_label("What happens").fill(text)
    for number, (heading, text) in enumerate(QUESTIONS.items(), start=1):
        question = group(page, f"Question {number}")
        question.get_by_label("Question", exact=True).fill(heading)
        question.get_by_label("Answer").fill(text)
    for number, (name, (kind, why)) in enumerate(RELATED.items(), start=1):
        relation = group(page, f"Relation {number}")
        relation.get_by_label("Other term", exact=True).fill(name)
        relation.get_by_label("What the other term is").select_option(kind)
        relation.get_by_label("What ties").fill(why)
    source = group(page, "Source 1")
    source.get_by_label("What it is called").fill("Fast Inference from Transformers via Speculative Decoding")
    source.get_by_label("Its address").fill("https://arxiv.org/abs/2211.17192")
    source.get_by_label("Published on").fill("2022-11-30")


def test_a_draft_and_then_a_complete_term_pass_the_check_when_the_form_has_nothing_left_to_say(
    page: Page, tmp_path: Path
) -> None:
    expect(status(page)).to_contain_text("things to mend")
    begin(page)
    expect(status(page)).to_have_text(DONE)
    expect(page.locator(".write__path")).to_have_text("terms/speculative-decoding.md")
    assert problems_of(file_of(page), tmp_path / "draft") == []
    page.get_by_text("Before it can be published").click()
    missing = page.locator(".write__later")
    expect(missing).to_contain_text("Why it matters: A published term has this section.")

    page.get_by_label("Status").select_option("published")
    expect(status(page)).to_contain_text("things to mend")
    finish(page)
    expect(status(page)).to_have_text(DONE)
    expect(missing).to_be_hidden()
    assert problems_of(file_of(page), tmp_path / "published") == []


def test_what_is_wrong_is_said_beside_its_field_and_in_a_list_that_leads_there(page: Page) -> None:
    begin(page)
    summary = page.get_by_label("In one sentence")
    summary.fill("A revolutionary *guess*")
    expect(summary).to_have_attribute("aria-invalid", "true")
    expect(summary).to_have_accessible_description(
        "One plain-English sentence that says what it is, no markup. "
        "This holds markup; write it as plain words. G017 This must be a sentence; end it with a period. G017 "
        "“revolutionary” is praise; say what changed, for whom, and by how much. G061"
    )
    expect(status(page)).to_have_text("2 things to mend, 1 thing to consider.")
    first = page.locator(".write__left li").first
    assert str(first.get_by_role("link", name="G017").get_attribute("href")).endswith("checks/#g017")
    first.get_by_role("link", name="In one sentence").focus()
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()


def test_entries_are_added_and_taken_away_by_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Add a source").press("Enter")
    expect(group(page, "Source 2").get_by_label("What it is called")).to_be_focused()
    page.keyboard.type("A paper")
    expect(page.locator(".write__preview")).to_contain_text("sources:\n  - title: A paper")
    page.get_by_role("button", name="Remove source 2").press("Enter")
    expect(page.get_by_role("button", name="Add a source")).to_be_focused()
    expect(page.locator(".write__preview")).not_to_contain_text("sources:")


def test_the_draft_waits_on_this_device_until_it_is_cleared(page: Page) -> None:
    begin(page)
    page.get_by_text("More sections").click()
    page.get_by_label("Analogy").fill("A clerk who fills in the form before the boss reads it.")
    page.get_by_label("Executive", exact=True).fill("Decide.")
    page.get_by_role("button", name="Add a relation").click()
    group(page, "Relation 3").get_by_label("Other term", exact=True).fill("token")
    expect(page.locator(".write__preview")).to_contain_text("- term: token")
    written = file_of(page)
    page.goto("about:blank")
    page.goto("write/")
    expect(page.locator(".write__preview")).to_have_text(written)
    expect(page.get_by_label("Analogy")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the form").click()
    expect(page.get_by_label("Term needed")).to_be_focused()
    expect(page.locator(".write__preview")).not_to_contain_text("title")
    assert page.evaluate("localStorage.getItem('glossary-draft')") is None


def test_the_file_is_opened_on_the_code_host_or_copied_where_it_is_too_long(page: Page) -> None:
    begin(page)
    expect(status(page)).to_have_text(DONE)
    hand_in = page.locator(".write__hand-in")
    address = urlsplit(str(hand_in.get_attribute("href")))
    assert address.path == "/ai-glossary/ai-glossary/new/main"
    assert parse_qs(address.query, strict_parsing=True) == {
        "filename": ["terms/speculative-decoding.md"],
        "value": [file_of(page)],
    }
    page.get_by_label("How it works").fill("It guesses, then it checks. " * 300)
    expect(hand_in).to_have_text("Open an empty file on the code host")
    expect(page.locator(".write__long")).to_be_visible()
    address = urlsplit(str(hand_in.get_attribute("href")))
    assert parse_qs(address.query, strict_parsing=True) == {"filename": ["terms/speculative-decoding.md"]}
    page.get_by_role("button", name="Copy the file").click()
    page.wait_for_function("async (text) => (await navigator.clipboard.readText()) === text", arg=file_of(page))


def test_a_search_without_result_leads_to_the_form_with_the_name_filled_in(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Find a term").fill("zzquantizatzz")
    page.get_by_role("link", name="write it yourself").click()
    expect(page.get_by_label("Term needed")).to_have_value("zzquantizatzz")


def test_without_script_the_page_offers_a_skeleton_and_the_other_ways(
    chromium_browser: Browser, site_address: str
) -> None:
    context = chromium_browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{site_address}write/")
    expect(page.locator("glossary-write")).to_be_hidden()
    skeleton = page.get_by_role("region", name="Skeleton of a term")
    expect(skeleton).to_contain_text("title: The term as people say it, in sentence case.")
    address = page.get_by_role("link", name="Start from this skeleton").get_attribute("href")
    assert parse_qs(urlsplit(str(address)).query)["value"] == [skeleton.text_content()]
    assert page.get_by_role("button").locator("visible=true").count() <= 3
    context.close()


def test_without_the_names_of_the_other_terms_the_form_writes_and_says_that_it_checks_nothing(
    chromium_browser: Browser, site_address: str
) -> None:
    context = chromium_browser.new_context(base_url=site_address)
    page = context.new_page()
    page.route("**/write/names.json", lambda route: route.abort())
    page.goto("write/")
    page.get_by_label("Term needed").fill("Speculative decoding")
    expect(page.locator(".write__preview")).to_contain_text("title: Speculative decoding")
    expect(status(page)).to_have_text(
        "The names of the other terms cannot be fetched, so nothing is checked. Load the page again."
    )
    expect(page.locator(".write__left li")).to_have_count(0)
    context.close()
