"""The form "Write a term": its controls keep to the schema, its skeleton to the format, its patterns to the rules."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from glossary import load
from glossary.checks.fields import RESERVED_ADDRESSES
from glossary.schema import term_schema
from glossary.sections import SECTIONS
from glossary.source import Source, parse_source
from glossary.strict_yaml import Document
from macros.form_controls import entry_controls, section_forms, term_controls
from macros.script_patterns import script_pattern
from macros.site import SiteLoader
from macros.term_page import TermPage
from macros.write_page import skeleton
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))
SETTINGS = GLOSSARY.settings


def test_a_control_takes_what_the_schema_allows() -> None:
    schema = term_schema(SETTINGS)
    controls = {control.name: control for control in term_controls(SETTINGS)}
    needed = {name for name, control in controls.items() if control.required}
    assert needed == {*schema["required"]} - {"reviewed"}
    for name, most in (("title", 80), ("summary", 200), ("acronym", 20), ("aliases", 500)):
        assert controls[name].max_characters == most
    for name in ("category", "level"):
        assert [value for value, _ in controls[name].choices] == schema["properties"][name]["enum"]
    for field, model in (("related", "Related"), ("sources", "Source")):
        parts = schema["$defs"][model]
        asked = entry_controls(SETTINGS)[field].controls
        assert [control.name for control in asked] == list(parts["properties"])
        assert {control.name for control in asked if control.required} == {*parts["required"]}
    types = entry_controls(SETTINGS)["related"].controls[1].choices
    assert sorted(value for value, _ in types) == sorted(schema["$defs"]["Related"]["properties"]["type"]["enum"])


def test_every_section_of_the_glossary_has_its_form_and_its_limits_in_words() -> None:
    forms = section_forms(SETTINGS)
    assert [form.heading for form in forms] == [kind.heading for kind in SECTIONS]
    assert forms[0].help == "What it is, in one to three exact sentences. 1 to 3 sentences."
    roles = next(form.roles for form in forms if form.roles)
    assert [control.label for control in roles] == [role.title for role in SETTINGS.roles]


def test_the_skeleton_is_a_draft_in_the_format_with_every_required_section() -> None:
    source = Source("terms/x.md", Document("terms/x.md", 1))
    parse_source(skeleton(SETTINGS), source)
    assert source.problems == source.front_matter.problems == []
    assert source.front_matter.data["status"] == "draft"
    assert [section.heading for section in source.sections] == [kind.heading for kind in SECTIONS if kind.required]


def test_the_form_tells_browsers_the_limits_that_the_schema_has(built_site: Path) -> None:
    html = (built_site / "write" / "index.html").read_text(encoding="utf-8")
    for name, most, required in (("title", 80, True), ("summary", 200, True), ("acronym", 20, False)):
        (attributes,) = re.findall(rf'<(?:input|textarea) [^>]*name="{name}" maxlength="{most}"([^>]*)>', html)[:1]
        assert ("required" in attributes) is required
    assert html.count("<template>") == 5


def test_no_term_can_take_the_address_of_a_page_that_is_made() -> None:
    site = SiteLoader(ROOT, workers={}).load(date(2100, 1, 1))
    pages = (path for path, view in site.views.items() if not isinstance(view, TermPage))
    assert {path.removesuffix(".md").split("/")[0] for path in pages} <= {*RESERVED_ADDRESSES}


@pytest.mark.parametrize("pattern", [re.compile(r"[^\W]x"), re.compile("a b", re.VERBOSE)], ids=["class", "flag"])
def test_a_pattern_that_browsers_cannot_be_told_is_refused(pattern: re.Pattern[str]) -> None:
    with pytest.raises(ValueError, match="browsers"):
        script_pattern(pattern)
