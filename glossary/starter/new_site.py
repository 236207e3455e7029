"""`glossary init`: a repository that builds, checks itself and takes the engine's later improvements."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.schema import schema_files
from glossary.settings import load_settings

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

HERE = Path(__file__).parent
ENGINE = HERE.parents[1]
# The one list of what belongs to the engine, which `make engine` reads too.
ENGINE_LIST = HERE / "engine.txt"
FILES = HERE / "files"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


def add_init_command(commands: Commands) -> None:
    """Let the command line take `init`."""
    init = commands.add_parser("init", help="make the repository of a new glossary")
    init.add_argument("folder", type=Path, help="a new or empty folder")


def init(folder: Path) -> int:
    """Make the repository; 1 where the folder holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder} is not an empty folder; name a new one", file=sys.stderr)
        return 1
    make_site(folder)
    print(f"{folder} is a glossary with one worked example. Go there, run `make serve` and read README.md.")
    return 0


def make_site(folder: Path) -> None:
    """Copy the engine and the files of a beginning to `folder`, and write the schemas that editors read."""
    for path in ENGINE_LIST.read_text(encoding="utf-8").split():
        source, target = ENGINE / path, folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=_LEFT_OUT)
        else:
            shutil.copy(source, target)
    shutil.copytree(FILES, folder, dirs_exist_ok=True, ignore=_LEFT_OUT)
    for path, text in schema_files(load_settings(folder)).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
