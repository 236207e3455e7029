"""A small web server that compresses and caches as hosts of static sites do, for browser tests and benchmarks."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

GZIP_LEVEL = 6
PACKET_BYTES = 4096
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".wasm", ".svg", ".webmanifest"}
MEDIA_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


@dataclass(frozen=True)
class Answer:
    """A file that a browser was given: its address on the site, why it was asked for, the bytes that traveled."""

    address: str
    purpose: str
    body_bytes: int


@dataclass
class Line:
    """A connection that all requests share; what it is like may change while it is in use."""

    latency_s: float = 0
    bytes_per_s: float = float("inf")
    turn: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, body: bytes) -> Iterator[bytes]:
        """The packets of a body, each when it has arrived."""
        for start in range(0, len(body), PACKET_BYTES):
            packet = body[start : start + PACKET_BYTES]
            with self.turn:
                time.sleep(len(packet) / self.bytes_per_s)
            yield packet


class StaticHost(SimpleHTTPRequestHandler):
    """Serves files gzipped and cacheable for ten minutes, and notes each."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, answers: list[Answer], line: Line | None, **kwargs: object) -> None:
        self.answers = answers
        self.line = line
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with the file; what is none is the base class's affair."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        if not path.is_file():
            super().do_GET()
            return
        body = body_of(path, path.stat().st_mtime_ns)
        self.answers.append(Answer(self.path, self.headers.get("Sec-Purpose", ""), len(body)))
        self.send_response(200)
        self.send_header("Content-Type", media_type(path))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if self.line:
            time.sleep(self.line.latency_s)
        self.end_headers()
        for packet in self.line.carry(body) if self.line else [body]:
            self.wfile.write(packet)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, answers: list[Answer] | None = None, line: Line | None = None) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; gives its address, with a slash at the end, and notes answers."""
    host = partial(StaticHost, directory=str(folder), answers=[] if answers is None else answers, line=line)
    server = ThreadingHTTPServer(("127.0.0.1", 0), host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@cache
def body_of(path: Path, changed_ns: int) -> bytes:
    """The bytes that travel; compressed once for each change of the file."""
    data = path.read_bytes()
    return gzip.compress(data, GZIP_LEVEL) if path.suffix in COMPRESSED else data


def media_type(path: Path) -> str:
    """The media type of a file."""
    return MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
