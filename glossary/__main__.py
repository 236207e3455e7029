"""`python -m glossary check`: every problem in terms/; `schema`: the JSON Schema of a term's front matter."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from glossary.glossary import load
from glossary.problem import GlossaryError, report
from glossary.term import json_schema


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when there are problems."""
    parser = argparse.ArgumentParser(prog="python -m glossary", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the repository (default: this folder)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="list every problem in terms/")
    commands.add_parser("schema", help="print the JSON Schema of front matter")
    options = parser.parse_args(arguments)
    if options.command == "schema":
        print(json.dumps(json_schema(), indent=2))
        return 0
    try:
        glossary = load(options.root, date.today())
    except GlossaryError as error:
        print(report(error.problems), file=sys.stderr)
        return 1
    print(f"{len(glossary.terms)} terms, no problems.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
