"""`python -m glossary`: the commands without the site; `python -m macros` checks macro calls too."""

from __future__ import annotations

import sys

from glossary.command import run


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when there are errors."""
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
