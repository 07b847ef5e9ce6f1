"""A web server on this machine: files with ETag and Last-Modified, conditional requests, and a hub that takes forms."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_TYPES = {".rss.xml": "application/rss+xml", ".atom.xml": "application/atom+xml", ".json": "application/feed+json"}


class Web(ThreadingHTTPServer):
    """asked: (path, status) of every GET; forms: what was posted; status: answer to a form."""

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.asked: list[tuple[str, int]] = []
        self.forms: list[list[tuple[str, str]]] = []
        self.status = 204

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        path = self.server.root / unquote(urlsplit(self.path).path).lstrip("/")
        if not path.is_file():
            self._answer(404, b"")
            return
        data = path.read_bytes()
        tag, date = f'"{hashlib.sha256(data).hexdigest()[:16]}"', formatdate(path.stat().st_mtime, usegmt=True)
        told = self.headers.get("If-None-Match")
        same = told == tag if told else self.headers.get("If-Modified-Since") == date
        kind = next((kind for end, kind in _TYPES.items() if path.name.endswith(end)), "text/html")
        self._answer(
            304 if same else 200, b"" if same else data, {"ETag": tag, "Last-Modified": date, "Content-Type": kind}
        )

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.server.forms.append(parse_qsl(body, strict_parsing=True))
        self._answer(self.server.status, b"")

    def _answer(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        if self.command == "GET":
            self.server.asked.append((self.path, status))
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(root: Path) -> Iterator[Web]:
    """A server of the files below `root`, links followed, while inside."""
    with Web(root) as web:
        thread = threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.shutdown()
            thread.join()
