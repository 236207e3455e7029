"""Mappings that hold more than anyone may ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Lazy(Mapping[str, Value]):
    """A value for each key, made when it is asked for; the last one is kept."""

    def __init__(self, keys: Collection[str], make: Callable[[str], Value]) -> None:
        self._keys = keys
        self._make = make
        self._last: tuple[str, Value] | None = None

    def __getitem__(self, key: str) -> Value:
        """The value; KeyError for what is no key."""
        last = self._last
        if last and last[0] == key:
            return last[1]
        if key not in self._keys:
            raise KeyError(key)
        value = self._make(key)
        self._last = (key, value)
        return value

    def __contains__(self, key: object) -> bool:
        """True for a key, without making its value."""
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        """The keys in their order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._keys)
