"""GIF without comments, texts and applications' notes. Blocks are cut out whole: no pixel is touched.

Source: GIF89a specification, §17 to §27; the looping extension is Netscape's, known to all browsers.
"""

from __future__ import annotations

from collections.abc import Iterator

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPING = b"\x0bNETSCAPE2.0\x03\x01"
_HEADER, _DESCRIPTOR = 13, 10
_CUT = "it ends in the middle"


def clean(data: bytes) -> bytes:
    """The same pictures, their timing and their looping; nothing behind the trailer.

    Raises ValueError, in words that go on after "is no valid GIF: ".
    """
    start = _HEADER + _table(data, _HEADER - 3)
    if start > len(data):
        raise ValueError(_CUT)
    out, images = [data[:start]], 0
    for kind, block in _blocks(data, start):
        images += kind == _IMAGE
        out.append(block if kind == _IMAGE else _extension(block))
    if not images:
        raise ValueError("it holds no picture")
    return b"".join([*out, bytes([_TRAILER])])


def _blocks(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(introducer, whole block) up to the trailer, which some encoders forget."""
    while at < len(data) and data[at] != _TRAILER:
        start, kind = at, data[at]
        if kind == _IMAGE:
            at += _DESCRIPTOR + _table(data, at + _DESCRIPTOR - 1) + 1  # and the byte of the smallest code
        elif kind == _EXTENSION:
            at += 2
        else:
            raise ValueError(f"no block begins with {kind:02X}, as at byte {at}")
        at = _chain(data, at)
        yield kind, data[start:at]


def _table(data: bytes, at: int) -> int:
    """The size in bytes of the colour table that the flags at `at` announce."""
    if at >= len(data):
        raise ValueError(_CUT)
    return 3 << (data[at] & 7) + 1 if data[at] & 0x80 else 0


def _chain(data: bytes, at: int) -> int:
    """Where the chain of sub-blocks that begins at `at` ends."""
    while at < len(data):
        size = data[at]
        at += 1 + size
        if not size:
            return at
    raise ValueError(_CUT)


def _extension(block: bytes) -> bytes:
    """An extension as it is written: timing and looping in their own bytes only, others not at all."""
    label, body = block[1], block[2:]
    if label == _CONTROL:
        if body[:1] != b"\x04":
            raise ValueError("its timing is broken")
        return block[:7] + b"\0"
    if label == _APPLICATION and body.startswith(_LOOPING) and len(body) >= 17:
        return block[:18] + b"\0"
    return b""
