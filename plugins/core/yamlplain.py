"""Front matter as most of it is written, one `key: value` a line, read without a parser of YAML.

Texts plain or in quotes, dates, lists in brackets or below, and texts folded below are known here; whatever else stands
in a front matter (numbers, mappings, escapes, comments, faults) leaves the whole of it to `yamlread`. What is read here
is what that would give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.core.yamlread import Mapped, read_mapping

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")
_OTHERS = frozenset("yes no true false on off null".split())
"""Words that are no texts to YAML 1.1 (yaml.org/type)."""
_FOLDED = {">": (" ", "\n"), ">-": (" ", ""), "|": ("\n", "\n"), "|-": ("\n", "")}
"""How a text below begins → what stands between its lines and at its end."""
_BELOW = (" ", "-")
_BRACKETS = frozenset("[]{}:?")
Value = str | list[str]


def read_front(text: str, path: str, offset: int = 0) -> Mapped:
    """What `read_mapping` gives, quicker where the front matter is plain."""
    mapped = _plain(text, offset)
    return read_mapping(text, path, offset) if mapped is None else mapped


def _plain(text: str, offset: int) -> Mapped | None:
    """The mapping; None where something in it has to be read by a parser."""
    lines = text.split("\n")
    if lines.pop() or not lines or lines[0][:1] in _BELOW or not "".join(lines).isprintable():
        return None
    out = Mapped(lines={(): offset + 1})
    for number, key, written, below in _entries(lines, offset + 1):
        value = _value(written, below)
        if value is None or key in out.data or not (key.isidentifier() and key.isascii()):
            return None
        out.data[key] = value
        out.lines[key,] = number
        if isinstance(value, str):
            out.raw[key,] = value
            continue
        for place, item in enumerate(value):
            out.lines[key, place] = number + (place + 1 if below else 0)
            out.raw[key, place] = item
    return out


def _entries(lines: Sequence[str], first: int) -> Iterator[tuple[int, str, str, Sequence[str]]]:
    """(line, key, what stands behind it, the lines below it)."""
    starts = [n for n, line in enumerate(lines) if line[:1] not in _BELOW]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        key, colon, written = lines[start].partition(":")
        is_apart = bool(colon) and (not written or written[0] == " ")
        yield first + start, key if is_apart else "", written.strip(" "), lines[start + 1 : end]


def _value(written: str, below: Sequence[str]) -> Value | None:
    if below:
        return _folded(written, below) if written else _items(below)
    return _listed(written) if written[:1] == "[" else _text(written)


def _text(written: str) -> str | None:
    """A text, plain or in quotes, or a date."""
    first, inner = written[:1], written[1:-1]
    if first in ('"', "'"):
        whole = len(written) > 1 and written[-1] == first and first not in inner
        return inner if whole and (first == "'" or "\\" not in inner) else None
    if first.isalpha():
        marked = ": " in written or " #" in written or written[-1] == ":"
        return None if marked or written.lower() in _OTHERS else written
    return written if _DATE.fullmatch(written) or _is_no_number(written) else None


def _is_no_number(written: str) -> bool:
    """Of what begins with a digit: numbers hold neither a hyphen nor a space, but for those with a dot or a colon."""
    other = ("-" in written or " " in written) and "." not in written and ":" not in written and " #" not in written
    return other and written[:1].isdecimal() and written.isascii()


def _texts(written: Sequence[str]) -> list[str] | None:
    found = [text for text in map(_text, written) if text is not None]
    return found if len(found) == len(written) else None


def _listed(written: str) -> list[str] | None:
    """A list in brackets, without brackets, commas or colons in its texts."""
    inner = written[1:-1]
    if written[-1] != "]" or not _BRACKETS.isdisjoint(inner):
        return None
    return _texts([text.strip(" ") for text in inner.split(",")]) if inner.strip(" ") else []


def _items(below: Sequence[str]) -> list[str] | None:
    """A list with a line for each text."""
    sign = below[0][: len(below[0]) - len(below[0].lstrip(" "))] + "- "
    return _texts([line[len(sign) :].strip(" ") if line.startswith(sign) else "" for line in below])


def _folded(written: str, below: Sequence[str]) -> str | None:
    """A text on lines of its own, all of them as deep and none empty."""
    depth = len(below[0]) - len(below[0].lstrip(" "))
    lines = [line[depth:] for line in below if line[:depth].isspace() and line[depth : depth + 1] not in ("", " ")]
    if written not in _FOLDED or len(lines) < len(below):
        return None
    between, end = _FOLDED[written]
    return between.join(lines) + end
