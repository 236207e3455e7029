"""glossary.yml: read strictly, with every problem on its line."""

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from glossary.problem import GlossaryError
from glossary.sections import ROLES_HEADING, Shape
from glossary.sections import SECTIONS as STANDARD
from glossary.settings import ROLE_COLORS, Role, Settings, load_settings

REPOSITORY = Path(__file__).parents[2]
GOOD = REPOSITORY / "tests" / "bad_terms" / "glossary.yml"


def problems(tmp_path: Path, old: str, new: str) -> list[str]:
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "glossary.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GlossaryError) as caught:
        load_settings(tmp_path)
    return [str(problem) for problem in caught.value.problems]


def test_the_settings_say_who_reads_and_how_terms_are_grouped(settings: Settings) -> None:
    assert [role.title for role in settings.roles] == ["Technical lead", "Executive"]
    assert list(settings.level_by_slug) == ["starter", "expert"]
    assert settings.category_by_slug["models"].title == "Models"


def test_the_settings_of_this_glossary_are_valid() -> None:
    settings = load_settings(REPOSITORY)
    assert [role.slug for role in settings.roles] == ["technical-lead", "business-owner", "executive"]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, "name: Bad terms\n", "") == ["glossary.yml:2: name: Field required [G001]"]


def test_an_unknown_key_is_named_on_its_line(tmp_path: Path) -> None:
    found = problems(tmp_path, "branch: main\n", "branch: main\nbrunch: late\n")
    assert found == ["glossary.yml:7: brunch: Extra inputs are not permitted [G001]"]


def test_a_broken_file_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "name: Bad terms", "name: Bad: terms")
    assert found.startswith("glossary.yml:2: this is not valid YAML")


def test_a_missing_file_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"glossary\.yml:1: this file is missing; .* --root"):
        load_settings(tmp_path)


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path)
    with (tmp_path / "glossary.yml").open("ab") as file:
        file.write(b"# caf\xe9\n")
    with pytest.raises(GlossaryError, match="not UTF-8"):
        load_settings(tmp_path)


PATH = """
paths:
  - slug: first
    title: First
    summary: What comes first.
    terms: [a, b]
"""


def test_a_glossary_need_not_have_learning_paths(settings: Settings) -> None:
    assert settings.paths == ()


def test_a_learning_path_is_terms_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "glossary.yml").write_text(GOOD.read_text(encoding="utf-8") + PATH, encoding="utf-8")
    (path,) = load_settings(tmp_path).paths
    assert (path.slug, path.title, path.summary, path.terms) == ("first", "First", "What comes first.", ("a", "b"))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("slug: first", "slug: First path", "paths.0.slug"),
        ("[a, b]", "[a]", "paths.0.terms"),
        ("    summary: What comes first.\n", "", "paths.0.summary"),
        ("    summary:", "    sumary:", "paths.0.sumary"),
    ],
)
def test_a_learning_path_that_is_not_whole_is_a_problem(tmp_path: Path, old: str, new: str, named: str) -> None:
    found = problems(tmp_path, "pages: [index]\n", "pages: [index]\n" + PATH.replace(old, new))
    assert any(f": {named}: " in problem for problem in found)


def test_a_problem_of_a_setting_stands_on_its_line(tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8") + PATH
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    line = text.split("\n").index("    title: First") + 1
    found = load_settings(tmp_path).problem("Something.", "paths", 0, "title")
    assert str(found) == f"glossary.yml:{line}: Something."


def test_a_report_says_which_page_it_is_about(settings: Settings) -> None:
    address = settings.report_address("R&D", "https://example.org/r-d/")
    asked = urlsplit(address)
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{settings.repository}/issues/new"
    fields = parse_qs(asked.query, strict_parsing=True)
    assert fields["title"] == ["Problem with: R&D"]
    assert "https://example.org/r-d/" in fields["body"][0]
    assert "+" not in asked.query


def test_a_role_without_a_color_gets_the_next_that_can_be_read(tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8")
    color = 'color: {light: "#123456", dark: "#abcdef"}'
    text = text.replace("    title: Technical lead\n", f"    title: Technical lead\n    {color}\n")
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    first, second = load_settings(tmp_path).color_by_role.values()
    assert (first.light, first.dark) == ("#123456", "#abcdef")
    assert second == ROLE_COLORS[1]


# WCAG 2.2, 1.4.3: at least 4.5 to 1. The papers are those of site_overrides/components/base/base.css, page and card.
@pytest.mark.parametrize(("scheme", "papers"), [("light", ("#fbfaf7", "#ffffff")), ("dark", ("#15171c", "#1d2027"))])
def test_every_color_of_a_role_can_be_read_on_the_pages(scheme: str, papers: tuple[str, str]) -> None:
    for color in ROLE_COLORS:
        for paper in papers:
            lighter, darker = sorted(map(luminance, (getattr(color, scheme), paper)), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, color


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 to 1."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("slug", ["Lead", "a b", 'x"] body {}', ""])
def test_a_slug_that_would_end_up_in_a_style_rule_is_plain(tmp_path: Path, slug: str) -> None:
    (found,) = problems(tmp_path, "slug: technical-lead", f"slug: {slug!r}")
    assert "roles.0.slug" in found


@pytest.mark.parametrize(
    ("title", "shown"), [("Baker", "baker"), ("Shop owner", "shop owner"), ("CEO", "CEO"), ("IT lead", "IT lead")]
)
def test_a_role_inside_a_sentence_keeps_its_acronym(title: str, shown: str) -> None:
    assert Role(slug="x", title=title, question="?").title_in_sentence == shown


SECTIONS = """
sections:
  - {heading: Definition, required: true}
  - {heading: Choosing}
  - {heading: At hand, purpose: What must lie ready., list: true}
"""


def with_sections(tmp_path: Path, old: str = "", new: str = "") -> Settings:
    text = GOOD.read_text(encoding="utf-8") + (SECTIONS.replace(old, new, 1) if old else SECTIONS)
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path)


def test_without_sections_of_its_own_a_glossary_has_the_standard_ones(settings: Settings) -> None:
    assert settings.section_kinds == STANDARD


def test_a_glossary_chooses_sections_and_adds_its_own(tmp_path: Path) -> None:
    definition, choosing, own = with_sections(tmp_path).section_kinds
    assert (definition.required, choosing.required, own.required) == (True, False, False)
    assert choosing.purpose == "How to decide, where there is a choice."
    assert (own.slug, own.purpose, own.shape) == ("at-hand", "What must lie ready.", Shape.LIST)


def test_without_roles_no_section_is_for_them(tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8")
    start, end = text.index("roles:"), text.index("levels:")
    (tmp_path / "glossary.yml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert ROLES_HEADING not in load_settings(tmp_path).section_by_heading


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Definition", "Choosing", "'Definition' is missing"),
        ("Choosing", "Sources, purpose: Where from.", "'Sources' stands twice, or the page has a heading like it"),
        ("Choosing", "definition!", "'definition!' is not a standard section; write its 'purpose'"),
        ("purpose: What must lie ready., ", "", "'At hand' is not a standard section; write its 'purpose'"),
    ],
)
def test_sections_that_no_page_could_hold_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        with_sections(tmp_path, old, new)
    assert message in str(caught.value)
