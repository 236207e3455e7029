"""Pagefind, asked page by page in one order, so that the same pages give the same bytes on every machine.

Its command numbers pages in the order of the disk, which is another on each, and leaves empty files where the disk is
full. The service behind its own interfaces takes the pages and gives the files: messages in base64, a comma after each.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterable
from typing import IO, Any

from pagefind.service import get_executable

# What no text is taken from. Drawings are half of a page's elements, and reading them a third of the time.
_TEXTLESS = re.compile(r"<(svg|script)\b.*?</\1>", re.DOTALL)


def text_index(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Every file of the index of `pages`, each a path in the site and its HTML, by path in the index's folder."""
    program = get_executable()
    assert program is not None, "requirements.txt brings it"
    with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:
        assert service.stdin is not None
        assert service.stdout is not None
        index = _ask(service.stdin, service.stdout, type="NewIndex", config=None)["index_id"]
        for path, html in pages:
            page = {"file_path": path, "file_contents": _TEXTLESS.sub("", html), "url": None}
            _ask(service.stdin, service.stdout, type="AddFile", index_id=index, **page)
        files = _ask(service.stdin, service.stdout, type="GetFiles", index_id=index)["files"]
        service.stdin.close()
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _ask(questions: IO[bytes], answers: IO[bytes], **payload: Any) -> dict[str, Any]:
    questions.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
    questions.flush()
    pieces = [answers.read1(1 << 20)]  # type: ignore[attr-defined]  # a pipe is buffered, which IO does not say
    while pieces[-1] and not pieces[-1].endswith(b","):
        pieces.append(answers.read1(1 << 20))  # type: ignore[attr-defined]
    answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(pieces).rstrip(b",")))["payload"]
    if answer["type"] == "Error":
        raise ValueError(f"Pagefind: {answer['message']}")
    return answer
