"""Real pictures, byte by byte, with and without what they tell of their maker."""

from __future__ import annotations

import base64
import zlib

POSITION = b"52.5163N13.3777E"
"""What must never get out: it stands in every piece of metadata here."""


def segment(marker: int, payload: bytes) -> bytes:
    """A JPEG segment."""
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def tiff(*entries: tuple[int, int, int, int], order: str = "big", tail: bytes = POSITION) -> bytes:
    """An Exif block with these entries (tag, type, count, value of two bytes) in its first directory."""
    o = "little" if order == "little" else "big"
    head = (b"II*\0" if o == "little" else b"MM\0*") + (8).to_bytes(4, o) + len(entries).to_bytes(2, o)
    rows = [
        tag.to_bytes(2, o) + kind.to_bytes(2, o) + count.to_bytes(4, o) + value.to_bytes(2, o) + b"\0\0"
        for tag, kind, count, value in entries
    ]
    return head + b"".join(rows) + b"\0\0\0\0" + tail


def turned(value: int, order: str = "big") -> bytes:
    """An Exif block as a camera writes it: maker, orientation, a pointer to the position."""
    return tiff((0x010F, 2, 4, 0), (0x0112, 3, 1, value), (0x8825, 4, 1, 62), order=order)


JFIF = segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0")
TABLES = (
    segment(0xDB, b"\0" + b"\x01" * 64)
    + segment(0xC0, b"\x08\0\x08\0\x08\x01\x01\x11\0")
    + segment(0xC4, b"\0" + b"\x01" + b"\0" * 15 + b"\0")
    + segment(0xC4, b"\x10" + b"\x01" + b"\0" * 15 + b"\0")
)
SCAN = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x3f\xff\0\xff\xd0\x3f"
END = b"\xff\xd9"


def jpeg(early: bytes = b"", late: bytes = b"", scans: bytes = SCAN, start: bytes = JFIF, tail: bytes = b"") -> bytes:
    """A grey square of 8 by 8; `early` stands before its tables, `late` before its scan, `tail` behind its end."""
    return b"\xff\xd8" + start + early + TABLES + late + scans + END + tail


def chunk(kind: bytes, payload: bytes = b"") -> bytes:
    """A PNG chunk."""
    check = zlib.crc32(kind + payload).to_bytes(4, "big")
    return len(payload).to_bytes(4, "big") + kind + payload + check


PNG_HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0")
PIXEL = chunk(b"IDAT", zlib.compress(b"\0" * 5))


def png(early: bytes = b"", late: bytes = b"", tail: bytes = b"") -> bytes:
    """One clear pixel; `early` stands before it, `late` behind it."""
    return PNG_HEAD + early + PIXEL + late + chunk(b"IEND") + tail


def riff(kind: bytes, payload: bytes) -> bytes:
    """A chunk of WebP."""
    return kind + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


LOSSLESS = riff(b"VP8L", base64.b64decode("LwAAABAHEBERiIj+BwA="))


def webp(*chunks: bytes, tail: bytes = b"") -> bytes:
    """A WebP file of these chunks."""
    return riff(b"RIFF", b"WEBP" + b"".join(chunks)) + tail


def canvas(flags: int) -> bytes:
    """The header of an extended WebP of one pixel."""
    return riff(b"VP8X", bytes([flags]) + b"\0" * 9)


GIF_HEAD = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
TIMING = b"\x21\xf9\x04\x01\0\0\0\0"
DOT = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"


def gif(early: bytes = b"", late: bytes = b"", tail: bytes = b"") -> bytes:
    """One dot with its timing; `early` stands before it, `late` behind it."""
    return GIF_HEAD + early + TIMING + DOT + late + b"\x3b" + tail


def note(label: int, *texts: bytes) -> bytes:
    """A GIF extension of these sub-blocks."""
    return bytes([0x21, label]) + b"".join(bytes([len(text)]) + text for text in texts) + b"\0"
