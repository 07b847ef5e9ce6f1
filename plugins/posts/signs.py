"""Characters that no text of a writer may have: feed readers refuse a file for them, or they turn what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.core.errors import Problem
from plugins.core.yamlread import Mapped

_PLANES = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_BAD = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef{_PLANES}]")
PLAIN = bytes({*range(256)} - {*range(0x20), 0x7F, 0xC2, 0xEF, *range(0xF0, 0xF5)} | set(b"\t\n\r"))
"""Bytes of UTF-8 that stand in none of those characters, or not first: what has no other bytes has none of them."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENOUGH = 8
"""Lines, and characters of one, after which the rest are counted: a file in UTF-16 is full of them."""


def controls(text: str, path: str) -> Iterator[Problem]:
    """The control characters of each line; of a file that is full of them, the first lines'."""
    if not _BAD.search(text):
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _BAD.search(line)]
    for number, line in lines[:_ENOUGH]:
        first: dict[str, int] = {}
        for match in _BAD.finditer(line):
            first.setdefault(match[0], match.start() + 1)
        named = [f"U+{ord(sign):04X} in column {column}" for sign, column in first.items()]
        message, them = _message(named)
        yield Problem(path, number, "file", message, f"Delete {them}; feed readers refuse such a file.")
    if len(lines) > _ENOUGH:
        message = f"and {len(lines) - _ENOUGH:,} more lines have control characters"
        yield Problem(path, lines[_ENOUGH][0], "file", message, "Is it a text, in UTF-8?")


def turned(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Bidirectional overrides in the body are told, once a line: they can make text read otherwise than it is."""
    if body.isascii() or not _BIDI.search(body):
        return
    for number, line in enumerate(body.split("\n"), first_line):
        found = _BIDI.search(line)
        if found:
            message = f"has U+{ord(found[0]):04X} in column {found.start() + 1}, which turns the direction of text"
            hint = "Right-to-left text needs none; delete it if you did not mean it."
            yield Problem(path, number, "text", message, hint, "warning")


def unwritable(mapped: Mapped, path: str) -> Iterator[Problem]:
    """Control characters that YAML smuggles in by an escape ("\\x07"): no feed may hold them (XML 1.0, Char).

    And those that turn the direction of text: a title, a name or a label stands beside words that are not its own.
    """
    if _is_plain("".join(mapped.raw.values())):
        return
    for where, raw in mapped.raw.items():
        if _is_plain(raw):
            continue
        name = ".".join(map(str, where))
        if bad := dict.fromkeys(_BAD.findall(raw)):
            message, them = _message([f"U+{ord(sign):04X}" for sign in bad])
            yield Problem(path, mapped.line(*where), name, message, f"Delete {them}; feed readers refuse {them}.")
        elif _BIDI.search(raw):
            message = "has a character that turns the direction of text"
            yield Problem(path, mapped.line(*where), name, message, "Delete it.")


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _message(named: Sequence[str]) -> tuple[str, str]:
    """(what is wrong, what to delete) of the control characters of one line or value."""
    if len(named) == 1:
        return f"has the control character {named[0]}", "it"
    *some, last = named if len(named) <= _ENOUGH else (*named[:_ENOUGH], f"{len(named) - _ENOUGH} more")
    return f"has the control characters {', '.join(some)} and {last}", "them"
