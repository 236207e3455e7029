"""A drawing as HTML: a figure with inline SVG, written anew from what the strict reader let through."""

from __future__ import annotations

from markupsafe import Markup, escape

from calculators.errors import InputError
from glossary.problem import did_you_mean
from glossary.strict_svg import WIDTH, Element
from macros.calculators import Literal, Placement, templates

# CSS pixels per unit on a wide screen. On a narrow one the drawing is as wide as the text.
SCALE = 1.2


def diagram(placement: Placement, /, name: Literal = "", **arguments: Literal) -> Markup:
    """The drawing terms/diagrams/`name`.svg. Raises InputError for an unknown drawing or argument."""
    if arguments:
        raise InputError(f"There is no argument '{next(iter(arguments))}' here; write diagram(name=\"{name}\").")
    found = placement.diagrams.get(str(name))
    if not found:
        hint = did_you_mean(str(name), placement.diagrams)
        raise InputError(f"There is no drawing '{name}' in terms/diagrams/.{hint}")
    prefix = placement.element_id
    html = templates.get_template("diagram.html").render(
        diagram=found,
        id=prefix,
        width=WIDTH,
        shown_width=round(WIDTH * SCALE),
        shown_height=round(found.height * SCALE),
        drawing=Markup("\n").join(_html(part, prefix) for part in found.parts),
    )
    return Markup(html)


def _html(part: Element | str, prefix: str) -> Markup:
    """The part as HTML, the ids in it led by `prefix`."""
    if isinstance(part, str):
        return escape(part)
    attributes = Markup().join(
        Markup(' {}="{}"').format(name, _on_page(name, value, prefix)) for name, value in part.attributes.items()
    )
    inside = Markup().join(_html(child, prefix) for child in part.children)
    return Markup("<{0}{1}>{2}</{0}>" if inside else "<{0}{1}/>").format(part.name, attributes, inside)


def _on_page(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return f"{prefix}-{value}"
    return value.replace("url(#", f"url(#{prefix}-") if name.startswith("marker-") else value
