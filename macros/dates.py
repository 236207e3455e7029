"""The day that a build counts as."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def build_day() -> date:
    """The day the build counts as: SOURCE_DATE_EPOCH where it is set, today in UTC otherwise.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
