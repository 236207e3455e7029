"""Numbers as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.units import decimal, grouped, percent, short_bytes, short_count


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (999_999, "999,999"),
        (124_439_808, "124.44 million"),
        (8_030_261_248, "8.03 billion"),
        (671_026_404_352, "671.03 billion"),
        (1_005_000_000, "1.01 billion"),
        (10**12, "1.00 trillion"),
    ],
)
def test_short_count(count: int, text: str) -> None:
    assert short_count(count) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.00 kB (1,000 bytes)"),
        (1024, "1.02 kB (1.00 KiB)"),
        (16_060_522_496, "16.06 GB (14.96 GiB)"),
    ],
)
def test_short_bytes(size: int, text: str) -> None:
    assert short_bytes(size) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 10, "0.0%"), (1, 3, "33.3%"), (1, 10**6, "<0.1%"), (1, 2000, "0.1%"), (7, 7, "100.0%"), (0, 0, "0.0%")],
)
def test_percent(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


@given(st.integers(0, 10**30), st.integers(1, 10**12), st.integers(0, 6))
def test_decimal_is_within_half_of_the_last_place(numerator: int, denominator: int, places: int) -> None:
    shown = int(decimal(numerator, denominator, places).replace(",", "").replace(".", ""))
    assert abs(shown * denominator - numerator * 10**places) * 2 <= denominator


@given(st.integers(0, 10**40))
def test_grouped_keeps_every_digit(value: int) -> None:
    assert int(grouped(value).replace(",", "")) == value
