"""The real server on a free port of loopback, asked by the standard library's client."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

import pytest

from plugins.core.errors import Misconfigured, Refused
from plugins.posts.show import problems as words
from plugins.serve.board import Board
from plugins.serve.keeper import Keeper
from plugins.serve.server import Server
from tests.serve.sites import HTML, Pages, problem


class Asked:
    """A server at work and a connection to it, which is kept."""

    def __init__(self, site: Pages, host: str = "127.0.0.1", read: bool = True) -> None:
        self.told: list[str] = []
        self.keeper = Keeper(site, Board("a"), words, self.told.append)
        if read:
            self.keeper.refresh()
        self.server = Server(host, 0, self.keeper)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        self.connection.request(method, path, headers=headers)
        response = self.connection.getresponse()
        return response, response.read()

    def close(self) -> None:
        self.connection.close()
        self.server.shutdown()
        self.server.server_close()


FILES: dict[str, bytes | Exception] = {
    "index.html": HTML,
    "404.html": b"<html><body>lost</body></html>",
    "posts/x/index.html": HTML,
    "posts/broken/index.html": ValueError("<b>broken</b>"),
    "theme/css/base.css": b"p { color: red }",
    "open.html": b"<p>no end",
    "_waypost/share/x.json": b"{}",
}


@pytest.fixture
def asked() -> Iterator[Asked]:
    found = Asked(Pages(files=dict(FILES)))
    yield found
    found.close()


def test_a_page_comes_with_the_script_before_its_end(asked: Asked) -> None:
    response, body = asked.ask("/posts/x/")
    assert (response.status, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    generation = asked.keeper.board.state.generation
    tag = f'<script src="/_waypost/live.js" data-generation="{generation}"></script></body>'.encode()
    assert body == HTML.replace(b"</body>", tag)


def test_a_page_without_an_end_gets_it_last(asked: Asked) -> None:
    assert asked.ask("/open.html")[1].startswith(b"<p>no end<script ")


def test_other_files_come_as_they_are(asked: Asked) -> None:
    response, body = asked.ask("/theme/css/base.css?waypost=2")
    assert (response.status, body) == (200, b"p { color: red }")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"


def test_nothing_is_kept_by_browsers_and_nothing_goes_to_other_sites(asked: Asked) -> None:
    for path in ("/", "/theme/css/base.css", "/nope", "/posts/x", "/_waypost/live.js"):
        response, _ = asked.ask(path)
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Python" not in response.headers["Server"]


def test_a_folder_without_its_slash_leads_there(asked: Asked) -> None:
    response, _ = asked.ask("/posts/x?a=b")
    assert (response.status, response.headers["Location"]) == (302, "/posts/x/?a=b")


def test_what_is_not_there_is_the_sites_own_page(asked: Asked) -> None:
    response, body = asked.ask("/nope/")
    assert response.status == 404
    assert b"lost" in body
    assert b"live.js" in body
    asked.keeper.site.files.clear()
    response, body = asked.ask("/nope/")
    assert (response.status, b"Not found" in body) == (404, True)


def test_head_is_get_without_the_body_on_one_kept_connection(asked: Asked) -> None:
    for path in ("/", "/nope", "/theme/css/base.css", "/posts/x", "/_waypost/live.js"):
        got, body = asked.ask(path)
        first = asked.connection.sock
        head, nothing = asked.ask(path, "HEAD")
        assert asked.connection.sock is first
        assert nothing == b""
        assert head.status == got.status
        assert int(head.headers["Content-Length"]) == len(body)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "192.168.1.5"])
def test_a_page_of_the_web_under_a_name_of_its_own_gets_nothing(asked: Asked, host: str) -> None:
    for path in ("/", "/_waypost/live", "/_waypost/share/x.json"):
        response, body = asked.ask(path, Host=host)
        assert response.status == 403
        assert b"localhost only" in body


def test_a_page_that_cannot_be_made_says_why(asked: Asked) -> None:
    response, body = asked.ask("/posts/broken/")
    assert response.status == 500
    assert b"ValueError: &lt;b&gt;broken&lt;/b&gt;" in body
    assert b"live.js" in body
    assert b"Traceback" not in body
    asked.ask("/posts/broken/")
    assert sum("broken" in line for line in asked.told) == 1
    assert asked.ask("/posts/x/")[0].status == 200


def test_before_anything_is_good_every_page_is_an_empty_one() -> None:
    asked = Asked(Pages(finds=[Refused([problem()])]))
    response, body = asked.ask("/posts/x/")
    assert response.status == 503
    assert b"live.js" in body
    asked.close()


def test_below_a_path() -> None:
    asked = Asked(Pages(files=dict(FILES), base="/blog"))
    response, _ = asked.ask("/")
    assert (response.status, response.headers["Location"]) == (302, "/blog/")
    assert asked.ask("/blog/posts/x/")[0].status == 200
    assert asked.ask("/posts/x/")[0].status == 404
    assert asked.ask("/_waypost/live.js")[0].status == 200
    asked.close()


def test_the_stream_tells_the_state_and_each_that_follows(asked: Asked) -> None:
    asked.connection.request("GET", "/_waypost/live")
    stream = asked.connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"
    board = asked.keeper.board

    def event() -> dict[str, str]:
        while not (line := stream.readline()).startswith(b"data: "):
            assert line
        found: dict[str, str] = json.loads(line[6:])
        return found

    assert event() == {"generation": board.state.generation, "restyled": "", "overlay": ""}
    board.lay("<p>wrong</p>")
    assert event()["overlay"] == "<p>wrong</p>"
    board.renew(style=True)
    assert event()["generation"] == board.state.generation


def test_what_is_for_the_house_goes_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(Pages(files=dict(FILES)))
    assert asked.ask("/_waypost/share/x.json")[0].status == 200
    monkeypatch.setattr("plugins.serve.server.is_here", lambda client: False)
    assert asked.ask("/_waypost/share/x.json")[0].status == 404
    assert asked.ask("/_waypost/live.js")[0].status == 200
    asked.close()


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("nope.invalid", 0), ("203.0.113.7", 0)])
def test_where_nobody_can_listen_that_is_told_in_words(host: str, port: int) -> None:
    with pytest.raises(Misconfigured, match="cannot listen on"):
        Server(host, port, Asked(Pages()).keeper)


def test_a_taken_port_is_told_in_words() -> None:
    words = r"Address already in use\. Another server .* --port"
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Misconfigured, match=words):
        Server("127.0.0.1", taken.getsockname()[1], Asked(Pages()).keeper)


def test_a_browser_that_goes_away_is_no_error(asked: Asked) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", asked.server.server_port)) as client:
            client.sendall(b"GET /_waypost/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            client.recv(10)
    asked.keeper.board.renew()
    asked.keeper.board.renew()
    assert asked.ask("/")[0].status == 200
    assert not [line for line in asked.told if "failed" in line]
