"""A line of a memory budget: its bytes, and how sure they are.

"exact" is counted from what is stored; "derived" follows from a published formula and ignores what an allocator adds;
"empirical" was measured somewhere and comes with a range.
"""

from collections import OrderedDict, namedtuple

KINDS = ("exact", "derived", "empirical")

# `low_bytes` and `high_bytes` equal `size_bytes` unless the line is empirical; `source` says where a range is from.
Line = namedtuple("Line", ("key", "label", "size_bytes", "kind", "low_bytes", "high_bytes", "source"))


def exact(key: str, label: str, size_bytes: int) -> Line:
    """Bytes that are counted."""
    return Line(key, label, size_bytes, "exact", size_bytes, size_bytes, "")


def derived(key: str, label: str, size_bytes: int, source: str = "") -> Line:
    """Bytes that follow from a formula."""
    return Line(key, label, size_bytes, "derived", size_bytes, size_bytes, source)


def empirical(key: str, label: str, low_bytes: int, high_bytes: int, source: str) -> Line:
    """Bytes that were measured: a range, and its middle as the size."""
    return Line(key, label, (low_bytes + high_bytes) // 2, "empirical", low_bytes, high_bytes, source)


def total(lines: list[Line]) -> Line:
    """The sum, as sure as its least sure line."""
    kinds = [line.kind for line in lines] + [KINDS[0]]
    least_sure = [kind for kind in KINDS if kind in kinds][-1]
    size, low = sum([line.size_bytes for line in lines]), sum([line.low_bytes for line in lines])
    return Line("total", "Total", size, least_sure, low, sum([line.high_bytes for line in lines]), "")


def as_objects(lines: list[Line]) -> "list[OrderedDict[str, object]]":
    """Lines and their total in whole bytes, for machines."""
    names = ("key", "bytes", "kind", "low_bytes", "high_bytes")
    return [
        OrderedDict(zip(names, (line.key, line.size_bytes, line.kind, line.low_bytes, line.high_bytes)))
        for line in lines + [total(lines)]
    ]
