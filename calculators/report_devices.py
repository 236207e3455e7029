"""What a memory budget means for devices: a bar against their memory, and which of them hold it."""

from calculators import fit
from calculators.catalogue.devices import BY_SLUG, Device
from calculators.fit import Use
from calculators.lines import Line, total
from calculators.quantization import format_named
from calculators.report_parts import Chart, Table
from calculators.sharding import Parallelism
from calculators.speed import cents_per_million_tokens
from calculators.tensors import Model
from calculators.units import decimal, decimal_bytes, grouped, rate, short_bytes

# A few of each kind, from small to large.
COMPARED = ("rtx-5070", "rtx-4090", "rtx-5090", "l40s", "mac-studio-m4-max", "h100", "dgx-spark", "b200")
SOLVED = "h100"


def compared(slug: str) -> list[Device]:
    """The devices a report compares, and the chosen one first."""
    chosen = [BY_SLUG[slug]] if slug in BY_SLUG else []
    return chosen + [BY_SLUG[other] for other in COMPARED if other != slug]


def chart(title: str, lines: list[Line], slug: str) -> Chart:
    """Lines as stretches of a bar, and across it the usable memory of the chosen device and the nearest compared."""
    whole = max(total(lines).size_bytes, 1)
    sizes = [(device.usable_bytes, device.title) for device in compared(slug)]
    shown = sizes[:1] if slug in BY_SLUG else []
    shown += sorted([pair for pair in sizes if pair[0] < whole])[-1:]
    shown += sorted([pair for pair in sizes if pair[0] >= whole])[:1]
    width = max([whole] + [size for size, _ in shown])
    segments = [(line.label, short_bytes(line.size_bytes), _permille(line.size_bytes, width)) for line in lines]
    marks = [(f"{name}, {decimal_bytes(size)} usable", _permille(size, width)) for size, name in sorted(set(shown))]
    return Chart(title, "bytes", segments, marks, "The whole width is " + short_bytes(width) + ".")


def _permille(part: int, whole: int) -> int:
    return (2000 * part + whole) // (2 * whole)


def holding_table(
    found: "list[tuple[Device, int, str]]", batch_size: int, read_bytes: int, cents_per_hour: "int | str"
) -> Table:
    """Which devices hold a model, how fast each can write at most, and what that costs at a price."""
    rows = []
    for device, count, word in found:
        speed = (device.bandwidth_bytes * count * batch_size, max(read_bytes, 1))
        held = (
            "more than " + grouped(fit.COUNTS[-1])
            if not count
            else grouped(count) + (", only just" if word == "tight" else "")
        )
        row = [device.title, short_bytes(device.usable_bytes), held, rate(speed[0], speed[1]) if count else "-"]
        if isinstance(cents_per_hour, int):
            cost = cents_per_million_tokens(cents_per_hour * count, speed) if count else (0, 1)
            row.append(decimal(cost[0], 100 * cost[1], 2) if count else "-")
        rows.append(row)
    columns = ["Device", "Usable memory", "How many hold it", "Tokens per second, at most"]
    if isinstance(cents_per_hour, int):
        columns.append("Cost of a million tokens, at least")
    return Table("fit", "Which devices hold it", columns, rows, False, ["derived"] * len(rows))


def solver_table(model: Model, use: Use, parallelism: Parallelism, slug: str) -> Table:
    """The largest use that fits on the chosen device, or one of 80 GB, one change at a time."""
    device = BY_SLUG.get(slug, BY_SLUG[SOLVED])
    room = fit.room(model, use, device.usable_bytes, parallelism)
    context, batch = fit.largest_context(room, use), fit.largest_batch(room, use)
    precision = fit.best_precision(model, use, device.usable_bytes, parallelism)
    rows = [
        ["Longest context", _at_most(context, fit.MAX_CONTEXT, " tokens")],
        ["Most sequences at once", _at_most(batch, fit.MAX_BATCH, "")],
        ["Weights with the most bits", format_named(precision).label if precision else "none"],
    ]
    name = device.title if parallelism.tensor == 1 else grouped(parallelism.tensor) + " × " + device.title
    return Table("solver", "What would fit on " + name, ["Changed alone", "Up to"], rows, False, ["derived"] * 3)


def _at_most(found: int, limit: int, unit: str) -> str:
    if not found:
        return "none"
    return grouped(found) + unit + (" or more" if found == limit else "")


def training_table(whole: Line, slug: str) -> Table:
    """Which devices hold what one GPU needs."""
    words = {"fits": "yes", "tight": "only just", "no": "no"}
    rows = []
    for device in compared(slug):
        share = decimal(100 * whole.size_bytes, device.usable_bytes, 0) + "%"
        word = words[fit.verdict(whole, device.usable_bytes)]
        rows.append([device.title, short_bytes(device.usable_bytes), word, share])
    columns = ["Device", "Usable memory", "Holds it", "Filled"]
    return Table("fit", "Which devices hold it", columns, rows, False, ["derived"] * len(rows))
