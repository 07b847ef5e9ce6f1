"""Cards drawn by Pillow on a ground that resvg drew once for many: a fiftieth of the time, for what is set plainly.

Only the rows that a text touches are drawn and packed; the others are the ground's. Most names of authors and stages
stand on many cards, in the same place of the same ground: their rows are remembered too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw

from plugins.cards.cards import HEIGHT, WIDTH
from plugins.cards.drawing import Line
from plugins.cards.fonts import Fonts, glyph
from plugins.cards.ground import Ground
from plugins.cards.png import Piece, Rows, pack

_EDGE = 8
"""Pixels that a letter may stand out of its width."""
_STEP = 16
"""Rows that are drawn begin and end at multiples of it, so that many cards have the others in common."""


def draw(ground: Ground, lines: Sequence[Line], fonts: Fonts) -> bytes:
    """A PNG of the ground with these lines on it."""
    touched = [(_rows(line, fonts), line) for line in lines]
    bands = []
    for band in _joined([rows for rows, _ in touched]):
        inside = tuple([line for rows, line in touched if band[0] <= rows[0] < band[1]])
        is_new = any(line.place.text == "title" for line in inside)
        bands.append((band, (_piece if is_new else _known_piece)(ground, band, inside, fonts)))
    return ground.writer.write(bands)


def _rows(line: Line, fonts: Fonts) -> Rows:
    """The rows that a line touches, and some more; none where it is out of sight."""
    ink, _, top = _ink(line, fonts)
    first, last = top // _STEP * _STEP, -(-(top + ink.height) // _STEP) * _STEP
    return min(max(0, first), HEIGHT), min(max(0, last), HEIGHT)


def _piece(ground: Ground, rows: Rows, lines: tuple[Line, ...], fonts: Fonts) -> Piece:
    """Rows of the ground with these lines on them; later ones stand on former ones."""
    picture = ground.picture.crop((0, rows[0], WIDTH + 1, rows[1]))
    for line in lines:
        ink, left, top = _ink(line, fonts)
        picture.paste(ink.point(ground.shades[line.place.text]), (left, top - rows[0]))
    picture.paste(0, (0, 0, 1, picture.height))  # no letter may stand on the filter types
    return pack(picture.tobytes())


_known_piece = lru_cache(maxsize=1024)(_piece)
"""For all but titles: each of those stands on one card, and would push out what stands on many."""


@lru_cache(maxsize=64)
def _ink(line: Line, fonts: Fonts) -> tuple[Image.Image, int, int]:
    """The ink of a line with `_EDGE` free pixels before it, and where its upper left corner is; remembered, since many
    cards name the same author.

    Letters stand where their exact widths put them; Pillow would round each width, and lines would grow.
    """
    advances = fonts.advances(line.face, line.text)
    signs = [(letter, advance * line.size) for letter, advance in zip(line.text, advances, strict=True)]
    glyphs = {letter: glyph(line.face.path, line.size, letter) for letter, _ in signs}
    above = -min(top for _, _, top in glyphs.values())
    below = max(mask.height + top for mask, _, top in glyphs.values())
    ink, at = Image.new("L", (int(sum(width for _, width in signs)) + 2 * _EDGE, max(1, above + below)), 0), 0.0
    pen = ImageDraw.Draw(ink)
    for letter, width in signs:
        mask, left, top = glyphs[letter]
        pen.bitmap((round(at) + left + _EDGE, top + above), mask, 255)
        at += width
    # the column that PNG wants before the first pixel moves everything by one
    left = round(line.x - (fonts.width(line.face, line.text) * line.size if line.anchor == "end" else 0)) + 1
    return ink, left - _EDGE, int(line.y) - above


def _joined(bands: Sequence[Rows]) -> list[Rows]:
    """The same rows, in order, none twice."""
    out: list[Rows] = []
    for first, last in sorted(bands):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out
