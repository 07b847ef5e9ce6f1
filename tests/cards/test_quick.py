from __future__ import annotations

import io

from PIL import Image

from plugins.cards import quick
from plugins.cards.cards import fonts_in
from plugins.cards.drawing import Drawing, read
from plugins.cards.fonts import Fonts
from tests.cards import THEME

FONTS = Fonts(fonts_in(THEME))


def a_drawing(ground: str) -> Drawing:
    return read(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{ground}'
        '<rect data-text="title" x="100" y="100" width="900" height="200" fill="#ff0000" '
        'font-family="Waypost Card Sans" data-sizes="60"/></svg>'
    )


def test_colours_are_those_of_the_drawing() -> None:
    drawing = a_drawing('<rect width="1200" height="630" fill="#123457"/><rect width="50" height="50" fill="#fedcba"/>')
    ground = quick.ground_of(drawing, FONTS.files)
    data = quick.draw(ground, list(drawing.lines({"title": "HHH"}, FONTS)), FONTS)
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    colours = {colour for _, colour in picture.getcolors(1 << 20) or ()}
    assert {(0x12, 0x34, 0x57), (0xFE, 0xDC, 0xBA), (255, 0, 0)} <= colours
    assert picture.getpixel((10, 10)) == (0xFE, 0xDC, 0xBA)
    assert picture.getpixel((1199, 629)) == (0x12, 0x34, 0x57)


def test_without_a_ground_it_is_white() -> None:
    drawing = a_drawing("")
    data = quick.draw(quick.ground_of(drawing, FONTS.files), [], FONTS)
    assert Image.open(io.BytesIO(data)).convert("RGB").getcolors() == [(1200 * 630, (255, 255, 255))]


def test_it_takes_only_what_stands_on_one_colour() -> None:
    plain, split = a_drawing(""), a_drawing('<rect x="200" width="600" height="630"/>')
    for drawing, taken in ((plain, True), (split, False)):
        lines = list(drawing.lines({"title": "Go"}, FONTS))
        assert quick.ground_of(drawing, FONTS.files).takes(lines) is taken
