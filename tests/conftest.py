"""What several folders of tests share: the real site, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from glossary.processes import processors
from glossary.starter.new_site import FILES
from macros.bundle import Bundle, bundle

ROOT = Path(__file__).parents[1]

# How long an example takes says more of the machine than of the code: benchmarks measure, tests assert.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, because whoever drives a browser mostly waits."""
    return processors() + 1


def build_command(site: Path, before: str = "") -> list[str]:
    """What `make build` runs, for the folder `site`; `before` is Python that runs first."""
    run = "from macros.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", f"{before}\n{run}", "build", "--site-dir", str(site)]


def build(root: Path, site: Path, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the repository at `root` into the folder `site`."""
    return subprocess.run(
        build_command(site, before),
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path there."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def small_repository(root: Path) -> Path:
    """The three terms of `glossary init` at `root`, on this engine."""
    shutil.copytree(FILES, root)
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
