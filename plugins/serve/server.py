"""The site over HTTP/1.1, for the browser of this machine, with the script that keeps its pages new."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from plugins.core.errors import Misconfigured
from plugins.core.manifest import HOME
from plugins.serve.answers import Answer, answer, media_type
from plugins.serve.hosts import is_asked_for, is_here
from plugins.serve.keeper import Keeper
from plugins.serve.overlay import empty_page, failed_page, script

LIVE, SCRIPT = f"/{HOME}/live", f"/{HOME}/live.js"
_BEAT = 15.0
"""Seconds after which a silent event stream says something, so that a browser that has gone is noticed."""
_HTML = media_type("x.html")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """Listens from the moment it is made; who asks before it serves, waits. Raises Misconfigured where it cannot."""

    request_queue_size = 64

    def __init__(self, host: str, port: int, keeper: Keeper) -> None:
        self.host, self.keeper = host, keeper
        try:
            found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            self.address_family = found[0][0]
            super().__init__((str(found[0][4][0]), port), Handler)
        except (OSError, OverflowError, UnicodeError) as error:
            told = getattr(error, "strerror", None) or str(error)
            hint = "Another server may be at work there: name another with --port." if port else ""
            raise Misconfigured(f"cannot listen on {host}, port {port}: {told}. {hint}".rstrip()) from None

    def server_bind(self) -> None:
        """Without the standard library's search for this machine's name, which may ask the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            self.keeper.echo(f"the server failed: {type(error).__name__}: {error}")


class Handler(BaseHTTPRequestHandler):
    """One connection. Nothing is logged: a line for each picture would hide those that count."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Waypost", ""
    disable_nagle_algorithm = True
    wbufsize = 1 << 16  # headers and body in one go
    timeout = 60

    def do_GET(self) -> None:
        host = self.headers.get("Host")
        if not is_asked_for(host, self.server.host):
            told = "This server answers to localhost only. To open it to others, name it with --host."
            self._send(403, told.encode(), media_type("x.txt"))
        elif self.path == LIVE:
            self._stream()
        elif self.path == SCRIPT:
            self._send(200, script(), media_type(SCRIPT))
        else:
            self._answer()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _answer(self) -> None:
        keeper = self.server.keeper
        generation = keeper.board.state.generation  # asked first: a page that is newer than it says is loaded once more
        try:
            found = answer(self.path, keeper.site.base, keeper.site.has)
            if found.path.startswith(f"{HOME}/") and not is_here(self.client_address[0]):
                found = Answer(404, "404.html")
            content = keeper.site.content(found.path) if found.path else b""
        except Exception as error:
            self._send(500, _live(failed_page(keeper.fail(error)), generation), _HTML)
            return
        if not keeper.shown:
            self._send(503, _live(empty_page(), generation), _HTML)
        elif content is None:
            self._send(404, _live(b"<!doctype html><title>Not found</title><p>Not found.</p>", generation), _HTML)
        else:
            kind = media_type(found.path)
            body = _live(content, generation) if kind == _HTML else content
            self._send(found.status, body, kind if found.path else "", found.location)

    def _send(self, status: int, body: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Location": location}.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self) -> None:
        """The board's states as server-sent events (HTML, section 9.2), until the browser goes."""
        self.close_connection = True
        self.send_response(200)
        for name, value in {**_HEADERS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        board = self.server.keeper.board
        state = board.state
        with suppress(ConnectionError, TimeoutError):
            self.wfile.write(b"retry: 500\n\n" + state.event())
            while True:
                self.wfile.flush()
                seen, state = state, board.wait(state, _BEAT)
                self.wfile.write(state.event() if state != seen else b": still here\n\n")


def _live(page: bytes, generation: str) -> bytes:
    """A page with the script before its last </body>."""
    tag = f'<script src="{SCRIPT}" data-generation="{generation}"></script>'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + tag + end + rest if end else page + tag
