"""twitter-text's patterns and emoji in the browser's regular expressions, so that a kit page counts as the build does.

They are taken from the library that counts here, at the time of the build: with a new version of it both count anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from plugins.core.digest import digest
from plugins.share.networks import NETWORKS
from plugins.share.twitter import emoji, folder, part

_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_TOKEN = re.compile(r"\\(?:U[0-9a-fA-F]{8}|.)|.", re.S)
Node = tuple[bool, frozenset[tuple[int, Any]]]
"""(whether a sequence may end here, (character, what may follow) of all that may)."""


def script() -> bytes:
    """`patterns.js`: the patterns, and what the counters need to know of each network."""
    return f"const PATTERNS = {_json(_patterns())};\nconst NETWORKS = {_json(_networks())};\n".encode()


def origin() -> bytes:
    """A digest of all that the script follows from: to work it out takes as long as the kits of a hundred posts."""
    paths = [*Path(__file__).parent.glob("*.py"), *folder().glob("regexp/*.*")]
    return digest(*(path.read_bytes() for path in sorted(paths)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _patterns() -> Mapping[str, str]:
    finder, shortened = part("regexp.extract_url").extract_url, part("regexp.valid_tco_url").valid_tco_url
    return {
        "url": translated(finder.pattern),
        "ascii": translated(part("regexp.valid_ascii_domain").valid_ascii_domain.pattern),
        "tco": translated(shortened.pattern),
        "emoji": one_of(emoji()),
    }


def _networks() -> Mapping[str, Mapping[str, object]]:
    """count: the name of the counter, in Python and in the browser."""
    return {
        key: {"name": n.name, "limit": n.limit, "unit": n.unit, "count": n.count.__name__, "bytes": n.max_bytes,
              "fold": n.fold}
        for key, n in NETWORKS.items()
    }  # fmt: skip


def translated(pattern: str) -> str:
    """A pattern of Python's `re` as ECMAScript's with the flag `u`, which knows no needless escapes."""
    out, in_class = [], False
    for match in _TOKEN.finditer(pattern):
        token = match[0]
        out.append(_escape(token[1:], in_class) if token[0] == "\\" else token)
        in_class = token == "[" or (in_class and token != "]")
    return "".join(out)


def _escape(sign: str, in_class: bool) -> str:
    if len(sign) > 1:
        return f"\\u{{{int(sign[1:], 16):x}}}"
    kept = sign in _SYNTAX or sign.isalnum() or (sign == "-" and in_class)
    return f"\\{sign}" if kept else sign


def one_of(sequences: Iterable[tuple[int, ...]]) -> str:
    """A pattern for the longest of these sequences of code points: what several share, it says once."""
    return _pattern(_node(frozenset(sequences)))


def _node(tails: frozenset[tuple[int, ...]]) -> Node:
    after: dict[int, set[tuple[int, ...]]] = {}
    for tail in tails:
        if tail:
            after.setdefault(tail[0], set()).add(tail[1:])
    return () in tails, frozenset((head, _node(frozenset(rest))) for head, rest in after.items())


@cache
def _pattern(node: Node) -> str:
    ends, edges = node
    heads: dict[Node, list[int]] = {}
    for head, following in edges:
        heads.setdefault(following, []).append(head)
    if not heads:
        return ""
    ordered = sorted(heads.items(), key=lambda pair: min(pair[1]))
    either = "|".join(_class(points) + _pattern(following) for following, points in ordered)
    if len(ordered) == 1 and not ends:
        return either
    return f"(?:{either}){'?' if ends else ''}"


def _class(points: list[int]) -> str:
    """A character, or a class of several, with ranges."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    said = "".join(_sign(first) if first == end else f"{_sign(first)}-{_sign(end)}" for first, end in runs)
    return said if len(points) == 1 else f"[{said}]"


def _sign(point: int) -> str:
    """ASCII and what does not show stand as escapes: `*` is the beginning of an emoji."""
    return chr(point) if chr(point).isprintable() and point > 0x7F else f"\\u{{{point:x}}}"
