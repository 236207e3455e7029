"""llms.txt as https://llmstxt.org lays it out, and the full text beside it."""

from __future__ import annotations

import html
import re

from glossary.exports import llms
from glossary.exports.markdown import plain
from glossary.glossary import Glossary
from glossary.prose import unsanitized
from tests.glossary.exports.published import GLOSSARY, texts


def index(glossary: Glossary = GLOSSARY) -> str:
    return texts(llms.index(glossary))[llms.INDEX_PATH]


def full(glossary: Glossary = GLOSSARY) -> str:
    return texts(llms.full(glossary))[llms.FULL_PATH]


def test_it_opens_with_the_name_and_a_quoted_summary() -> None:
    settings = GLOSSARY.settings
    assert index().split("\n")[:3] == [f"# {settings.name}", "", f"> {settings.description}"]


def test_what_follows_is_sections_of_links_with_notes() -> None:
    sections = re.split(r"^## ", index(), flags=re.MULTILINE)[1:]
    titles = [section.split("\n")[0] for section in sections]
    assert titles == [category.title for category in GLOSSARY.categories]
    rows = [row for section in sections for row in section.split("\n")[1:] if row]
    assert all(re.fullmatch(r"- \[.+\]\(https://\S+/index\.md\): .+", row) for row in rows)
    assert len(rows) == len(GLOSSARY.terms)


def test_every_term_stands_in_the_full_text_with_all_its_sections() -> None:
    text = full()
    for term in GLOSSARY.terms:
        assert f"\n# {plain(term.question)}\n" in text
        assert all(f"\n## {section.heading}\n" in text for section in term.sections)
        assert all(source.url in text for source in term.sources)


def test_hostile_text_is_a_word_in_a_list_and_no_markup(hostile_glossary: Glossary, hostile: str) -> None:
    (row,) = [row for row in index(hostile_glossary).split("\n") if "/kv-cache/index.md" in row]
    shown = unsanitized(row)
    assert re.findall(r'(?:href|src)="([^"]*)"', shown) == [f"{hostile_glossary.settings.url}kv-cache/index.md"]
    assert " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split()) == f"{hostile[:80]}: {hostile}"
