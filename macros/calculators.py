"""The calculators as HTML: form, results and formulas, complete before any script runs."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from calculators import forms

Literal = str | int | bool


@dataclass(frozen=True)
class Placement:
    """Where a calculator stands: an id unique on its page, and the published bundle's path from the site's root."""

    element_id: str
    bundle_path: str


class Segment(NamedTuple):
    """One stretch of a stacked bar, in tenths of a percent."""

    start: int
    width: int


def parameter_calculator(placement: Placement, /, **arguments: Literal) -> Markup:
    """How many parameters a model has. Raises InputError for an unknown model, argument or value."""
    return _render("parameters", placement, arguments)


def memory_calculator(placement: Placement, /, **arguments: Literal) -> Markup:
    """How much memory a model needs to answer. Raises InputError for an unknown model, argument or value."""
    return _render("memory", placement, arguments)


def segments(rows: Sequence[Sequence[str]], has_total: bool) -> list[Segment]:
    """The shares in the last column as stretches of one bar, without the total; none if that column has no shares.

    A share that rounds to nothing ("<0.1%") is drawn a tenth of a percent wide.
    """
    bar: list[Segment] = []
    for row in rows[:-1] if has_total else rows:
        share = re.fullmatch(r"([0-9]+)\.([0-9])%", row[-1].replace("<0.1%", "0.1%"))
        if not share:
            return []
        start = bar[-1].start + bar[-1].width if bar else 0
        bar.append(Segment(start, 10 * int(share[1]) + int(share[2])))
    return bar


def script_data(json_text: str) -> Markup:
    """JSON text that cannot end the script element it stands in, nor open a comment there."""
    return Markup(json_text.replace("<", "\\u003c"))


def _render(calculator: str, placement: Placement, arguments: Mapping[str, Literal]) -> Markup:
    """The HTML of one calculator with the results of its first set-up."""
    inputs = dict(forms.initial(calculator, dict(arguments)))
    response_text = forms.evaluate(json.dumps({"calculator": calculator, "changed": None, "inputs": inputs}))
    response: dict[str, Any] = json.loads(response_text)
    html = templates.get_template("calculator.html").render(
        form=forms.describe(calculator),
        inputs=dict(response["inputs"]),
        report=response["report"],
        response=script_data(response_text),
        placement=placement,
    )
    return Markup(html)


templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "fragments"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.filters["segments"] = segments
