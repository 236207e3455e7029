"""The pieces every report is made of, as ordered JSON objects."""

from collections import OrderedDict, namedtuple

from calculators.tensors import COMPONENTS
from calculators.units import exact_bytes, grouped, percent, short_bytes, short_count

# A headline figure; a table of texts, of which the last row may sum the others; a formula, and the same with numbers.
Figure = namedtuple("Figure", ("key", "label", "text", "detail"))
Table = namedtuple("Table", ("key", "title", "columns", "rows", "total_row"))
Formula = namedtuple("Formula", ("label", "formula", "substituted"))
# `sentences` are for technical lead, business owner and executive.
Report = namedtuple("Report", ("headline", "sentences", "tables", "formulas", "notes"))
ROLES = ("technical-lead", "business-owner", "executive")


# Kinds of layers whose name in the records is not a plain word.
KIND_WORDS = (
    ("sliding", "windowed"),
    ("mla", "latent"),
    ("delta", "linear"),
    ("conv", "convolution"),
    ("full+mamba2", "full and mamba2"),
)


def kind_word(kind: str) -> str:
    """The word for a kind of layer."""
    return str(dict(KIND_WORDS).get(kind, kind))


def count_figure(key: str, label: str, count: int) -> Figure:
    """A parameter count, short and to the unit."""
    return Figure(key, label, short_count(count), grouped(count) + " parameters")


def bytes_figure(key: str, label: str, size_bytes: int, more: str) -> Figure:
    """A size, short and to the byte, with a few words on what it is."""
    return Figure(key, label, short_bytes(size_bytes), exact_bytes(size_bytes) + ", " + more)


def shares(pairs: list[tuple[str, int]]) -> list[list[str]]:
    """Rows of component, count and share, and their total."""
    whole = sum([count for _, count in pairs])
    rows = [[component_label(name), grouped(count), percent(count, whole)] for name, count in pairs]
    return rows + [["Total", grouped(whole), percent(whole, whole)]]


def component_label(component: str) -> str:
    """The words for a component."""
    return str(next(label for name, label, _ in COMPONENTS if name == component))


def component_inside(component: str) -> str:
    """The words for a component in the middle of a sentence."""
    return str(next(inside for name, _, inside in COMPONENTS if name == component))


def as_objects(report: Report) -> OrderedDict[str, object]:
    """A report as JSON objects with their keys in order."""
    pairs: list[tuple[str, object]] = [
        ("headline", [_object(("key", "label", "text", "detail"), figure) for figure in report.headline]),
        ("sentences", list(zip(ROLES, report.sentences))),
        ("tables", [_object(("key", "title", "columns", "rows", "total_row"), table) for table in report.tables]),
        ("formulas", [_object(("label", "formula", "substituted"), formula) for formula in report.formulas]),
        ("notes", report.notes),
    ]
    return OrderedDict(pairs)


def _object(names: tuple[str, ...], record: tuple[object, ...]) -> OrderedDict[str, object]:
    return OrderedDict(zip(names, record))
