"""Tables that help to choose: which devices hold a model, and what would fit. Terms go without them."""

from calculators import fit, solvers
from calculators.catalogue.devices import BY_SLUG, Device
from calculators.fit import Use
from calculators.lines import Line
from calculators.quantization import format_named
from calculators.report_devices import compared
from calculators.report_parts import Formula, Table
from calculators.sharding import Parallelism
from calculators.speed import cents_per_million_tokens, decode_tokens_per_second
from calculators.tensors import Model
from calculators.units import decimal, grouped, rate, short_bytes

# What is solved for unless a device is chosen.
SOLVED = "h100"


def holding_table(
    found: "list[tuple[Device, int, str]]", batch_size: int, read_bytes: int, cents_per_hour: "int | str"
) -> Table:
    """Which devices hold a model, how fast each can write at most, and what that costs at a price."""
    rows = []
    for device, count, word in found:
        speed = decode_tokens_per_second(read_bytes, batch_size, device.bandwidth_bytes * count)
        held = (
            "more than " + grouped(solvers.COUNTS[-1])
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


def formulas(
    found: "list[tuple[Device, int, str]]", batch_size: int, read_bytes: int, cents_per_hour: "int | str"
) -> list[Formula]:
    """Speed and cost on the first of the devices that hold the model."""
    able = [(device, count) for device, count, _ in found if count]
    if not able:
        return []
    device, count = able[0]
    name = device.title if count == 1 else grouped(count) + " × " + device.title
    speed = decode_tokens_per_second(read_bytes, batch_size, device.bandwidth_bytes * count)
    per_second = rate(speed[0], speed[1])
    bandwidth = grouped(device.bandwidth_bytes) + (f" × {grouped(count)}" if count > 1 else "")
    lines = [
        Formula(
            "Tokens per second, at most, on " + name,
            "bytes per second × sequences / bytes that a step reads",
            f"{bandwidth} × {grouped(batch_size)} / {grouped(read_bytes)} = {per_second}",
        )
    ]
    if isinstance(cents_per_hour, int):
        cost = cents_per_million_tokens(cents_per_hour * count, speed)
        price = decimal(cents_per_hour, 100, 2) + (f" × {grouped(count)}" if count > 1 else "")
        lines.append(
            Formula(
                "Cost of a million tokens, at least, on " + name,
                "price of an hour × 1,000,000 / (3,600 × tokens per second)",
                f"{price} × 1,000,000 / (3,600 × {per_second}) = {decimal(cost[0], 100 * cost[1], 2)}",
            )
        )
    return lines


def solver_table(model: Model, use: Use, parallelism: Parallelism, slug: str) -> Table:
    """The largest use that fits on the chosen device, or one of 80 GB, one change at a time."""
    device = BY_SLUG.get(slug, BY_SLUG[SOLVED])
    room = solvers.room(model, use, device.usable_bytes, parallelism)
    context, batch = solvers.largest_context(room, use), solvers.largest_batch(room, use)
    precision = solvers.best_precision(model, use, device.usable_bytes, parallelism)
    rows = [
        ["Longest context", _at_most(context, solvers.MAX_CONTEXT, " tokens")],
        ["Most sequences at once", _at_most(batch, solvers.MAX_BATCH, "")],
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
