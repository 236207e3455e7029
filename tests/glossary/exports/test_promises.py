"""What programs may rely on: a format changes only together with its version.

promised/ holds the schemas and columns of each version that was published. A new version adds files there; those of
versions that were published stay as they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from glossary.exports import api, csv_table
from tests.glossary.exports.published import GLOSSARY, texts

PROMISED = Path(__file__).parent / "promised"
MAJOR = api.VERSION.partition(".")[0]
ADVICE = (
    "the format has changed: count VERSION in glossary/exports/records.py up, say so in CHANGELOG.md, and write the "
    "new schema to promised/; what was taken away or means something else belongs under /api/v2/"
)


def promised(name: str, version: str = api.VERSION) -> Any:
    return json.loads((PROMISED / f"{name}-{version}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(api.SCHEMAS))
def test_the_format_is_the_one_that_its_version_promises(name: str) -> None:
    schema = api.schema(name, GLOSSARY.settings)
    del schema["$id"]  # the address of this site, not part of the format
    assert schema == promised(name), ADVICE


@pytest.mark.parametrize("file", sorted(PROMISED.glob(f"*-{MAJOR}.*.json")), ids=lambda file: file.stem)
def test_what_is_published_keeps_every_promise_of_its_first_number(file: Path) -> None:
    judge = Draft202012Validator(promised(*file.stem.rsplit("-", 1)))
    files = {path: json.loads(text) for path, text in texts(api.files(GLOSSARY)).items()}
    is_list = file.stem.startswith("terms-")
    chosen = [data for path, data in files.items() if (path == api.LIST_PATH) == is_list]
    assert chosen
    for data in chosen:
        judge.validate(data)


@pytest.mark.parametrize("file", sorted(PROMISED.glob(f"columns-{MAJOR}.*.txt")), ids=lambda file: file.stem)
def test_the_table_keeps_its_columns_in_their_places(file: Path) -> None:
    columns = file.read_text(encoding="utf-8").split()
    assert list(csv_table.COLUMNS[: len(columns)]) == columns, ADVICE


def test_every_column_of_today_is_promised() -> None:
    columns = (PROMISED / f"columns-{api.VERSION}.txt").read_text(encoding="utf-8").split()
    assert list(csv_table.COLUMNS) == columns, ADVICE


def test_the_address_names_the_first_number_and_the_data_the_whole_version() -> None:
    assert f"api/v{MAJOR}" == api.FOLDER
    files = {path: json.loads(text) for path, text in texts(api.files(GLOSSARY)).items()}
    assert {data["version"] for data in files.values()} == {api.VERSION}
