"""Drawings come from strangers: what is not on the lists is refused with its line, and nothing hostile is left."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.strict_svg import CLASSES, MAX_DEPTH, NAMESPACE, read_svg
from tests.conftest import ROOT

STYLES = ROOT / "site_overrides" / "components" / "diagram" / "diagram.css"


def svg(inside: str, attributes: str = 'viewBox="0 0 340 100"') -> str:
    return f'<svg xmlns="{NAMESPACE}" {attributes}>\n<title>T</title>\n{inside}\n</svg>'


def problems(text: str) -> list[str]:
    return [str(problem) for problem in read_svg(text, "d.svg")[1]]


def test_a_drawing_becomes_a_tree_with_text_attributes_and_lines() -> None:
    root, found = read_svg(svg('<g class="diagram__box">\n<rect x="1" y="2.5" width="3" height="4"/></g>'), "d.svg")
    assert found == []
    assert root is not None
    names = [(element.name, element.line) for element in root.walk()]
    assert names == [("svg", 1), ("title", 2), ("g", 3), ("rect", 4)]
    assert root.elements[1].elements[0].attributes == {"x": "1", "y": "2.5", "width": "3", "height": "4"}


@pytest.mark.parametrize(
    "inside",
    [
        '<path class="diagram__line diagram__line-dashed" d="M0 0 h4 v-4.5 C1,2 3,4 5,6 A1 1 0 0 1 2 2 z"/>',
        '<polyline points="0,0 1,2 3.5,-4"/>',
        '<polygon points="0 0 1 2 3 4"/>',
        '<line x1="0" y1="-1" x2="3" y2="4" marker-end="url(#arrow)"/>',
        '<circle cx="1" cy="2" r="3"/>',
        '<ellipse cx="1" cy="2" rx="3" ry="4"/>',
        '<text x="1" y="2" text-anchor="end">one <tspan class="diagram__text-strong">two</tspan> three</text>',
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0 L1 1 z"/></marker></defs>',
        "<!-- a comment shows nowhere -->",
        "<text>&lt;script&gt; &amp; &#x2192;</text>",
    ],
)
def test_what_a_drawing_needs_is_let_through(inside: str) -> None:
    assert problems(svg(inside)) == []


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script by another name": "<SCRIPT>alert(1)</SCRIPT>",
    "HTML": '<p xmlns="http://www.w3.org/1999/xhtml">text</p>',
    "HTML script in a title": '<desc><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></desc>',
    "foreign object": "<foreignObject><b/></foreignObject>",
    "style element": "<style>* { fill: url(https://example.org/x) }</style>",
    "image": '<image href="https://example.org/x.png"/>',
    "use": '<use href="#x"/>',
    "link": '<a href="javascript:alert(1)"><text>x</text></a>',
    "animation": '<rect><animate attributeName="x" to="1"/></rect>',
    "set": '<rect><set attributeName="onclick" to="alert(1)"/></rect>',
    "filter": '<filter id="f"><feImage href="https://example.org/x"/></filter>',
    "gradient": '<defs><linearGradient id="g"/></defs>',
    "pattern": '<defs><pattern id="p"/></defs>',
    "mask": '<defs><mask id="m"/></defs>',
    "clip path": '<defs><clipPath id="c"/></defs>',
    "nested drawing": f'<svg xmlns="{NAMESPACE}"/>',
    "text along a path": '<text><textPath href="#x">x</textPath></text>',
    "event": '<rect onclick="alert(1)"/>',
    "event on the drawing's text": '<text onload="alert(1)">x</text>',
    "inline style": '<rect style="fill: red"/>',
    "color": '<rect fill="red"/>',
    "address": '<rect href="https://example.org"/>',
    "address of old": '<rect xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org"/>',
    "base": '<g xml:base="https://example.org/"/>',
    "space": '<g xml:space="preserve"/>',
    "id outside a marker": '<rect id="search"/>',
    "transform": '<g transform="scale(1000)"/>',
    "other class": '<rect class="md-header"/>',
    "one other class among ours": '<rect class="diagram__box md-overlay"/>',
    "data for scripts": '<g data-md-component="search"/>',
    "keyboard stop": '<rect tabindex="0"/>',
    "role": '<g role="alert"/>',
    "hidden": '<g aria-hidden="true"/>',
    "marker from outside": '<path marker-end="url(https://example.org/x.svg#a)"/>',
    "marker in quotes": "<path marker-end=\"url('#a')\"/>",
    "path with an address": '<path d="M0 0 url(#x)"/>',
    "number with a unit": '<rect x="10%"/>',
    "number with an exponent": '<rect x="1e9"/>',
    "number far away": '<rect x="99999"/>',
    "negative length": '<rect width="-1"/>',
    "number in other digits": '<rect x="١"/>',
    "number with a line feed": '<rect x="1&#10;"/>',
    "script in an anchor": '<text text-anchor="middle;x">x</text>',
    "marker out of place": '<marker id="a"/>',
    "shape in a shape": "<rect><rect/></rect>",
    "title in a shape": "<rect><title>x</title></rect>",
    "text outside a text": "words",
    "text in a group": "<g>words</g>",
    "stylesheet": '<?xml-stylesheet href="https://example.org/x.css"?>',
    "program": "<?php evil() ?>",
    "forged token": "<text>&#xE000;0&#xE001;</text>",
    "text turned around": "<text>&#x202E;abc</text>",
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE.keys())
def test_anything_else_is_refused_on_its_line(inside: str) -> None:
    found = problems(svg(inside))
    assert found
    assert all(problem.startswith("d.svg:3: ") for problem in found)


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_refused_leaves_no_trace_in_the_tree(inside: str) -> None:
    root, _ = read_svg(svg(inside), "d.svg")
    assert root is not None
    left = "".join(f"{element.name}{''.join(element.attributes)}" for element in root.walk())
    assert not re.search(r"script|href|style|image|animate|foreign|on(click|load)|filter|transform|data-", left, re.I)


UNREADABLE = {
    "document type": (f'<!DOCTYPE svg [<!ENTITY a "b">]>\n{svg("<text>&a;</text>")}', "d.svg:1: remove the DOCTYPE"),
    "outside entity": (
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n{svg("<text>&a;</text>")}',
        "d.svg:1: remove the DOCTYPE",
    ),
    "a billion laughs": (
        '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>\n' + svg("<text>&c;</text>"),
        "d.svg:1: remove the DOCTYPE",
    ),
    "unknown entity": (svg("<text>&nbsp;</text>"), "d.svg:3: this is not well-formed XML (undefined entity)"),
    "tags that cross": (svg("<g><text>x</g></text>"), "d.svg:3: this is not well-formed XML (mismatched tag)"),
    "an attribute twice": (svg('<rect x="1" x="2"/>'), "d.svg:3: this is not well-formed XML (duplicate attribute)"),
    "nothing": ("", "d.svg:1: this is not well-formed XML (no element found)"),
    "HTML": ("<html><svg/></html>", "d.svg:1: a drawing starts with <svg xmlns="),
    "no namespace": ("<svg/>", "d.svg:1: a drawing starts with <svg xmlns="),
    "too deep": (svg("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH), f"d.svg:3: this is nested more than {MAX_DEPTH} levels"),
}


@pytest.mark.parametrize(("text", "message"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_drawing_is_not_read_on(text: str, message: str) -> None:
    assert problems(text)[-1].startswith(message)


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<rectangle/>", "Did you mean 'rect'?"),
        ('<rect heigth="4"/>', "Did you mean 'height'?"),
        ('<rect class="diagram__boxx"/>', "Did you mean 'diagram__box'?"),
        ('<text text-anchor="center">x</text>', 'text-anchor="center" on <text> must be start, middle or end'),
    ],
)
def test_a_slip_of_the_pen_is_told_what_to_write(inside: str, message: str) -> None:
    assert message in problems(svg(inside))[0]


@pytest.mark.parametrize("view_box", ["0 0 360 100", "10 0 340 100", "0 0 340", "0 0 340 1e3", "0 0 340 99.5"])
def test_every_drawing_has_the_same_width(view_box: str) -> None:
    [problem] = problems(svg("", f'viewBox="{view_box}"'))
    assert "0 0 340 and the height" in problem


def test_every_problem_of_a_drawing_is_reported() -> None:
    assert len(problems(svg('<a/>\n<rect onclick="x" style="y"/>\n<use/>'))) == 4


def test_what_stands_in_a_refused_element_is_not_judged_again() -> None:
    assert len(problems(svg("<a><script/><b>text</b></a>"))) == 1


def test_the_stylesheet_knows_exactly_the_classes_of_a_drawing() -> None:
    known = set(re.findall(r"\.(diagram__[a-z-]+)", STYLES.read_text(encoding="utf-8")))
    assert known - {"diagram__drawing", "diagram__caption"} == CLASSES


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    read_svg(text, "d.svg")
    read_svg(svg(text), "d.svg")


@given(st.text(alphabet='<>/="gtextspanrc x1#&;', max_size=80))
def test_text_that_looks_like_a_drawing_does_not_crash_it_either(text: str) -> None:
    read_svg(svg(text), "d.svg")
