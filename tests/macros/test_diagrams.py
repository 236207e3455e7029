"""A drawing in a page: a figure that screen readers hear as one picture, with ids that stay unique on the page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from calculators.errors import InputError
from glossary import load
from glossary.diagrams import Diagram, parse_diagram
from glossary.strict_svg import NAMESPACE
from macros.calculators import Placement
from macros.diagrams import diagram
from macros.passages import PageText
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))
TEXT = f"""<svg xmlns="{NAMESPACE}" viewBox="0 0 340 100">
<title>A &lt;cache&gt; &amp; more</title>
<desc>It "grows".</desc>
<defs><marker id="arrow" refX="9"><path class="diagram__tip" d="M0 0 z"/></marker></defs>
<line x1="0" y1="0" x2="9" y2="9" marker-end="url(#arrow)"/>
<text x="1" y="2">a <tspan class="diagram__text-strong">&lt;b&gt;</tspan></text>
</svg>"""


def drawings() -> dict[str, Diagram]:
    found, problems = parse_diagram(TEXT, "cache", "terms/diagrams/cache.svg")
    assert problems == []
    assert found is not None
    return {"cache": found}


def place(element_id: str = "diagram-1") -> Placement:
    return Placement(element_id, "", diagrams=drawings())


def test_a_drawing_is_one_picture_with_a_name_a_description_and_a_caption() -> None:
    html = diagram(place(), name="cache")
    assert html.startswith('<figure class="diagram" data-search-exclude>')
    assert 'role="img"' in html
    assert 'aria-labelledby="diagram-1-title" aria-describedby="diagram-1-desc"' in html
    assert '<title id="diagram-1-title">A &lt;cache&gt; &amp; more</title>' in html
    assert '<desc id="diagram-1-desc">It &#34;grows&#34;.</desc>' in html
    assert '<figcaption class="diagram__caption">A &lt;cache&gt; &amp; more</figcaption>' in html


def test_its_parts_are_written_anew_with_the_ids_of_this_place() -> None:
    html = diagram(place("diagram-7"), name="cache")
    assert '<marker id="diagram-7-arrow" refX="9"><path class="diagram__tip" d="M0 0 z"/></marker>' in html
    assert '<line x1="0" y1="0" x2="9" y2="9" marker-end="url(#diagram-7-arrow)"/>' in html
    assert '<text x="1" y="2">a <tspan class="diagram__text-strong">&lt;b&gt;</tspan></text>' in html


def test_a_page_with_two_drawings_has_no_id_twice() -> None:
    text = PageText("terms/x.md", "", diagrams=drawings())
    call = '{{ diagram(name="cache") }}'
    html = text.html(f"{call}\n\n{call}", 1, lambda markdown: "".join(f"<p>{row}</p>" for row in markdown.split()))
    ids = re.findall(r' id="([^"]+)"', html)
    assert text.problems == []
    assert len(ids) == len(set(ids)) == 6


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "cash"}, "There is no drawing 'cash' in terms/diagrams/. Did you mean 'cache'?"),
        ({}, "There is no drawing '' in terms/diagrams/."),
        ({"name": "cache", "width": 3}, "There is no argument 'width' here; write diagram(name=\"cache\")."),
    ],
)
def test_a_wrong_call_says_what_to_write(arguments: dict[str, str | int], message: str) -> None:
    with pytest.raises(InputError) as error:
        diagram(place(), **arguments)
    assert error.value.message == message


def test_a_wrong_call_is_a_problem_on_its_line() -> None:
    text = PageText("terms/x.md", "", diagrams=drawings())
    text.html('\n\n{{ diagram(name="cash") }}', 5, Markup)
    [problem] = text.problems
    assert str(problem).startswith("terms/x.md:7: diagram: There is no drawing 'cash'")


def test_every_drawing_stands_in_a_term_after_words_of_its_own() -> None:
    places: dict[str, list[str]] = {name: [] for name in GLOSSARY.diagrams}
    for term in GLOSSARY.terms:
        for section in term.sections:
            for block in section.blocks():
                before, *rest = re.split(r'\{\{ diagram\(name="([a-z0-9-]+)"\) \}\}', block.markdown)
                for name in rest[::2]:
                    places[name].append(term.slug)
                    assert before.strip(), f"{term.slug} shows {name} before saying anything"
    assert {name: slugs for name, slugs in places.items() if not slugs} == {}


def test_the_files_themselves_are_not_published(built_site: Path) -> None:
    assert list(built_site.rglob("diagrams")) == []
