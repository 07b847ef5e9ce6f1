"""How large an image is, read from its head, and whether it is one picture of dots.

Sources: W3C PNG (third edition) §11.2; ITU-T T.81 §B.2.2; GIF89a §18; RFC 9649 (WebP) §2; ISO/IEC 23008-12 (ispe);
SVG 2 §8.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import regex

from plugins.core.pictures import Measure
from plugins.posts import jpeg

_TAG = regex.compile(rb"<(?:\w+:)?svg\b(?>[^>\"']|\"[^\"]*\"|'[^']*')*+>")
_LENGTH = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']""")
_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*[-+0-9.e]+[\s,]+[-+0-9.e]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)\s*["']""")
_FRAMES = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}
_LARGEST = 2**31 - 1
"""Pixels a side (PNG §11.2.1, the largest that any of them can tell)."""
_ROWS, _WAVES = 200_000_000, 60_000_000
"""Pixels up to which a JPEG is scaled: one that comes row by row, all its colours in one scan, needs no memory for what
is passed over; of any other, as of a progressive one, all waves are held, at up to six bytes a pixel."""
_IN_ROWS, _SCAN = frozenset((0xC0, 0xC1, 0xC9)), 0xDA


def measure(data: bytes, ending: str) -> Measure | None:
    """The measure of an image with this ending (lower case, without dot); None where it is none, or cannot be told.

    data: what is published of it, an image that was cleaned or checked before.
    """
    try:
        found = _BY_ENDING[ending](data) if ending in _BY_ENDING else None
    except (IndexError, ValueError, OverflowError):
        return None
    return found if found and 0 < found.width <= _LARGEST and 0 < found.height <= _LARGEST else None


def _png(data: bytes) -> Measure:
    """Still unless it is animated."""
    return Measure(_big(data[16:20]), _big(data[20:24]), b"acTL" not in data[: data.find(b"IDAT")])


def _jpeg(data: bytes) -> Measure | None:
    turned, sides, colours = 1, (0, 0), 0
    for code, payload, _ in jpeg.segments(data):
        if code == 0xE1 and payload.startswith(b"Exif\0\0"):
            turned = jpeg.orientation(payload[6:])
        if code in _FRAMES:
            high, wide = _big(payload[1:3]), _big(payload[3:5])
            sides = (high, wide) if turned > 4 else (wide, high)
            colours = payload[5] if code in _IN_ROWS else 0
        if code == _SCAN:
            return Measure(*sides, True, _ROWS if payload[0] == colours else _WAVES)
    return None


def _gif(data: bytes) -> Measure:
    return Measure(_little(data[6:8]), _little(data[8:10]))


def _webp(data: bytes) -> Measure | None:
    kind, at = data[12:16], data[20:]
    if kind == b"VP8X":
        return Measure(_little(at[4:7]) + 1, _little(at[7:10]) + 1, not at[0] & 0x02)
    if kind == b"VP8L":
        bits = _little(at[1:5])
        return Measure((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, True)
    return Measure(_little(at[6:8]) & 0x3FFF, _little(at[8:10]) & 0x3FFF, True)


def _avif(data: bytes) -> Measure | None:
    """The largest of its images: the others are tiles, or what is clear in it."""
    sizes = [(_big(m[1]), _big(m[2])) for m in re.finditer(rb"ispe\0\0\0\0(....)(....)", data, re.S)]
    return Measure(*max(sizes)) if sizes and b"irot" not in data else None


def _svg(data: bytes) -> Measure | None:
    """By its width and height in pixels, else by its view box."""
    tag = _TAG.search(data)
    if tag is None:
        return None
    given = {name: float(number) for name, number in _LENGTH.findall(tag[0])}
    box = _BOX.search(tag[0])
    sides = [given[b"width"], given[b"height"]] if len(given) == 2 else [float(n) for n in box.groups()] if box else []
    return Measure(max(1, round(sides[0])), max(1, round(sides[1]))) if sides else None


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


_BY_ENDING: Mapping[str, Callable[[bytes], Measure | None]] = {
    "png": _png,
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "gif": _gif,
    "webp": _webp,
    "avif": _avif,
    "svg": _svg,
}
