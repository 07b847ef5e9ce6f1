"""PNG of pictures with a palette, of which most rows stand in many others too: these are compressed once.

Source: PNG specification, third edition (W3C), sections 4 to 11; RFC 1951 on joining compressed blocks.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 1
"""The higher ones take two to twenty times as long for a fifth of the size."""
_END = b"\x03\x00"
"""An empty last block (RFC 1951, section 3.2.6)."""
Rows = tuple[int, int]
"""From the first row, up to the last but not with it."""


class Writer:
    """Writes pictures of one width that share most rows with `common`: rows of one byte a pixel, each after a byte 0
    (its filter type, None)."""

    def __init__(self, width: int, height: int, common: bytes, palette: bytes) -> None:
        self._row, self._height, self._common = width + 1, height, common
        header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x03\0\0\0"
        self._before = _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"PLTE", palette)
        self._known: dict[Rows, bytes] = {}

    def write(self, data: bytes, other: Sequence[Rows]) -> bytes:
        """The file of a picture `data` that differs from the common one in the rows `other`, in order."""
        parts = [b"\x78\x01"]
        for rows, is_other in self._bands(other):
            parts.append(self._packed(data, rows) if is_other else self._shared(rows))
        stream = b"".join([*parts, _END, zlib.adler32(data).to_bytes(4, "big")])
        return self._before + _chunk(b"IDAT", stream) + _chunk(b"IEND", b"")

    def _bands(self, other: Sequence[Rows]) -> Iterator[tuple[Rows, bool]]:
        at = 0
        for first, last in other:
            yield (at, first), False
            yield (first, last), True
            at = last
        yield (at, self._height), False

    def _shared(self, rows: Rows) -> bytes:
        if rows not in self._known:
            self._known[rows] = self._packed(self._common, rows)
        return self._known[rows]

    def _packed(self, data: bytes, rows: Rows) -> bytes:
        """Rows as blocks that refer to nothing before them, and end with a whole byte."""
        if rows[0] == rows[1]:
            return b""
        work = zlib.compressobj(_LEVEL, wbits=-15)
        return work.compress(data[rows[0] * self._row : rows[1] * self._row]) + work.flush(zlib.Z_FULL_FLUSH)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
