"""The pieces every report is made of, as ordered JSON objects."""

from collections import OrderedDict, namedtuple

from calculators.lines import Line, total
from calculators.tensors import COMPONENTS
from calculators.units import decimal_bytes, exact_bytes, grouped, percent, short_bytes, short_count

# A headline figure; a table of texts, of which the last row may sum the others; a formula, and the same with numbers.
# `kind` and `kinds` (one per row) say how sure a figure is, and may be empty.
Figure = namedtuple("Figure", ("key", "label", "text", "detail", "kind"))
Table = namedtuple("Table", ("key", "title", "columns", "rows", "total_row", "kinds"))
Formula = namedtuple("Formula", ("label", "formula", "substituted"))
# What fills the memory as stretches of a bar, and devices as lines across it, both in thousandths of its width.
Chart = namedtuple("Chart", ("title", "unit", "segments", "lines", "caption"))
# `sentences` are for technical lead, business owner and executive; `chart` may be None; `formulas` is called by whoever
# shows them, because they are a fifth of the work; `terms` are slug and label.
Report = namedtuple("Report", ("headline", "sentences", "chart", "tables", "formulas", "notes", "terms"))
ROLES = ("technical-lead", "business-owner", "executive")
LABELS = {name: (label, inside) for name, label, inside in COMPONENTS}

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
    return Figure(key, label, short_count(count), grouped(count) + " parameters", "exact")


def bytes_figure(key: str, label: str, size_bytes: int, more: str, kind: str = "exact") -> Figure:
    """A size, short and to the byte, with a few words on what it is."""
    return Figure(key, label, short_bytes(size_bytes), exact_bytes(size_bytes) + ", " + more, kind)


def line_figure(key: str, label: str, line: Line) -> Figure:
    """A line of a memory budget, short and to the byte, with its range if it was measured."""
    detail = exact_bytes(line.size_bytes)
    if line.high_bytes > line.low_bytes:
        detail += ", from " + decimal_bytes(line.low_bytes) + " to " + decimal_bytes(line.high_bytes)
    return Figure(key, label, short_bytes(line.size_bytes), detail, line.kind)


def lines_table(key: str, title: str, lines: list[Line]) -> Table:
    """Lines of a memory budget and their total, each with how sure it is."""
    shown = lines + [total(lines)]
    rows = [[line.label, grouped(line.size_bytes), short_bytes(line.size_bytes), sureness(line)] for line in shown]
    return Table(key, title, ["Part", "Bytes", "Size", "How sure"], rows, True, [line.kind for line in shown])


def sureness(line: Line) -> str:
    """How sure a line is, with its range if there is one."""
    if line.high_bytes == line.low_bytes:
        return str(line.kind)
    return f"{line.kind}, " + decimal_bytes(line.low_bytes) + " to " + decimal_bytes(line.high_bytes)


def shares(key: str, title: str, first: str, pairs: list[tuple[str, int]]) -> Table:
    """Parameter counts with their shares, and their total."""
    whole = sum([count for _, count in pairs])
    rows = [[label, grouped(count), percent(count, whole)] for label, count in pairs + [("Total", whole)]]
    return Table(key, title, [first, "Parameters", "Share"], rows, True, "")


def product_text(numbers: tuple[int, ...]) -> str:
    """A product with its numbers: 2 × 3 = 6."""
    result = 1
    for number in numbers:
        result *= number
    return " × ".join([grouped(number) for number in numbers]) + " = " + grouped(result)


def sum_text(numbers: list[int]) -> str:
    """A sum with its numbers: 2 + 3 = 5."""
    return " + ".join([grouped(number) for number in numbers]) + " = " + grouped(sum(numbers))


def component_label(component: str) -> str:
    """The words for a component."""
    return LABELS[component][0]


def component_inside(component: str) -> str:
    """The words for a component in the middle of a sentence."""
    return LABELS[component][1]


def as_objects(report: Report, with_formulas: bool) -> OrderedDict[str, object]:
    """A report as JSON objects with their keys in order; what is empty and optional is left out."""
    pairs: list[tuple[str, object]] = [
        ("headline", _objects(("key", "label", "text", "detail", "kind"), report.headline)),
        ("sentences", list(zip(ROLES, report.sentences))),
    ]
    if report.chart:
        chart = [("title", report.chart.title), ("unit", report.chart.unit)]
        chart.append(("segments", _objects(("label", "bytes_text", "share_permille"), report.chart.segments)))
        chart.append(("lines", _objects(("label", "share_permille"), report.chart.lines)))
        pairs.append(("chart", OrderedDict(chart + [("caption", report.chart.caption)])))
    pairs.append(("tables", _objects(("key", "title", "columns", "rows", "total_row", "kinds"), report.tables)))
    if with_formulas:
        pairs.append(("formulas", _objects(("label", "formula", "substituted"), report.formulas())))
    return OrderedDict(pairs + [("notes", report.notes), ("terms", report.terms)])


def _objects(names: tuple[str, ...], records: "list[tuple[object, ...]]") -> "list[OrderedDict[str, object]]":
    return [_object(names, record) for record in records]


def _object(names: tuple[str, ...], record: "tuple[object, ...]") -> "OrderedDict[str, object]":
    pairs = zip(names, record)
    return OrderedDict([pair for pair in pairs if pair[1] != ""] if "" in record else pairs)
