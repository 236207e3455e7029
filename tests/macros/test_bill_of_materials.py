"""Whoever scans the site finds everything of others that readers are sent, with version, license and checksum."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator
from packageurl import PackageURL

from glossary.settings import load_settings
from macros.bill_of_materials import BILL_PATH, bill_of_materials
from tests.conftest import ROOT

SETTINGS = load_settings(ROOT)


@pytest.fixture(scope="module")
def text(built_site: Path) -> str:
    """The bill that is published."""
    return (built_site / BILL_PATH).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def packages(text: str) -> dict[str, dict[str, Any]]:
    """Each component by the name of its package."""
    return {component["name"]: component for component in json.loads(text)["components"]}


def test_it_keeps_the_official_schema(text: str) -> None:
    assert make_schemabased_validator(OutputFormat.JSON, SchemaVersion.V1_6).validate_str(text) is None


def test_every_vendored_file_that_is_sent_is_listed_as_it_is(built_site: Path, packages: dict[str, Any]) -> None:
    listed = {
        file["name"]: file["hashes"][0]["content"]
        for component in packages.values()
        for file in component.get("components", ())
        if file["type"] == "file"
    }
    folder = built_site / "assets" / "vendor"
    sent = [file for file in folder.rglob("*") if file.is_file() and file.name not in ("LICENSE", "vendor.toml")]
    assert sent
    for file in sent:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert listed[file.relative_to(built_site).as_posix()] == digest


def test_what_the_build_takes_from_a_package_has_the_locked_version(packages: dict[str, Any]) -> None:
    name = "mkdocs-material"
    (locked,) = re.findall(rf"^{name}==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert packages[name]["version"] == locked


def test_every_package_has_an_address_that_scanners_read(packages: dict[str, Any]) -> None:
    for name, component in packages.items():
        address = PackageURL.from_string(component["purl"])
        assert "/".join(filter(None, (address.namespace, address.name))) == name
        assert address.version == component["version"]
        assert component["licenses"]


def test_every_icon_is_of_the_set_that_is_listed() -> None:
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "site_overrides").rglob("*.html")]
    used = {family for text in templates for family in re.findall(r"\.icons/([^/\"]+)/", text)}
    assert used == {"material"}
    license_text = files("material").joinpath("templates/.icons/material/LICENSE").read_text(encoding="utf-8")
    assert "Apache" in license_text


def test_a_glossary_without_calculators_sends_no_micropython() -> None:
    bill = bill_of_materials(SETTINGS.model_copy(update={"calculators": ()}))
    assert "micropython" in bill_of_materials(SETTINGS)
    assert "micropython" not in bill


def test_it_is_told_where_readers_look() -> None:
    assert f"`/{BILL_PATH}`" in (ROOT / "terms" / "use.md").read_text(encoding="utf-8")
