"""The command line: check, explain, schema, new, import, init, what workflows run and what other packages add."""

from __future__ import annotations

import argparse
import inspect
import json
import os
import sys
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.metadata import entry_points
from io import UnsupportedOperation
from pathlib import Path
from typing import TypeAlias

from glossary.cache import CACHE_FILE, Cache
from glossary.checks import ALL_RULES
from glossary.days import build_day
from glossary.disk import refusal, write_text
from glossary.fixes import difference, mended
from glossary.formats import FORMATS
from glossary.garbage import everything_is_kept
from glossary.importing import command as importing
from glossary.new_command import add_new_command, new
from glossary.problem import GlossaryError, Problem, Severity, did_you_mean
from glossary.reading import read_glossary
from glossary.rule import Rule
from glossary.schema import schema_files, term_schema
from glossary.settings import Settings, load_settings
from glossary.starter.new_site import add_init_command, init
from glossary.workflow_commands import add_workflow_commands, draft, due, summarize

# Every problem of a repository as of a day, with how many terms it has.
Check: TypeAlias = Callable[[Path, Settings, date], tuple[int, list[Problem]]]

MAX_ROUNDS = 10
WIDTH = 88


@dataclass(frozen=True)
class Checker:
    """What `check` runs and which rules that keeps: the domain's, or those of the site too."""

    check: Check
    rules: Sequence[Rule[...]]

    def problems(self, root: Path, today: date) -> tuple[int, list[Problem]]:
        """How many terms there are, and every problem; no terms where glossary.yml cannot be read."""
        try:
            with everything_is_kept():
                return self.check(root, load_settings(root), today)
        except GlossaryError as error:
            return 0, list(error.problems)


def check_terms(root: Path, settings: Settings, today: date) -> tuple[int, list[Problem]]:
    """What the domain's own rules find."""
    glossary, problems = read_glossary(root, settings, today, cache=Cache(root / CACHE_FILE))
    return len(glossary.terms), problems


DOMAIN = Checker(check_terms, ALL_RULES)


def command_line() -> argparse.ArgumentParser:
    """Every command with its options."""
    parser = argparse.ArgumentParser(prog="glossary", description="The glossary's checks, rules and drafts.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the repository (default: this folder)")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list every problem")
    check.add_argument("--format", choices=FORMATS, default="text", help="for people or for programs (default: text)")
    check.add_argument("--fix", action="store_true", help="mend what is mechanical, and show the difference")
    explain = commands.add_parser("explain", help="tell why a rule is there and how to keep it")
    explain.add_argument("code", nargs="?", help="such as G012; without it, every rule in a line")
    schema = commands.add_parser("schema", help="print the JSON Schema of front matter")
    schema.add_argument("--write", action="store_true", help="write the schemas that editors read instead")
    add_new_command(commands)
    add_init_command(commands)
    add_workflow_commands(commands)
    importing.add_arguments(commands.add_parser("import", help="make drafts of terms that stand elsewhere"))
    for name, command in added_commands().items():
        help_, *meanings = (command.__doc__ or "").strip().splitlines()
        added = commands.add_parser(name, help=help_)
        meaning = dict(line.strip().split(": ", 1) for line in meanings if line.strip())
        for option in _options(command):
            given = f"--{option.name.replace('_', '-')}"
            text = f"{meaning[option.name]} (default: %(default)s)"
            added.add_argument(given, type=type(option.default), default=option.default, help=text)
    return parser


def added_commands() -> dict[str, Callable[..., int]]:
    """Commands that other packages bring, by name: functions of the repository's folder, their docstrings the help.

    What a function takes by keyword alone is an option of the kind of its default, which a line of the docstring tells.
    """
    return {entry.name: entry.load() for entry in entry_points(group="glossary.commands")}


def _options(command: Callable[..., int]) -> list[inspect.Parameter]:
    return [each for each in inspect.signature(command).parameters.values() if each.kind is each.KEYWORD_ONLY]


def run(arguments: list[str] | None, checker: Checker = DOMAIN, today: date | None = None) -> int:
    """Run one command; 0 when all is well, 1 when there are errors, 130 where someone stopped it."""
    options = command_line().parse_args(arguments)
    try:
        status = _run(options, checker, today)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()  # Whoever reads, such as `head`, has enough.
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except OSError as error:
        _drop_output()
        print(refusal(error, options.root), file=sys.stderr)
        return 1
    return status


def _drop_output() -> None:
    """Let what is not written yet go nowhere; Python would try once more when it ends, and complain."""
    with suppress(UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace, checker: Checker, today: date | None) -> int:
    added = added_commands()
    if command := added.get(options.command):
        return command(options.root, **{option.name: getattr(options, option.name) for option in _options(command)})
    day = today or build_day()
    match options.command:
        case "check":
            return _check(options.root, checker, day, options.format, options.fix)
        case "import":
            return importing.run(options, checker.check, day)
        case "explain":
            return _explain(options.code, checker.rules)
        case "init":
            return init(options.folder)
        case "new":
            return new(options, day)
        case "summarize":
            return summarize(options.root, day, options.paths, checker.problems(options.root, day)[1])
        case "due":
            return due(options.root, day)
        case "draft":
            return draft(options.root, day, options.answers, options.into)
        case _:
            return _schema(options.root, options.write)


def _check(root: Path, checker: Checker, today: date, form: str, fix: bool) -> int:
    count, problems = checker.problems(root, today)
    if fix:
        count, problems = _mend(root, checker, today, problems, form)
    if problems or form != "text":
        print(FORMATS[form](problems, checker.rules))
    else:
        print(f"{count} terms, no problems.")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _mend(root: Path, checker: Checker, today: date, problems: list[Problem], form: str) -> tuple[int, list[Problem]]:
    """Mend until nothing is left to mend; one repair on a line can make room for the next."""
    before: dict[str, str] = {}
    for _ in range(MAX_ROUNDS):
        paths = sorted({problem.path for problem in problems if problem.fix})
        changed = False
        for path in paths:
            text = (root / path).read_text(encoding="utf-8")
            better = mended(text, [problem for problem in problems if problem.path == path])
            before.setdefault(path, text)
            if better != text:
                write_text(root / path, better)
                changed = True
        if not changed:
            break
        problems = checker.problems(root, today)[1]
    for path, text in before.items():
        shown = difference(path, text, (root / path).read_text(encoding="utf-8"))
        print(shown, end="\n\n" if shown else "", file=sys.stdout if form == "text" else sys.stderr)
    return checker.problems(root, today)


def _schema(root: Path, write: bool) -> int:
    if not write:
        print(json.dumps(term_schema(), indent=2))
        return 0
    for path, text in schema_files(load_settings(root)).items():
        (root / path).parent.mkdir(exist_ok=True)
        write_text(root / path, text)
    return 0


def _explain(code: str | None, rules: Sequence[Rule[...]]) -> int:
    if code is None:
        for rule in rules:
            print(f"{rule.code}  {rule.severity:7}  {rule.sentence}")
        return 0
    by_code = {rule.code: rule for rule in rules}
    asked = by_code.get(code.upper())
    if asked is None:
        hint = did_you_mean(code, by_code) or " `glossary explain` lists them."
        print(f"'{code}' is no rule.{hint}", file=sys.stderr)
        return 1
    print(explanation(asked))
    return 0


def explanation(rule: Rule[...]) -> str:
    """A rule for a person at a terminal."""
    example = f"Instead of: {rule.instead_of}", f"Write: {rule.write}"
    paragraphs = [f"{rule.code}, {rule.severity}: {rule.sentence}", rule.explanation, *example, exception_advice(rule)]
    return "\n\n".join(textwrap.fill(text, WIDTH, break_on_hyphens=False) for text in paragraphs)


def exception_advice(rule: Rule[...]) -> str:
    """How to let an exception to the rule stand."""
    if not rule.acceptable:
        return "It allows no exceptions."
    return (
        f'For an exception, write below an empty line under the heading: [accept]: {rule.code} "why it does not hold '
        f'here". For one in front matter, write `code: {rule.code}` and a `reason` under `accept`.'
    )
