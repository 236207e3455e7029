"""The day that a check or a build counts as, and days as Americans write them, whatever the machine's locale."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def build_day() -> date:
    """The day a check or a build counts as: SOURCE_DATE_EPOCH where it is set, today in UTC otherwise.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def day_in_words(day: date) -> str:
    """A day as a reader sees it: November 22, 2026."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_day(day: date) -> str:
    """The same where there is little room: Nov 22, 2026."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"
