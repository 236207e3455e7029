"""`glossary serve`: the site on this machine for its writers; an edit is on the screen at once."""

from __future__ import annotations

import gc
import mimetypes
import os
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from glossary.cache import CACHE_FILE, Cache
from glossary.settings import SETTINGS_FILE
from glossary.term_files import TERMS_FOLDER
from macros.live_site import CHANGES_PATH, LiveSite
from macros.website import ENGINE, NOT_FOUND

_CODE = tuple(str(ENGINE / package) for package in ("calculators", "glossary", "macros"))
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".md": "text/markdown"}
# An editor saves in several steps: so long after the last one a change is complete.
_QUIET_S = 0.03
# How often an idle connection is tried, so that those of closed pages end.
_HEARTBEAT_S = 15


def serve(root: Path, *, host: str = "127.0.0.1", port: int = 8000) -> int:
    """serve the site to its writers and show each edit at once

    host: the address that browsers may reach it by
    port: the port of that address
    """
    site, changed = LiveSite(root, Cache(root / CACHE_FILE)), threading.Condition()
    print("Reading the glossary …", flush=True)
    _read(site)
    # What was read stays; looking for garbage in it would take longer than reading an edit.
    gc.freeze()
    try:
        server = ThreadingHTTPServer((host, port), _handler(site, changed))
    except OSError as error:
        print(f"{host}:{port} cannot be had: {error.strerror}. Choose another with --port.", file=sys.stderr)
        return 1
    server.daemon_threads = True
    watcher = Watcher(root)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Serving on http://{host}:{port}{_mount(site)} (Ctrl-C ends it)", flush=True)
    try:
        while True:
            if watcher.wait():
                # Programs are read when a process starts.
                os.execv(sys.executable, [sys.executable, "-m", "macros", *sys.argv[1:]])
            _read(site)
            with changed:
                changed.notify_all()
    except KeyboardInterrupt:
        server.server_close()
        return 0


def _read(site: LiveSite) -> None:
    site.read()
    if site.problems:
        print(f"the glossary has problems:\n\n{site.problems}\n", file=sys.stderr, flush=True)


def _mount(site: LiveSite) -> str:
    """The path below which the site stands, as on its own host; the root while it cannot be read."""
    return site.website.root if site.website else "/"


class Watcher(FileSystemEventHandler):
    """Waits for edits of the repository at `root`, and of the engine."""

    def __init__(self, root: Path) -> None:
        self._changes = threading.Condition()
        self._changed: set[str] = set()
        self._watched = (str(root / TERMS_FOLDER), str(root / SETTINGS_FILE), str(ENGINE / "site_overrides"), *_CODE)
        observer = Observer()
        for folder in (root / TERMS_FOLDER, ENGINE / "site_overrides", *map(Path, _CODE)):
            observer.schedule(self, str(folder), recursive=True)
        observer.schedule(self, str(root), recursive=False)
        observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was written, moved or removed."""
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        written = {path for path in paths if path.startswith(self._watched) and "__pycache__" not in path}
        if event.event_type in ("opened", "closed_no_write") or event.is_directory or not written:
            return
        with self._changes:
            self._changed |= written
            self._changes.notify()

    def wait(self) -> bool:
        """Wait until something was edited and a moment passed; true where that was the engine's code."""
        with self._changes:
            while not self._changed:
                self._changes.wait()
            while self._changes.wait(_QUIET_S):
                pass
            changed, self._changed = self._changed, set()
        return any(path.startswith(_CODE) and path.endswith((".py", ".toml")) for path in changed)


def _handler(site: LiveSite, changed: threading.Condition) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            mount = _mount(site)
            if not path.startswith(mount):
                self._redirect(mount)
            elif path == f"{mount}{CHANGES_PATH}":
                self._tell_changes()
            else:
                self._send_file(path.removeprefix(mount))

        do_HEAD = do_GET

        def _send_file(self, path: str) -> None:
            if site.website and f"{path}/index.html" in site.website.pages:
                self._redirect(f"{_mount(site)}{path}/")
                return
            file = f"{path}index.html" if not path or path.endswith("/") else path
            content = site.content(file)
            found, status = content, HTTPStatus.OK
            if found is None:
                found, status, file = site.content(NOT_FOUND) or "", HTTPStatus.NOT_FOUND, NOT_FOUND
            self._send(status, found if isinstance(found, bytes) else "".join(found).encode(), _type(file))

        def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-cache")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def _redirect(self, address: str) -> None:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", address)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _tell_changes(self) -> None:
            """Server-sent events: the state now, and after each edit."""
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            told = ""
            try:
                while True:
                    state = site.state
                    self.wfile.write(f"data: {state}\n\n".encode() if state != told else b":\n\n")
                    told = state
                    with changed:
                        if site.state == told:
                            changed.wait(_HEARTBEAT_S)
            except OSError:
                return  # The page was closed.

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


def _type(file: str) -> str:
    suffix = Path(file).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or suffix in (".json", ".xml") else kind
