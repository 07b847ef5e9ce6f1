"""PNG and WebP without what they tell of their maker, place and time. Chunks are cut out whole: no pixel is touched.

Sources: W3C PNG (third edition) §5 and §11; RFC 9649 (WebP) §2.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
_PNG_NEEDED = frozenset([b"IHDR", b"PLTE", b"IDAT", b"IEND"])
_PNG_KEPT = _PNG_NEEDED | frozenset(b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP mDCV cLLI".split())
"""The picture, its colours, its size and its frames. No text, no time, no Exif, nothing that is not named here."""

_WEBP_IMAGES = frozenset([b"VP8 ", b"VP8L", b"ANMF"])
_WEBP_KEPT = _WEBP_IMAGES | {b"VP8X", b"ICCP", b"ANIM", b"ALPH"}
_WEBP_TOLD = 0x08 | 0x04
"""The flags of VP8X that promise an EXIF and an XMP chunk."""
_FRAME_HEADER = 16


def clean_png(data: bytes) -> bytes:
    """The same picture from its kept chunks. Raises ValueError, in words that go on after "is no valid PNG: "."""
    out, seen = [PNG], set[bytes]()
    for kind, payload, check in _png_chunks(data):
        if not seen and (kind != b"IHDR" or len(payload) != 13):
            raise ValueError("it does not begin with its header")
        seen.add(kind)
        if kind in _PNG_KEPT:
            if zlib.crc32(kind + payload) != check:
                raise ValueError(f"the check sum of its chunk {kind.decode()} is wrong")
            out.append(b"%b%b%b%b" % (len(payload).to_bytes(4, "big"), kind, payload, check.to_bytes(4, "big")))
        elif not kind[0] & 0x20:  # an upper-case first letter: no decoder may pass over it
            raise ValueError(f"it needs a chunk {kind!r} that no browser knows")
    if b"IDAT" not in seen:
        raise ValueError("it holds no picture")
    return b"".join(out)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """(type, payload, check sum) up to the end chunk; what stands behind that is not looked at."""
    at, kind = len(PNG), b""
    while kind != b"IEND":
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + size
        if end + 4 > len(data):
            raise ValueError("it ends in the middle")
        if kind == b"IEND" and size:
            raise ValueError("its end chunk is not empty")
        yield kind, data[at + 8 : end], int.from_bytes(data[end : end + 4], "big")
        at = end + 4


def clean_webp(data: bytes) -> bytes:
    """The same picture from its kept chunks. Raises ValueError, in words that go on after "is no valid WebP: "."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise ValueError("it ends in the middle")
    out, seen = [b"WEBP"], set[bytes]()
    for kind, payload in _riff_chunks(data[:end], 12):
        if not seen and kind not in (b"VP8 ", b"VP8L", b"VP8X"):
            raise ValueError("it does not begin with its header")
        seen.add(kind)
        if kind in _WEBP_KEPT:
            out.append(_riff_chunk(kind, _webp_payload(kind, payload)))
    if not seen & _WEBP_IMAGES:
        raise ValueError("it holds no picture")
    return _riff_chunk(b"RIFF", b"".join(out))


def _webp_payload(kind: bytes, payload: bytes) -> bytes:
    """A kept chunk's payload without promises of dropped chunks, and a frame's without unknown chunks."""
    if kind == b"VP8X":
        if len(payload) < 10:
            raise ValueError("its header is too short")
        return bytes([payload[0] & ~_WEBP_TOLD]) + payload[1:10]
    if kind == b"ANMF":
        frame = [(k, p) for k, p in _riff_chunks(payload, _FRAME_HEADER) if k in (b"ALPH", b"VP8 ", b"VP8L")]
        return payload[:_FRAME_HEADER] + b"".join(_riff_chunk(*chunk) for chunk in frame)
    return payload


def _riff_chunks(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    """(four characters, payload); the padding byte of an odd last chunk may be missing, as some encoders leave it."""
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size
        if at + 8 > len(data) or end > len(data):
            raise ValueError("it ends in the middle")
        yield data[at : at + 4], data[at + 8 : end]
        at = end + size % 2


def _riff_chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)
