"""What a font draws, and how it sets two letters beside each other.

Source: OpenType 1.9, "cmap" (formats 4 and 12), "kern" (format 0), "head".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""(platform, encoding) of the tables that map Unicode, the fullest first."""


def glyphs(font: bytes) -> Mapping[int, int]:
    """Code point → glyph, of a TrueType or OpenType font (not a collection). Raises ValueError where it is none."""
    try:
        table = _table(font, b"cmap")
        (count,) = struct.unpack_from(">H", table, 2)
        places = {(p, e): at for p, e, at in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])}
        best = next(places[key] for key in _UNICODE if key in places)
        return dict(_mapped(table[best:]))
    except (struct.error, StopIteration, KeyError) as error:
        raise ValueError("is no TrueType or OpenType font with a Unicode map") from error


def kerning(font: bytes) -> Mapping[tuple[int, int], float]:
    """(glyph, the next one) → how much further apart they stand, in em; nothing where the font does not tell.

    For a font that `glyphs` takes.
    """
    (em,) = struct.unpack_from(">H", _table(font, b"head"), 18)
    try:
        table = _table(font, b"kern")
        version, _, _, _, coverage, count = struct.unpack_from(">6H", table)
        pairs = struct.iter_unpack(">HHh", table[18 : 18 + 6 * count])
        return {(one, other): value / em for one, other, value in pairs} if (version, coverage >> 8) == (0, 0) else {}
    except (struct.error, KeyError):
        return {}


def _table(font: bytes, wanted: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {tag: (at, size) for tag, _, at, size in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])}
    at, size = tables[wanted]
    return font[at : at + size]


def _mapped(table: bytes) -> Iterator[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", table)
    if form == 12:
        (groups,) = struct.unpack_from(">I", table, 12)
        for first, last, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * groups]):
            yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
    elif form == 4:
        yield from _segments(table)
    else:
        raise ValueError(f"has a character map of form {form}, which no font of today has alone")


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    """Format 4: segments of code points, each with an end, a start, a difference and maybe a table of glyphs."""
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * double)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 3 * double)
    for n in range(count):
        for code in range(starts[n], ends[n] + 1):
            glyph = code
            if offsets[n]:
                at = 16 + 3 * double + 2 * n + offsets[n] + 2 * (code - starts[n])
                (glyph,) = struct.unpack_from(">H", table, at)
                if not glyph:
                    continue
            if code != 0xFFFF and (glyph + deltas[n]) & 0xFFFF:
                yield code, (glyph + deltas[n]) & 0xFFFF
