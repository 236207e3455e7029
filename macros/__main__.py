"""`glossary`, `python -m macros`: the glossary's commands, with the rules of the whole site."""

from __future__ import annotations

import sys

from glossary.command import run
from macros.checks import SITE


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when there are errors."""
    return run(arguments, SITE)


if __name__ == "__main__":
    sys.exit(main())
