"""Commands for the code host's workflows: what a change means, what is due, and the draft from a proposal."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.change_summary import change_summary
from glossary.disk import write_text
from glossary.due import due_list
from glossary.problem import Problem
from glossary.proposal import NoProposal, draft_from
from glossary.reading import read_glossary
from glossary.settings import load_settings

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_workflow_commands(commands: Commands) -> None:
    """Let the command line take `summarize`, `due` and `draft`."""
    summarize = commands.add_parser("summarize", help="print what a change means for readers, as Markdown")
    summarize.add_argument("paths", nargs="*", help="the changed files")
    commands.add_parser("due", help="print what a person should look at again, as Markdown")
    draft = commands.add_parser("draft", help="make a draft from the answers of the form 'Propose a term'")
    draft.add_argument("answers", type=Path, help="the file with the answers")
    draft.add_argument("--into", type=Path, required=True, help="the folder for the draft, called as the term")


def summarize(root: Path, today: date, paths: list[str], problems: list[Problem]) -> int:
    """Print what the changed files mean for readers, and the problems in them."""
    print(change_summary(paths, read_glossary(root, load_settings(root), today, ())[0], problems), end="")
    return 0


def due(root: Path, today: date) -> int:
    """Print what is due; nothing where nothing is."""
    print(due_list(read_glossary(root, load_settings(root), today, ())[0], today), end="")
    return 0


def draft(root: Path, today: date, answers: Path, folder: Path) -> int:
    """Write the draft and print its slug; 1 where the answers make none."""
    settings = load_settings(root)
    terms = read_glossary(root, settings, today, ())[0].terms
    try:
        slug, text = draft_from(answers.read_text(encoding="utf-8"), settings, terms, today)
    except NoProposal as error:
        print(error, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / f"{slug}.md", text)
    print(slug)
    return 0
