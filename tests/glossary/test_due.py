"""The weekly reminder of what a person must look at again."""

from __future__ import annotations

from datetime import date

from glossary.due import due_list
from tests.glossary.conftest import Repository

FACT = {
    "id": "size",
    "claim": "It has eight parts.",
    "as_of": date(2025, 1, 1),
    "source": "https://example.org/paper",
    "expires": date(2025, 6, 30),
}


def test_overdue_terms_and_past_claims_are_listed_with_their_day_and_where_to_edit_them(repository: Repository) -> None:
    repository.write("kv-cache", facts=[FACT], reviewed=date(2025, 1, 31))
    glossary = repository.read()
    edit = glossary.settings.edit_address("terms/kv-cache.md")
    assert due_list(glossary, date(2026, 2, 1)) == (
        f"## Terms to review\n\n- [KV cache]({edit}), due January 31, 2026\n\n"
        f"## Dated claims to check\n\n- [KV cache]({edit}), due June 30, 2025: It has eight parts. "
        "([source](https://example.org/paper))\n"
    )


def test_on_the_last_day_nothing_is_due_yet(repository: Repository) -> None:
    repository.write("kv-cache", facts=[FACT | {"expires": date(2026, 1, 31)}], reviewed=date(2025, 1, 31))
    assert due_list(repository.read(), date(2026, 1, 31)) == ""
