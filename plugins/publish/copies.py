"""Compressed copies beside text files ("index.html.br"): which files get one, and how it is made. Pure.

Servers send them as they are: Caddy by `precompressed`, nginx by `gzip_static`. Source of the formats: RFC 7932, 1952.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping
from typing import Literal

Encoding = Literal["br", "gz"]

_READ = frozenset(("css", "html", "js", "mjs", "svg"))
_TEXT = _READ | frozenset(("csv", "json", "map", "opml", "txt", "vtt", "wasm", "webmanifest", "xml"))
_SMALLEST = 200
"""Bytes: a shorter file fits into the first packet anyway."""
_LONG = 128 * 1024
"""Bytes above which the best compression takes seconds and saves little; such files are feeds and archives."""


def is_text(path: str) -> bool:
    """Whether a file is of a kind that compresses well."""
    return _ending(path) in _TEXT


def _ending(path: str) -> str:
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    return ending.lower() if stem else ""


def copies_in(paths: Collection[str]) -> frozenset[str]:
    """Those of `paths` that are compressed copies of others of them."""
    ended = (path for path in paths if path.endswith((".br", ".gz")))
    return frozenset(path for path in ended if is_text(path[:-3]) and path[:-3] in paths)


def compressed(data: bytes, path: str, encoding: Encoding) -> bytes | None:
    """The copy of a file's content; None where it would save nothing. The same content gives the same bytes."""
    if len(data) < _SMALLEST:
        return None
    made = _MAKERS[encoding](data, path)
    return made if len(made) < len(data) else None


def _brotli(data: bytes, path: str) -> bytes:
    """The best for what a reader waits for; what programs fetch by the hour need not take a second of ours."""
    import brotli

    best = _ending(path) in _READ and len(data) <= _LONG
    made: bytes = brotli.compress(data, quality=11 if best else 5)
    return made


def _gzip(data: bytes, path: str) -> bytes:
    """gzip without a time stamp and a name in it."""
    return zlib.compress(data, level=9, wbits=31)


_MAKERS: Mapping[Encoding, Callable[[bytes, str], bytes]] = {"br": _brotli, "gz": _gzip}


def maker(encoding: Encoding) -> str:
    """Who makes copies of an encoding, as a word for file names: another version may give other bytes."""
    if encoding == "gz":
        return f"zlib-{zlib.ZLIB_RUNTIME_VERSION}"
    import brotli

    return f"brotli-{brotli.__version__}"
