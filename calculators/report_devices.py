"""A memory budget as a bar, against the memory of devices."""

from calculators.catalogue.devices import BY_SLUG, Device
from calculators.lines import Line, total
from calculators.report_parts import Chart
from calculators.units import decimal_bytes, short_bytes

# A few of each kind, from small to large.
COMPARED = ("rtx-5070", "rtx-4090", "rtx-5090", "l40s", "mac-studio-m4-max", "h100", "dgx-spark", "b200")


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
