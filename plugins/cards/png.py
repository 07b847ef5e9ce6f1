"""PNG of pictures with a palette, put together from pieces: rows that stand in many pictures are compressed once.

Source: PNG specification, third edition (W3C), sections 4 to 11; RFC 1950 on the checksum; RFC 1951 on joining
compressed blocks.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from plugins.core.records import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BEGIN = b"\x78\x01"
"""Of the stream (RFC 1950, section 2.2)."""
_END = b"\x03\x00"
"""An empty last block (RFC 1951, section 3.2.6)."""
_LEVEL = 1
"""The higher ones take two to twenty times as long for a fifth of the size; looking for runs alone saves as much."""
_MEMORY = 6
"""Of 9: so zlib's tables stay in the processor's cache, and files are as small."""
_BASE = 65521
"""Of Adler-32 (RFC 1950, section 8.2)."""
Rows = tuple[int, int]
"""From the first row, up to the last but not with it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of a picture. packed: as blocks that refer to nothing before them, and end with a whole byte; size, adler:
    of the bytes that they stand for."""

    packed: bytes
    size: int
    adler: int


def pack(data: bytes) -> Piece:
    """Rows of one byte a pixel, each after a byte 0 (its filter type, None)."""
    if not data:
        return Piece(b"", 0, 1)
    work = zlib.compressobj(_LEVEL, wbits=-15, memLevel=_MEMORY, strategy=zlib.Z_RLE)
    return Piece(work.compress(data) + work.flush(zlib.Z_FULL_FLUSH), len(data), zlib.adler32(data))


def adler_of(pieces: Sequence[Piece]) -> int:
    """Adler-32 of what all these pieces stand for, one after the other, from that of each."""
    low, high = 1, 0
    for piece in pieces:
        one, other = piece.adler & 0xFFFF, piece.adler >> 16
        # `high` sums `low` up after every byte, and each of the piece was counted from 1 instead of from `low`
        high = (high + other + piece.size * (low - 1)) % _BASE
        low = (low + one - 1) % _BASE
    return high << 16 | low


class Writer:
    """Writes pictures of one width that share most rows with `common`, rows as `pack` takes them."""

    def __init__(self, width: int, height: int, common: bytes, palette: bytes) -> None:
        self._row, self._height, self._common = width + 1, height, common
        header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x03\0\0\0"
        self._before = _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"PLTE", palette)
        self._known: dict[Rows, Piece] = {}

    def write(self, other: Sequence[tuple[Rows, Piece]]) -> bytes:
        """The file of a picture that differs from the common one in these rows, in order."""
        pieces = list(self._pieces(other))
        parts = [_BEGIN, *[piece.packed for piece in pieces], _END, adler_of(pieces).to_bytes(4, "big")]
        return self._before + _chunk(b"IDAT", b"".join(parts)) + _chunk(b"IEND", b"")

    def _pieces(self, other: Sequence[tuple[Rows, Piece]]) -> Iterator[Piece]:
        at = 0
        for (first, last), piece in other:
            yield self._shared((at, first))
            yield piece
            at = last
        yield self._shared((at, self._height))

    def _shared(self, rows: Rows) -> Piece:
        if rows not in self._known:
            self._known[rows] = pack(self._common[rows[0] * self._row : rows[1] * self._row])
        return self._known[rows]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(data, zlib.crc32(kind)).to_bytes(4, "big")
