"""The bytes of a file of the content folder as text, and that text as front matter and body."""

from __future__ import annotations

import re

from plugins.core.errors import Problem
from plugins.posts.signs import PLAIN, controls

_OPENING, _CLOSING = re.compile(r"---[ \t]*$", re.M), re.compile(r"\n---[ \t]*$", re.M)
"""What begins with a letter of its own, like the second, is found ten times as fast."""
_NO_FRONT = 'Begin the file with "---", lines of `key: value`, and "---". `./inv new "Title"` writes one.'


class UnreadableError(Exception):
    """Carries the Problems that end the reading of one file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def decode(source: bytes, path: str, max_bytes: int) -> str:
    """UTF-8 text with "\\n" line ends; a byte order mark is dropped. Raises UnreadableError with place and hint."""
    if not source.strip():
        raise UnreadableError(Problem(path, 1, "file", "is empty", _NO_FRONT))
    if len(source) > max_bytes:
        message = f"has {len(source):,} bytes, the limit is {max_bytes:,}"
        raise UnreadableError(Problem(path, 1, "file", message, 'Split it, or raise WAYPOST["max_bytes"].'))
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        message = f"is not UTF-8: byte {error.start} is 0x{source[error.start]:02x}"
        raise UnreadableError(Problem(path, line, "file", message, "Save the file as UTF-8.")) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(controls(text, path)) if source.translate(None, PLAIN) else ()
    if found:
        raise UnreadableError(*found)
    return text


def split(text: str, path: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body begins. Raises UnreadableError where a fence is missing."""
    opening = _OPENING.match(text)
    if not opening:
        raise UnreadableError(Problem(path, 1, "front matter", "is missing", _NO_FRONT))
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise UnreadableError(Problem(path, 1, "front matter", "never ends", 'Close it with a line "---".'))
    front = text[opening.end() + 1 : closing.start() + 1]
    return front, text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2
