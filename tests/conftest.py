"""What several folders of tests share: the real site, built once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from macros.bundle import Bundle, bundle

ROOT = Path(__file__).parents[1]

# How long an example takes says more of the machine than of the code: benchmarks measure, tests assert.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def build(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as `make build` does, from the repository at `root` into the folder `site`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(site)],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site."""
    site = tmp_path_factory.mktemp("site")
    result = build(ROOT, site)
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="session")
def core() -> Bundle:
    """The calculators' core as the browser fetches it."""
    return bundle(ROOT)
