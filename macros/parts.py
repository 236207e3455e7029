"""Lists too long for one page, in parts: each a page of its own that says what it holds and leads to the others."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from glossary.lazy import Lazy
from macros.addresses import page_address

# A list up to this long stays whole; a longer page opens slowly, and nobody scrolls to its end.
MAX_ENTRIES = 300
# As long as a list has no more parts than this, each of them leads to all.
MAX_LINKS = 12

Entry = TypeVar("Entry")
Key = TypeVar("Key")


@dataclass(frozen=True)
class PartLink:
    """The way to a part: its number, counted from 1, its address from the site's root, and what it holds."""

    number: int
    address: str
    label: str


@dataclass(frozen=True)
class Part(Generic[Entry]):
    """One page of a list: its entries and the last one before them, all parts in their order, and the two beside it."""

    number: int
    entries: tuple[Entry, ...]
    before: Entry | None
    parts: tuple[PartLink, ...]
    previous: PartLink | None
    following: PartLink | None

    @property
    def is_whole(self) -> bool:
        """True where the list needs no other page."""
        return len(self.parts) == 1

    @property
    def is_first(self) -> bool:
        """True for the part at the list's own address."""
        return self.number == 1

    @property
    def own(self) -> PartLink:
        """The way to this part."""
        return self.parts[self.number - 1]

    @property
    def links(self) -> tuple[PartLink | None, ...]:
        """The parts that the page leads to, None for those between: of many, the first, the last, and ever fewer of
        those farther away, so that each is a few steps from any other and no page grows with their number.
        """
        last = len(self.parts)
        steps = {0, *(2**power for power in range(last.bit_length()))}
        near = {1, last, *(self.number + step for step in steps), *(self.number - step for step in steps)}
        links: list[PartLink | None] = []
        for link in self.parts:
            if last <= MAX_LINKS or link.number in near:
                links.append(link)
            elif links[-1]:
                links.append(None)
        return tuple(links)

    def titled(self, title: str) -> str:
        """The title of a list whose parts have no better name, for this part of it."""
        return title if self.is_first else f"{title}, part {self.number}"

    def described(self, description: str) -> str:
        """The description of a list, for this part of it."""
        return description if self.is_first else f"Part {self.number} of {len(self.parts)}. {description}"


@dataclass(frozen=True)
class Group(Generic[Key, Entry]):
    """Entries that stand together under a heading; it `continues` where the part before ends with others of them."""

    key: Key
    entries: tuple[Entry, ...]
    continues: bool = False


def fits_one_page(entries: Collection[object]) -> bool:
    """True for a list that needs no parts."""
    return len(entries) <= MAX_ENTRIES


def split(
    entries: Sequence[Entry], path: str, labels: Callable[[Sequence[Sequence[Entry]]], Iterable[str]]
) -> dict[str, Part[Entry]]:
    """The parts of a list, about equally long, by the source path of their pages.

    The first stands at `path`, the second as `2.md` in its folder; `labels` says what each of them holds.
    """
    paths = _paths(path, len(entries))
    count = len(paths)
    ends = [len(entries) * number // count for number in range(count + 1)]
    slices = [tuple(entries[start:end]) for start, end in pairwise(ends)]
    links = tuple(
        PartLink(number, page_address(each), label)
        for number, (each, label) in enumerate(zip(paths, labels(slices), strict=True), start=1)
    )
    return {
        each: Part(
            number=index + 1,
            entries=slices[index],
            before=slices[index - 1][-1] if index else None,
            parts=links,
            previous=links[index - 1] if index else None,
            following=links[index + 1] if index + 1 < count else None,
        )
        for index, each in enumerate(paths)
    }


def split_later(
    count: int,
    path: str,
    make: Callable[[], Sequence[Entry]],
    labels: Callable[[Sequence[Sequence[Entry]]], Iterable[str]],
) -> Mapping[str, Part[Entry]]:
    """The parts of a list of `count` entries, which is not made before one of the parts is asked for."""
    parts = cache(lambda: split(make(), path, labels))
    return Lazy(_paths(path, count), lambda part: parts()[part])


def _paths(path: str, entries: int) -> tuple[str, ...]:
    """The source paths of the parts of a list with so many entries."""
    count = max(1, math.ceil(entries / MAX_ENTRIES))
    return (path, *(f"{page_address(path)}{number}.md" for number in range(2, count + 1)))


def guide_words(name: Callable[[Entry], str]) -> Callable[[Sequence[Sequence[Entry]]], list[str]]:
    """Labels for parts in alphabetical order: "Bal to Cor", as at the head of a dictionary's page.

    Of its first and last name a part shows as many letters as tell it from its neighbor in the next part, at the ends
    of the list as many as tell the two from each other.
    """

    def labels(slices: Sequence[Sequence[Entry]]) -> list[str]:
        if not slices[0]:
            return [""]
        ends = [(name(entries[0]), name(entries[-1])) for entries in slices]
        apart = [_letters_apart(before[1], after[0]) for before, after in pairwise(ends)]
        starts = [_letters_apart(*ends[0]), *apart]
        stops = [*apart, _letters_apart(*ends[-1])]
        return [
            f"{_beginning(first, start)} to {_beginning(last, stop)}"
            for (first, last), start, stop in zip(ends, starts, stops, strict=True)
        ]

    return labels


def starting_with(words: Callable[[Entry], str]) -> Callable[[Sequence[Sequence[Entry]]], list[str]]:
    """Labels for parts in any other order: their number and what is said of their first entry, "2: Nov 22, 2026"."""

    def labels(slices: Sequence[Sequence[Entry]]) -> list[str]:
        return [f"{number}: {words(entries[0])}" if entries else "" for number, entries in enumerate(slices, 1)]

    return labels


def groups(part: Part[Entry], key: Callable[[Entry], Key]) -> tuple[Group[Key, Entry], ...]:
    """The entries of a part by `key`, in their order."""
    before = None if part.before is None else key(part.before)
    return tuple(Group(found, tuple(entries), found == before) for found, entries in groupby(part.entries, key))


def pages_of_gone_parts(gone: Iterable[str], pages: Collection[str], moved: Mapping[str, str]) -> dict[str, str]:
    """Where those of the `gone` addresses lead that were parts of a list: to the nearest page above them.

    A list becomes shorter when terms go, so nobody should have to write down what takes the place of its last part.
    """
    found = {}
    for address in gone:
        above = address
        while above not in pages and above not in moved and _is_part(above):
            above = above[: above.rindex("/", 0, -1) + 1]
        if above != address and (above in pages or above in moved):
            found[address] = moved.get(above, above)
    return found


def _is_part(address: str) -> bool:
    """True for what goes when a list becomes short: letters, maps of categories, what is around a term, numbers."""
    return bool(re.fullmatch(r"(?:a-z|map)/.+|.+/(?:related|[1-9]\d*)/", address))


def _letters_apart(before: str, after: str) -> int:
    """How many letters of two names must be shown to tell them apart."""
    pairs = zip(before.casefold(), after.casefold(), strict=False)
    same = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
    return same + 1


def _beginning(name: str, letters: int) -> str:
    while letters < len(name) and name[letters - 1] in " -":
        letters += 1
    return name[:letters]
