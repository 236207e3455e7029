"""The accuracy page's tables: every figure that the tests hold, its source, ours, and what lies between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from calculators.architectures import families
from calculators.catalogue import device_sources
from calculators.catalogue.devices import DEVICES, Device
from calculators.errors import InputError, did_you_mean
from calculators.units import binary_bytes, decimal, decimal_bytes, grouped, percent
from calculators.vectors.models import DATA, REFERENCE, Figure, figures
from calculators.vectors.parts import PARTS, VECTORS
from calculators.vectors.vector import Group, Result, result
from glossary.sections import slugify
from macros.calculators import Literal, Placement, take_none, templates

VERDICTS = (
    ("exact", "exact"),
    ("as printed", "equal to the digits printed"),
    ("within", "within the bound given"),
    ("differs", "different"),
)
CONFIDENCE = {
    "copied": "Copied",
    "class default": "Class default",
    "recalled, total confirmed": "From memory, total confirmed",
    "recalled": "From memory",
}
NO_CACHE = Figure("kv_bytes_per_token_bf16", None, None)
DEVICE_KINDS = {
    "data-center": "Data center",
    "workstation": "Workstation",
    "consumer": "Desktop",
    "laptop": "Laptop",
    "unified": "Unified memory",
}


@dataclass(frozen=True)
class Published:
    """A total that someone published, and what it counts besides or leaves out."""

    total: str
    source: dict[str, str]
    difference: str


@dataclass(frozen=True)
class ModelRow:
    """A reference model: the figures shown, those that differ, and the sources of its config and published totals."""

    name: str
    total: Figure
    active: Figure
    cache: Figure
    compared: int
    differing: tuple[Figure, ...]
    confidence: str
    config_sources: tuple[dict[str, str], ...]
    stand_in: str
    published: tuple[Published, ...]


@dataclass(frozen=True)
class Fold:
    """A table that can be folded away, under a line that says how it turns out."""

    anchor: str
    title: str
    tally: str
    about: str
    rows: Sequence[Any]
    is_open: bool


def accuracy_summary(placement: Placement, /, **arguments: Literal) -> Markup:
    """How many figures are compared, and how they turn out."""
    take_none(arguments)
    compared = [figure for entry in REFERENCE for figure in figures(entry)]
    return _render(
        "summary",
        models=grouped(len(REFERENCE)),
        figures=figure_tally(compared),
        vectors=vector_tally([result(vector) for vector in VECTORS]),
        devices=grouped(len(DEVICES)),
    )


def accuracy_models(placement: Placement, /, **arguments: Literal) -> Markup:
    """Every reference model by family."""
    take_none(arguments)
    names = sorted({entry["family"] for entry in REFERENCE}, key=str.casefold)
    return _render("models", folds=[family_fold(name) for name in names])


def accuracy_vectors(placement: Placement, /, part: Literal = "", **arguments: Literal) -> Markup:
    """Every published figure of a part of the calculators; `part` is a key of `PARTS`."""
    take_none(arguments)
    if part not in PARTS:
        known = list(PARTS)
        raise InputError(f'There is no part "{part}"; there are {", ".join(known)}.{did_you_mean(str(part), known)}')
    return _render("vectors", folds=[group_fold(group) for group in PARTS[str(part)]])


def accuracy_devices(placement: Placement, /, **arguments: Literal) -> Markup:
    """Every device of the catalogue."""
    take_none(arguments)
    return _render("devices", folds=[device_fold(kind) for kind in DEVICE_KINDS])


def accuracy_architectures(placement: Placement, /, **arguments: Literal) -> Markup:
    """Every architecture that can be counted from a config."""
    take_none(arguments)
    known = [(name, family.classes) for name, family in sorted(families().items())]
    fold = Fold("accuracy-architectures", "Values of model_type", f"{len(known)} are counted", "", known, False)
    return _render("architectures", folds=[fold])


def family_fold(name: str) -> Fold:
    """The models of a family."""
    rows = [model_row(entry) for entry in REFERENCE if entry["family"] == name]
    off = sum(bool(row.differing) for row in rows)
    return Fold(_anchor(name), name, tally(len(rows), "model", off), "", rows, off > 0)


def group_fold(group: Group) -> Fold:
    """The vectors of a group."""
    results = [result(vector) for vector in group.vectors]
    return Fold(_anchor(group.title), group.title, vector_tally(results), group.about, results, False)


def device_fold(kind: str) -> Fold:
    """The devices of a kind."""
    rows = [device_row(device) for device in DEVICES if device.kind == kind]
    title = DEVICE_KINDS[kind]
    return Fold(_anchor(title), title, f"{len(rows)} devices", "", rows, False)


def model_row(entry: dict[str, Any]) -> ModelRow:
    """A reference model, counted anew."""
    found = figures(entry)
    by_name = {figure.name: figure for figure in found}
    return ModelRow(
        name=entry["name"],
        total=by_name["total_params"],
        active=by_name["active_params"],
        cache=by_name.get("kv_bytes_per_token_bf16", NO_CACHE),
        compared=len(found),
        differing=tuple(figure for figure in found if not figure.equal),
        confidence=CONFIDENCE[entry["config_confidence"]],
        config_sources=tuple(DATA["sources"][name] for name in entry["config_sources"]),
        stand_in=entry.get("stand_in", ""),
        published=tuple(published(entry, each) for each in entry["published"]),
    )


def published(entry: dict[str, Any], each: dict[str, Any]) -> Published:
    """A published total beside the one that was counted."""
    parts = [f"{signed(part['count'])} {part['what']}" for part in each["difference"]]
    difference = signed(each["total_params"] - entry["total_params"])
    text = "the same" if not parts else parts[0] if len(parts) == 1 else f"{difference}: {', '.join(parts)}"
    return Published(grouped(each["total_params"]), DATA["sources"][each["source"]], text)


def device_row(device: Device) -> dict[str, str]:
    """A device as text."""
    return {
        "title": device.title,
        "memory": f"{binary_bytes(device.memory_bytes)} ({decimal_bytes(device.memory_bytes)})",
        "usable": f"{binary_bytes(device.usable_bytes)} ({decimal_bytes(device.usable_bytes)})",
        "share": percent(device.usable_bytes, device.memory_bytes),
        "how": "measured" if device.usable == "measured" else "by rule",
        "bandwidth": f"{decimal(device.bandwidth_bytes, 10**9, 1)} GB/s",
        "source": device_sources.source(device.slug),
        "date": device_sources.CHECKED,
    }


def figure_tally(compared: Sequence[Figure]) -> str:
    """How many figures are equal."""
    return tally(len(compared), "figure", sum(not figure.equal for figure in compared))


def tally(count: int, noun: str, off: int) -> str:
    """ "12 models, all exact", or how many are and how many differ."""
    counted = f"{grouped(count)} {noun}{'' if count == 1 else 's'}"
    if not off:
        return f"{counted}, {'all ' if count > 1 else ''}exact"
    return f"{counted}: {grouped(count - off)} exact, {grouped(off)} different"


def vector_tally(results: Sequence[Result]) -> str:
    """How many vectors come to each verdict."""
    count = Counter(each.verdict for each in results)
    if len(count) == 1 and count["exact"]:
        return tally(len(results), "figure", 0)
    found = [f"{grouped(count[verdict])} {words}" for verdict, words in VERDICTS if count[verdict]]
    return f"{grouped(len(results))} figures: {', '.join(found)}"


def signed(count: int) -> str:
    """A difference with its sign; "0" if there is none."""
    return "0" if not count else ("+" if count > 0 else "−") + grouped(abs(count))


def _anchor(title: str) -> str:
    return f"accuracy-{slugify(title)}"


def _render(name: str, **values: object) -> Markup:
    parts: Any = templates.get_template("accuracy.html").module
    return Markup(getattr(parts, name)(**values))


templates.filters["signed"] = signed
templates.filters["grouped"] = grouped
