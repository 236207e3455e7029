"""The calculators as HTML: form, results and formulas, complete before any script runs."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from calculators import forms, report_memory, report_parameters, report_training
from calculators.errors import InputError
from glossary.diagrams import Diagram
from macros.bundle import Workers

Literal = str | int | bool

LAYOUTS = ("compact", "full")
# The page of each calculator, by the calculator's name in the core.
PAGES = {"parameters": "parameter-calculator", "memory": "memory-calculator", "training": "training-calculator"}
# The terms that a calculator's results may name, as slug and label.
TERMS = {"parameters": report_parameters.TERMS, "memory": report_memory.TERMS, "training": report_training.TERMS}
KINDS = {
    "exact": "Counted from the model's published shape, to the unit.",
    "derived": "Follows from exact figures by a rule that is stated.",
    "empirical": "Measured on some machines, so it has a range. Yours will differ: measure before you buy.",
}


@dataclass(frozen=True)
class Placement:
    """Where what a macro renders stands, and what it may draw on.

    `element_id` is unique on its page, `workers` leads from the site's root to the worker for each calculator and
    layout, `root` from the page to the site's root, `slugs` are the terms and pages that a link may lead to, and
    `diagrams` the drawings.
    """

    element_id: str
    workers: Workers
    root: str = ""
    slugs: Collection[str] = frozenset()
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)


class Segment(NamedTuple):
    """One stretch of a stacked bar, in tenths of a percent."""

    start: int
    width: int


def parameter_calculator(placement: Placement, /, layout: Literal = "compact", **arguments: Literal) -> Markup:
    """How many parameters a model has. Raises InputError for an unknown model, argument or value."""
    return _render("parameters", placement, layout, arguments)


def memory_calculator(placement: Placement, /, layout: Literal = "compact", **arguments: Literal) -> Markup:
    """How much memory a model needs to answer. Raises InputError for an unknown model, argument or value."""
    return _render("memory", placement, layout, arguments)


def training_calculator(placement: Placement, /, layout: Literal = "compact", **arguments: Literal) -> Markup:
    """How much memory training a model needs. Raises InputError for an unknown model, argument or value."""
    return _render("training", placement, layout, arguments)


def take_none(arguments: Mapping[str, Literal]) -> None:
    """Raise InputError where a macro without arguments is given one."""
    if arguments:
        raise InputError(f'There is no argument "{next(iter(arguments))}" here.')


def segments(rows: Sequence[Sequence[str]], has_total: bool) -> list[Segment]:
    """The shares in the last column as stretches of one bar, without the total; none if that column has no shares.

    A share that rounds to nothing ("<0.1%") is drawn a tenth of a percent wide.
    """
    widths = []
    for row in rows[:-1] if has_total else rows:
        share = re.fullmatch(r"([0-9]+)\.([0-9])%", row[-1].replace("<0.1%", "0.1%"))
        if not share:
            return []
        widths.append(10 * int(share[1]) + int(share[2]))
    return stretches(widths)


def stretches(widths: Sequence[int]) -> list[Segment]:
    """Widths in tenths of a percent as stretches of one bar, each where the last ended."""
    return [Segment(sum(widths[:index]), width) for index, width in enumerate(widths)]


def percent_text(tenths: int) -> str:
    """Tenths of a percent as a length in SVG: 125 is "12.5%"."""
    return f"{tenths // 10}.{tenths % 10}%"


def address(calculator: str, inputs: Mapping[str, str]) -> str:
    """The query that brings the calculator's own page to these inputs: what differs from a fresh form of the model.

    A pasted file is never part of an address.
    """
    pairs = json.loads(forms.differences(json.dumps({"calculator": calculator, "inputs": dict(inputs)})))
    return f"?{urlencode([(f'c.{name}', text) for name, text in pairs])}" if pairs else ""


def script_data(json_text: str) -> Markup:
    """JSON text that cannot end the script element it stands in, nor open a comment there."""
    return Markup(json_text.replace("<", "\\u003c"))


def model_kind(model: str) -> str:
    """Where the numbers come from, as the form's `for` lists name it: "preset", "custom" or "config"."""
    return model if model in ("custom", "config") else "preset"


def _render(calculator: str, placement: Placement, layout: Literal, arguments: Mapping[str, Literal]) -> Markup:
    """The HTML of one calculator with the results of its first set-up."""
    if layout not in LAYOUTS:
        raise InputError(f"The layout must be one of: {', '.join(LAYOUTS)}.", "layout")
    inputs = dict(forms.initial(calculator, dict(arguments)))
    request = {"calculator": calculator, "changed": None, "inputs": inputs, "layout": layout}
    response_text = forms.evaluate(json.dumps(request))
    response: dict[str, Any] = json.loads(response_text)
    shown = dict(response["inputs"])
    html = templates.get_template("calculator.html").render(
        form=forms.describe(calculator),
        inputs=shown,
        kind=model_kind(shown["model"]),
        report=response["report"],
        response=script_data(response_text),
        placement=placement,
        worker=placement.workers.get((calculator, str(layout)), ""),
        layout=layout,
        slugs=[slug for slug, _ in TERMS[calculator] if slug in placement.slugs],
        page=PAGES[calculator] + "/" + address(calculator, shown) if PAGES[calculator] in placement.slugs else "",
    )
    return Markup(html)


templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "fragments"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.globals |= {"KINDS": KINDS}
templates.filters["segments"] = segments
templates.filters["stretches"] = stretches
templates.filters["percent"] = percent_text
