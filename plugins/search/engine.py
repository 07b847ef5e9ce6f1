"""Pagefind itself: a program that is asked over a pipe, and gives an index as files in memory.

The protocol is that of its own wrappers (`pagefind --service`, pagefind.app/docs/node-api and the package `pagefind` on
PyPI): each message is JSON in base64 with a comma behind it, and so is each answer.
"""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import IO, Any

_PACKAGE = "pagefind_bin"
_NAMES = ("pagefind", "pagefind.exe")
_IGNORED = [".footnote-backref"]
"""What no reader looks for: the arrows that lead back from footnotes."""
_READ = 1 << 20


class EngineError(Exception):
    """Says in words why there is no index."""


def binary() -> Path | None:
    """The program of the package pagefind-bin; None on a machine for which there is none."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return None
    there = (Path(found.origin).with_name(name) for name in _NAMES)
    return next((path for path in there if path.is_file()), None)


def index(program: Path, documents: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
    """The files of the index of (address, HTML) pairs, by their paths in its folder. Raises EngineError."""
    sent = [_encoded(number, message) for number, message in enumerate(_messages(documents))]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            writer = Thread(target=_write, args=(process.stdin, b"".join(sent)), daemon=True)
            writer.start()  # it answers while it is asked: who only writes waits for it as it waits for him
            answers = _answers(process.stdout, len(sent))
            process.kill()  # it would wait for more
            writer.join()
    except OSError as error:
        raise EngineError(f"Pagefind cannot be run ({error.strerror or error})") from None
    return _files(answers)


def _messages(documents: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"exclude_selectors": _IGNORED}}
    for address, html in documents:
        yield {"type": "AddFile", "index_id": 0, "url": address, "file_contents": html}
    yield {"type": "GetFiles", "index_id": 0}


def _encoded(number: int, message: dict[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": message}).encode()) + b","


def _write(pipe: IO[bytes], data: bytes) -> None:
    try:
        pipe.write(data)
        pipe.flush()
    except (OSError, ValueError):  # it has ended, and whoever reads tells so
        pass


def _answers(pipe: IO[bytes], count: int) -> list[bytes]:
    """So many answers, the last of them the longest."""
    found, seen = [], 0
    while seen < count:
        more = pipe.read1(_READ)  # type: ignore[attr-defined]
        if not more:
            raise EngineError("Pagefind ended before its work was done")
        seen += more.count(b",")
        found.append(more)
    return b"".join(found).split(b",")[:count]


def _files(answers: Iterable[bytes]) -> Mapping[str, bytes]:
    files: Mapping[str, bytes] = {}
    try:
        for answer in answers:
            told = json.loads(b64decode(answer))["payload"]
            if told["type"] == "Error":
                raise EngineError(f"Pagefind says: {told['message']}")
            if told["type"] == "GetFiles":
                files = {file["path"]: b64decode(file["content"]) for file in told["files"]}
    except (ValueError, KeyError, TypeError):
        raise EngineError("Pagefind answers what nobody understands") from None
    return files
