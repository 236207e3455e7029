"""`python -m macros`: every problem in terms/, macro calls included, without building the site."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from glossary.problem import GlossaryError
from macros.site import load_site


def main() -> int:
    """Check the repository in this folder; 0 when all is well, 1 when there are problems."""
    try:
        site = load_site(Path.cwd(), datetime.now(UTC).date(), bundle_path="")
    except GlossaryError as error:
        print(error)
        return 1
    print(f"{len(site.glossary.terms)} terms, no problems.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
