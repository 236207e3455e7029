"""A drawing has a name, a title, a description and markers of its own; its file is small and lies in its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from glossary.diagrams import MAX_FILE_BYTES, parse_diagram
from glossary.strict_svg import NAMESPACE


def drawing(inside: str = "", title: str = "A cache", desc: str = "It grows.", height: int = 120) -> str:
    head = f'<svg xmlns="{NAMESPACE}" viewBox="0 0 340 {height}">'
    return f"{head}\n<title>{title}</title>\n<desc>{desc}</desc>\n{inside}\n</svg>"


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse_diagram(text, "cache", "terms/diagrams/cache.svg")[1]]


def test_a_drawing_has_a_title_a_description_a_height_and_parts() -> None:
    text = drawing('<rect x="1" y="2" width="3" height="4"/>\n<text>x</text>', "A  cache\n grows")
    diagram, found = parse_diagram(text, "cache", "terms/diagrams/cache.svg")
    assert found == []
    assert diagram is not None
    assert (diagram.name, diagram.title, diagram.description) == ("cache", "A cache grows", "It grows.")
    assert (diagram.height, [part.name for part in diagram.parts]) == (120, ["rect", "text"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (drawing(title=""), ":1: a drawing has one <title> with text right below <svg>: it becomes the caption"),
        (drawing("<title>Another</title>"), ":1: a drawing has one <title> with text right below <svg>"),
        (drawing(desc=" "), ":1: a drawing has one <desc> with text right below <svg>: it says in words"),
        (drawing(title="x" * 91), ":2: the <title> has 91 characters; 90 is the limit"),
        (drawing(desc="x" * 701), ":3: the <desc> has 701 characters; 700 is the limit"),
        (drawing(height=641), ":1: the drawing is higher than 640"),
        (drawing().replace(' viewBox="0 0 340 120"', ""), ':1: <svg> needs viewBox="0 0 340'),
        (drawing('<path marker-end="url(#arow)"/>'), ':4: marker-end="url(#arow)" names no marker in this file'),
        (
            drawing('<defs>\n<marker id="a"/>\n<marker id="a"/></defs>'),
            ":5: two markers are called 'a'; give each an id of its own",
        ),
    ],
)
def test_what_a_drawing_lacks_is_said(text: str, message: str) -> None:
    assert any(f"terms/diagrams/cache.svg{message}" in problem for problem in problems(text)), problems(text)


def test_drawings_lie_in_their_folder_by_name(repository: Any) -> None:
    repository.write_good_terms()
    repository.put("diagrams/kv-cache.svg", drawing())
    assert repository.problems() == []
    assert list(repository.read().diagrams) == ["kv-cache"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("Big.svg", drawing(), "a drawing's name has lower-case letters, digits and single hyphens only"),
        ("x.png", "", "a diagram must be one of .svg"),
        ("x.svg", drawing("<script/>"), "<script> cannot stand in <svg>"),
        ("x.svg", "<!--" + "x" * MAX_FILE_BYTES + "-->", "a drawing has at most 8,000; shorten it"),
        ("x.svg", b"\xff", "this line is not UTF-8 text"),
        ("x.svg", drawing("<!-- \u200b -->"), "an invisible character (U+200B) stands on this line"),
    ],
)
def test_a_faulty_file_is_a_problem_of_the_glossary(repository: Any, name: str, text: str, message: str) -> None:
    repository.write_good_terms()
    repository.put(f"diagrams/{name}", text)
    [problem] = repository.problems()
    assert problem.startswith(f"terms/diagrams/{name}:")
    assert message in problem
    assert repository.read().diagrams == {}


def test_links_to_drawings_elsewhere_are_not_followed(repository: Any, tmp_path: Path) -> None:
    repository.write_good_terms()
    (tmp_path / "x.svg").write_text(drawing())
    (repository.root / "terms" / "diagrams").symlink_to(tmp_path)
    assert repository.problems() == ["terms/diagrams:1: this is a symbolic link; put the file itself here"]
    assert repository.read().diagrams == {}
