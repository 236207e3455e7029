"""What several folders of tests share: the real site, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from glossary.starter.new_site import FILES
from macros.bundle import Bundle, bundle

ROOT = Path(__file__).parents[1]

# How long an example takes says more of the machine than of the code: benchmarks measure, tests assert.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def build(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as `make build` does, from the repository at `root` into the folder `site`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(site)],
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path there."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def small_repository(root: Path, hook: str = "") -> Path:
    """The three terms of `glossary init` at `root`, on this engine; `hook` is Python that runs while MkDocs builds."""
    shutil.copytree(FILES, root)
    (root / "site_overrides").symlink_to(ROOT / "site_overrides")
    for name in ("glossary", "macros", "calculators"):
        (root / name).mkdir()  # mkdocs.yml watches them
    (root / "hook.py").write_text(hook)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{config}\nhooks: [hook.py]\n", encoding="utf-8")
    return root


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
