"""Days as Americans write them, whatever the machine's locale."""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """A day as a reader sees it: November 22, 2026."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
