"""Addresses that were published keep their promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.exports import EXPORTS
from glossary.exports.api import term_path
from macros.published import published_addresses_stay, read_published, with_new
from tests.conftest import ROOT
from tests.glossary.exports.published import GLOSSARY

PAGES = ["a-z/", "kv-cache/", "token/"]
RENAMED = {"kv-store/": "kv-cache/"}
FILES = ["feed.xml"]


def problems(tmp_path: Path, *rows: str) -> list[str]:
    (tmp_path / "published_urls.txt").write_text("\n".join(["# A comment.", *rows, ""]), encoding="utf-8")
    return [str(found) for found in published_addresses_stay(read_published(tmp_path), PAGES, RENAMED, FILES)]


def test_what_is_there_or_leads_there_keeps_its_promise(tmp_path: Path) -> None:
    assert problems(tmp_path, "kv-cache/", "kv-store/", "feed.xml", "gone/ -> token/", "") == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "cache/",
            "'cache/' was published and is gone; if its term was renamed, write `redirect_from: [cache]` in the new "
            "file; otherwise write here where its readers should go: `cache/ -> a-z/`",
        ),
        ("gone/ -> tokens/", "'tokens/' is no page of the site. Did you mean 'token/'?"),
        ("gone/ -> kv-store/", "'kv-store/' is no page of the site."),
        ("token/ -> a-z/", "'token/' is there; remove `-> a-z/`"),
    ],
)
def test_what_leads_nowhere_or_in_two_steps_is_a_problem(tmp_path: Path, row: str, message: str) -> None:
    assert problems(tmp_path, row) == [f"published_urls.txt:2: {message} [G044]"]


def test_a_repository_without_the_file_has_promised_nothing(tmp_path: Path) -> None:
    assert read_published(tmp_path) == ()


addresses = st.text("abc-", min_size=1, max_size=5).map(lambda text: f"{text}/")


@given(st.lists(addresses, unique=True), st.lists(addresses))
def test_new_addresses_are_added_once_and_none_is_removed(known: list[str], current: list[str]) -> None:
    text = "".join(f"{address}\n" for address in known)
    result = with_new(text, current)
    assert result.startswith(text)
    assert set(result.split()) == {*known, *current}
    assert with_new(result, current) == result


def test_every_published_address_of_this_site_resolves(built_site: Path) -> None:
    published = read_published(ROOT)
    assert len(published) > 100
    for each in published:
        file = built_site / each.address
        assert (file / "index.html" if each.address.endswith("/") else file).is_file(), each
        if each.address.endswith("/"):
            assert (file / "index.md").is_file(), each


def test_every_id_that_was_published_is_a_term_or_leads_to_one(built_site: Path) -> None:
    terms = {name for term in GLOSSARY.terms for name in (term.slug, *term.redirect_from)}
    for each in read_published(ROOT):
        if each.address.strip("/") in terms:
            assert (built_site / term_path(each.address.strip("/"))).is_file()


def test_the_list_knows_where_every_format_starts() -> None:
    assert {export.path for export in EXPORTS} <= {each.address for each in read_published(ROOT)}
