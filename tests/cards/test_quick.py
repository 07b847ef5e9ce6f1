from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.cards import quick
from plugins.cards.cards import fonts_in
from plugins.cards.drawing import Drawing, Line, read
from plugins.cards.fonts import Fonts
from plugins.cards.ground import Ground, ground_of
from tests.cards import THEME

FONTS = Fonts(fonts_in(THEME))
GROUND = '<rect width="1200" height="630" fill="#123457"/><rect width="50" height="50" fill="#fedcba"/>'


def a_place(text: str, x: int = 100, y: int = 100, height: int = 200, sizes: str = "60", more: str = "") -> str:
    return (
        f'<rect data-text="{text}" x="{x}" y="{y}" width="{min(900, 1200 - x)}" height="{height}" fill="#ff0000" '
        f'font-family="Waypost Card Sans" data-sizes="{sizes}" {more}/>'
    )


def a_drawing(*inside: str) -> Drawing:
    return read(f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{"".join(inside)}</svg>')


def drawn(drawing: Drawing, **texts: str) -> Image.Image:
    data = quick.draw(ground_of(drawing, FONTS.files), list(drawing.lines(texts, FONTS)), FONTS)
    return Image.open(io.BytesIO(data))


def test_colours_are_those_of_the_drawing() -> None:
    picture = drawn(a_drawing(GROUND, a_place("title")), title="HHH").convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1 << 20) or ()}
    assert {(0x12, 0x34, 0x57), (0xFE, 0xDC, 0xBA), (255, 0, 0)} <= colours
    assert picture.getpixel((10, 10)) == (0xFE, 0xDC, 0xBA)
    assert picture.getpixel((1199, 629)) == (0x12, 0x34, 0x57)


def test_without_a_ground_it_is_white() -> None:
    assert drawn(a_drawing(a_place("title"))).convert("RGB").getcolors() == [(1200 * 630, (255, 255, 255))]


def test_a_text_at_the_left_edge_leaves_the_filter_types_alone() -> None:
    """Its letters have room before them that reaches beyond the edge."""
    edge, away = (
        a_drawing(f'{GROUND}<path d="M0 80h1200v240H0z" fill="#eee"/>', a_place("title", x=x)) for x in (0, 300)
    )
    assert ground_of(edge, FONTS.files).shades["title"][0], "a filter type of 0 would hide it"
    pictures = [drawn(drawing, title="Go").convert("RGB") for drawing in (edge, away)]
    assert pictures[0].crop((0, 130, 200, 300)).tobytes() == pictures[1].crop((300, 130, 500, 300)).tobytes()


def whole(ground: Ground, lines: list[Line]) -> bytes:
    """What a card shows, drawn in one piece: each line on a copy of the whole ground, in their order."""
    picture = ground.picture.copy()
    for line in lines:
        ink, left, top = quick._ink(line, FONTS)
        picture.paste(ink.point(ground.shades[line.place.text]), (left, top))
    return picture.crop((1, 0, *picture.size)).tobytes()


LETTERS = st.text("aA gjÅÉÇ_.-–“’ÄWfTo1", min_size=1, max_size=70).filter(str.strip)
SCATTERED = a_drawing(  # some beside, some upon others, at the edges, and not in the order of their rows
    GROUND,
    a_place("site", x=60, y=560, height=70, sizes="60 8"),
    a_place("title", y=120, height=330, sizes="90 42 10", more='data-leading="0.7"'),
    a_place("authors", x=300, y=400, height=80, sizes="50 8", more='data-align="end"'),
    a_place("stage", y=80, height=70, sizes="60 9"),
    a_place("host", x=700, y=0, height=50, sizes="42 9", more='data-valign="bottom"'),
)


@settings(max_examples=60)
@given(title=LETTERS, authors=LETTERS, stage=LETTERS, site=LETTERS, host=LETTERS)
def test_band_by_band_is_the_whole(**texts: str) -> None:
    ground, lines = ground_of(SCATTERED, FONTS.files), list(SCATTERED.lines(texts, FONTS))
    assert ground.takes(lines)
    with Image.open(io.BytesIO(quick.draw(ground, lines, FONTS))) as picture:
        assert picture.tobytes() == whole(ground, lines)


@pytest.mark.parametrize(("y", "valign"), [(-100, "top"), (-40, "middle"), (590, "middle"), (590, "bottom")])
def test_a_text_partly_or_wholly_out_of_sight(y: int, valign: str) -> None:
    drawing = a_drawing(GROUND, a_place("title", y=y, height=120, more=f'data-valign="{valign}"'))
    lines = list(drawing.lines({"title": "Go"}, FONTS))
    assert drawn(drawing, title="Go").tobytes() == whole(ground_of(drawing, FONTS.files), lines)
