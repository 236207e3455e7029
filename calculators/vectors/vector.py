"""A published figure beside ours: what the source prints, how ours is computed, and what lies between them."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from calculators.units import decimal

# What one of a unit is. Sizes are in bytes, counts in parameters.
UNITS = {
    "parameters": Fraction(1),
    "billion parameters": Fraction(10**9),
    "bytes": Fraction(1),
    "bytes per token": Fraction(1),
    "bytes per parameter": Fraction(1),
    "bits per weight": Fraction(1),
    "bits per parameter": Fraction(1),
    "MiB": Fraction(2**20),
    "GiB": Fraction(2**30),
    "GB": Fraction(10**9),
    "%": Fraction(1, 100),
}
# Sources give these in full; all others they round.
WHOLE = ("parameters", "bytes", "bytes per token", "bytes per parameter")
MAX_PLACES = 9


@dataclass(frozen=True)
class Source:
    """Where a figure was published; without an address if none was recorded."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Vector:
    """A figure to reproduce.

    `expected` holds the digits that the source prints; `ours` computes the figure from whole numbers, in bytes,
    parameters or a share; `kind` is how sure ours is (a name in `lines.KINDS`). `relation` is "<" or ">" where the
    source gives a bound only. `note` explains a residual that rounding does not.
    """

    title: str
    expected: str
    unit: str
    ours: Callable[[], Fraction | int]
    how: str
    source: Source
    kind: str
    relation: str = "="
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Vectors of one kind, with what they show in a sentence."""

    title: str
    about: str
    vectors: tuple[Vector, ...]


@dataclass(frozen=True)
class Result:
    """What a vector comes to: ours and the residual in its unit, and the verdict.

    The verdict is "exact", "as printed" (ours rounds to the digits of the source), "within" (the bound holds) or
    "differs".
    """

    vector: Vector
    ours: Fraction
    residual: Fraction
    verdict: str

    @property
    def ours_text(self) -> str:
        """Ours with enough digits to show a residual."""
        return _text(self.ours, self._places)

    @property
    def residual_text(self) -> str:
        """Ours less the figure of the source, signed; "0" if there is none."""
        if not self.residual:
            return "0"
        return ("+" if self.residual > 0 else "−") + _text(abs(self.residual), self._places)

    @property
    def explanation(self) -> str:
        """Why there is a residual; empty if there is none."""
        if self.vector.note or self.verdict == "exact":
            return self.vector.note
        if self.verdict == "as printed":
            return "Rounds to the figure of the source, which prints no more digits."
        return "The source gives a bound, and ours is within it." if self.verdict == "within" else ""

    @property
    def _places(self) -> int:
        """Decimal places that show the residual: those of the source if there is none, else at least two more."""
        printed = places(self.vector.expected)
        if not self.residual or self.vector.unit in WHOLE:
            return printed
        wanted = printed + (0 if self.verdict == "within" else 2)
        while wanted < MAX_PLACES and abs(self.residual) * 2 < Fraction(1, 10**wanted):
            wanted += 1
        return wanted


def result(vector: Vector) -> Result:
    """Ours computed and compared."""
    ours = Fraction(vector.ours()) / UNITS[vector.unit]
    residual = ours - value(vector.expected)
    return Result(vector, ours, residual, _verdict(vector, residual))


def value(digits: str) -> Fraction:
    """Digits as a source prints them: "65,248,815,744" or "31.4"."""
    return Fraction(digits.replace(",", ""))


def places(digits: str) -> int:
    """Decimal places that a source prints."""
    return len(digits.partition(".")[2])


def _verdict(vector: Vector, residual: Fraction) -> str:
    if vector.relation != "=":
        holds = residual > 0 if vector.relation == ">" else residual < 0
        return "within" if holds else "differs"
    if not residual:
        return "exact"
    half = Fraction(1, 2 * 10 ** places(vector.expected))
    return "as printed" if vector.unit not in WHOLE and abs(residual) <= half else "differs"


def _text(number: Fraction, decimals: int) -> str:
    return decimal(number.numerator, number.denominator, decimals)
