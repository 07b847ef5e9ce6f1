"""Real servers with what the build gives them: Caddy from the test lock, nginx from the system."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LIMIT = 60.0
"""Seconds after which a server that does not answer is taken to be dead. None takes a hundredth of it."""


@dataclass(frozen=True)
class Answer:
    """What a server said. headers: by name in lower case; of one that comes twice both, joined."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server on this machine."""

    port: int

    def ask(self, path: str, **headers: str) -> Answer:
        """The answer to a GET of `path`, byte for byte as given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            connection.putrequest("GET", path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            got = connection.getresponse()
            told: dict[str, str] = {}
            for name, value in got.getheaders():
                told[name.lower()] = f"{told[name.lower()]}, {value}" if name.lower() in told else value
            return Answer(got.status, told, got.read())
        finally:
            connection.close()


def program(name: str) -> str:
    """The path of a server. Raises AssertionError where there is none: a test that is not run holds nothing."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""), "/usr/sbin"))
    path = shutil.which(name, path=places)
    assert path, f"these tests need {name}: ./inv test installs it where it may; on Debian: apt install {name}"
    return path


@contextmanager
def caddy(folder: Path, root: Path, snippet: Path, binary: str = "") -> Iterator[Server]:
    """Caddy with the site in `root` and our snippet, as it is. folder: for its own files."""
    port = _free_port()
    config = folder / "Caddyfile"
    config.write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {root}\n\timport {snippet}\n}}\n"
    )
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [binary or program("caddy"), "run", "--config", str(config), "--adapter", "caddyfile"]
    with _running(command, port, {**os.environ, **home}, folder / "caddy.log") as server:
        yield server


@contextmanager
def nginx(folder: Path, root: Path, maps: Path, server: Path) -> Iterator[Server]:
    """nginx with the site in `root` and our two files, as they are."""
    port = _free_port()
    config = folder / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    config.write_text(
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temporary}include {maps};\n"
        f"server {{\nlisten 127.0.0.1:{port};\nroot {root};\ninclude {server};\n}}\n}}\n"
    )
    command = [program("nginx"), "-c", str(config), "-e", f"{folder}/error.log"]
    with _running(command, port, dict(os.environ), folder / "nginx.log") as running:
        yield running


@contextmanager
def _running(command: list[str], port: int, environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + LIMIT
        while not _listens(port):
            assert process.poll() is None, log.read_text(errors="replace")[-3000:]
            assert time.monotonic() < end, f"{command[0]} does not answer"
            time.sleep(0.02)
        yield Server(port)
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
