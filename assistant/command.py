"""`glossary mcp`: the command that starts the server."""

from __future__ import annotations

import sys
from pathlib import Path

from glossary import GlossaryError, load
from glossary.days import build_day


def mcp(root: Path) -> int:
    """answer assistants over the Model Context Protocol, on standard input and output"""
    try:
        # Only this command needs the SDK, which is an extra.
        from assistant.server import server
    except ModuleNotFoundError as error:
        print(f"{error.name} is not installed; `make mcp` installs what this command needs.", file=sys.stderr)
        return 1
    try:
        glossary = load(root, build_day())
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 1
    server(glossary).run("stdio")
    return 0
