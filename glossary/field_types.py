"""The kinds of text that fields hold: how long they may be and what they may look like."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not value.startswith("https://") or "." not in host or re.search(r"[\s<>\"'`\\]", value) or "@" in parts.netloc:
        raise ValueError(f"'{value}' is not a web address; write one that starts with https://")
    return value


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=500)]
# A narrower limit goes around Text: one given to `Field(max_length=…)` as a default would lose to the 500.
Title = Annotated[Text, StringConstraints(max_length=80)]
Summary = Annotated[Text, StringConstraints(max_length=200)]
Acronym = Annotated[Text, StringConstraints(max_length=20)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Url = Annotated[str, StringConstraints(strict=True, max_length=500), AfterValidator(_web_address)]
