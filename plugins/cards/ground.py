"""The ground of many cards: all but their texts, drawn by resvg once.

It has few colours; below each text it has one. So a letter's edge is one of few shades between two colours, and the
whole card a picture with a palette.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageColor

from plugins.cards import exact
from plugins.cards.cards import HEIGHT, WIDTH
from plugins.cards.drawing import Drawing, Line, Place
from plugins.cards.png import Writer
from plugins.core.records import dataclass

_SHADES = 16
"""Steps between the colour of a letter and that below it: more are not seen."""
_COLOURS = 128
"""Of the ground; what has more of them is drawn with the nearest."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is below the texts. picture: one byte a pixel, with an empty column before the first for PNG's filter types;
    shades: text → for each strength of ink (0 to 255) the colour's place in the palette."""

    picture: Image.Image
    shades: dict[str, bytes]
    writer: Writer

    def takes(self, lines: Sequence[Line]) -> bool:
        """Whether these lines stand on one colour each."""
        return all(line.place.text in self.shades for line in lines)


@lru_cache(maxsize=16)
def ground_of(drawing: Drawing, fonts: tuple[str, ...]) -> Ground:
    """The ground of a drawing; remembered, since a preview asks for it again after every save. Raises Misconfigured
    where resvg cannot draw it."""
    with Image.open(io.BytesIO(exact.draw(drawing, (), fonts))) as drawn:
        picture, palette = _few_colours(_on_white(drawn))
    shades = {}
    for place in drawing.places:
        if _is_plain(place, picture) and len(palette) // 3 + _SHADES <= 256:
            shades[place.text] = _shades(place, picture, palette)
    canvas = Image.new("L", (WIDTH + 1, HEIGHT), 0)
    canvas.paste(picture, (1, 0))
    return Ground(canvas, shades, Writer(WIDTH, HEIGHT, canvas.tobytes(), bytes(palette)))


def _on_white(drawn: Image.Image) -> Image.Image:
    if drawn.mode != "RGBA" or drawn.getchannel("A").getextrema() == (255, 255):
        return drawn.convert("RGB")
    paper = Image.new("RGBA", drawn.size, "white")
    paper.alpha_composite(drawn)
    return paper.convert("RGB")


def _few_colours(drawn: Image.Image) -> tuple[Image.Image, bytearray]:
    """(each pixel's place in the palette, the palette). Most rows are like others: each kind is looked at once."""
    data, size = drawn.tobytes(), 3 * WIDTH
    rows = [data[at : at + size] for at in range(0, len(data), size)]
    kinds = {row: n for n, row in enumerate(dict.fromkeys(rows))}
    once = Image.frombytes("RGB", (WIDTH, len(kinds)), b"".join(kinds))
    found = once.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    places = found.tobytes()
    whole = b"".join(places[kinds[row] * WIDTH : (kinds[row] + 1) * WIDTH] for row in rows)
    return Image.frombytes("L", (WIDTH, HEIGHT), whole), bytearray(_exact_palette(once, found))


def _exact_palette(before: Image.Image, after: Image.Image) -> bytes:
    """The palette with the colour that each entry stands for most: quantizing gives the mean of its neighbours."""
    counts: dict[int, dict[tuple[int, ...], int]] = {}
    pairs = Image.merge("RGBA", (*before.split(), Image.frombytes("L", after.size, after.tobytes())))
    for count, (r, g, b, entry) in pairs.getcolors(before.width * before.height) or ():  # type: ignore[misc]
        counts.setdefault(entry, {})[r, g, b] = count
    found = {entry: max(colours, key=lambda c: (colours[c], c)) for entry, colours in counts.items()}
    return bytes(part for entry in range(max(found) + 1) for part in found.get(entry, (0, 0, 0)))


def _box(place: Place) -> tuple[int, int, int, int]:
    left, top = max(0, int(place.x)), max(0, int(place.y))
    return left, top, min(WIDTH, int(place.x + place.width) + 1), min(HEIGHT, int(place.y + place.height) + 1)


def _is_plain(place: Place, picture: Image.Image) -> bool:
    return len(picture.crop(_box(place)).getcolors() or ()) == 1


def _shades(place: Place, picture: Image.Image, palette: bytearray) -> bytes:
    """Strength of ink → place in the palette, which gets the shades that it lacks."""
    below = int(picture.crop(_box(place)).getextrema()[0])  # type: ignore[arg-type]
    paper, ink = palette[3 * below : 3 * below + 3], ImageColor.getrgb(place.fill)[:3]
    known = {bytes(palette[at : at + 3]): at // 3 for at in range(0, len(palette), 3)}
    places = [below]
    for step in range(1, _SHADES):
        mixed = bytes(round(p + (i - p) * step / (_SHADES - 1)) for p, i in zip(paper, ink, strict=True))
        if mixed not in known:
            known[mixed] = len(palette) // 3
            palette += mixed
        places.append(known[mixed])
    return bytes(places[round(strength * (_SHADES - 1) / 255)] for strength in range(256))
