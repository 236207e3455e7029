"""What others made of what readers are sent, as a CycloneDX bill of materials: /sbom.cdx.json.

Source: https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from glossary.settings import Settings

BILL_PATH = "sbom.cdx.json"
_VENDOR = Path(__file__).parents[1] / "site_overrides" / "assets" / "vendor"
# Vendored packages that only a glossary with calculators sends.
_FOR_CALCULATORS = ("micropython",)

Component = dict[str, Any]


def bill_of_materials(settings: Settings) -> str:
    """The JSON text; it holds no time and no random number, so that the same site has the same bill."""
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "site", "name": settings.name}},
        "components": [*_vendored(settings), *_installed()],
    }
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def _vendored(settings: Settings) -> Iterator[Component]:
    """The packages in the repository, each with its files, from their records."""
    for file in sorted(_VENDOR.glob("*/vendor.toml")):
        folder = file.parent.name
        if folder in _FOR_CALCULATORS and not settings.calculators:
            continue
        record = tomllib.loads(file.read_text(encoding="utf-8"))
        digest = base64.b64decode(record["integrity"].removeprefix("sha512-")).hex()
        yield {
            **_package("npm", record["package"], record["version"], record["license"], record["project"]),
            "description": record["purpose"],
            "hashes": [{"alg": "SHA-512", "content": digest}],
            "components": [
                {
                    "type": "file",
                    "bom-ref": f"assets/vendor/{folder}/{name}",
                    "name": f"assets/vendor/{folder}/{name}",
                    "hashes": [{"alg": "SHA-256", "content": checksum}],
                }
                for name, checksum in record["sha256"].items()
            ],
        }


def _installed() -> Iterator[Component]:
    """What the build takes from Python packages, which requirements.txt locks."""
    material = version("mkdocs-material")
    yield {
        **_package("pypi", "mkdocs-material", material, "MIT", "https://github.com/squidfunk/mkdocs-material"),
        "description": "Rules of the stylesheet; drawings of buttons.",
        "components": [
            {
                "type": "library",
                "bom-ref": "material-design-icons",
                "name": "Material Design Icons",
                "description": "The drawings of buttons, as they come with mkdocs-material.",
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "externalReferences": [_home("https://github.com/Templarian/MaterialDesign")],
            }
        ],
    }


def _package(kind: str, name: str, number: str, license_id: str, home: str) -> Component:
    address = f"pkg:{kind}/{quote(name)}@{number}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": number,
        "purl": address,
        "licenses": [{"license": {"id": license_id}}],
        "externalReferences": [_home(home)],
    }


def _home(address: str) -> dict[str, str]:
    return {"type": "website", "url": address}
