"""The list of every format that the glossary is published in, for the page that says how to use it."""

from __future__ import annotations

from markupsafe import Markup

from glossary.exports import EXPORTS
from macros.calculators import Literal, Placement, take_none, templates


def export_list(placement: Placement, /, **arguments: Literal) -> Markup:
    """Every format with its address and what it is good for."""
    take_none(arguments)
    return Markup(templates.get_template("export_list.html").render(exports=EXPORTS, root=placement.root))
