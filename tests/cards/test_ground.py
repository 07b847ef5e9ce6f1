from __future__ import annotations

from plugins.cards.cards import fonts_in
from plugins.cards.drawing import Drawing, read
from plugins.cards.fonts import Fonts
from plugins.cards.ground import ground_of
from tests.cards import THEME

FONTS = Fonts(fonts_in(THEME))


def a_drawing(ground: str) -> Drawing:
    return read(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{ground}'
        '<rect data-text="title" x="100" y="100" width="900" height="200" fill="#ff0000" '
        'font-family="Waypost Card Sans" data-sizes="60"/></svg>'
    )


def test_it_takes_only_what_stands_on_one_colour() -> None:
    plain, split = a_drawing(""), a_drawing('<rect x="200" width="600" height="630"/>')
    for drawing, taken in ((plain, True), (split, False)):
        lines = list(drawing.lines({"title": "Go"}, FONTS))
        assert ground_of(drawing, FONTS.files).takes(lines) is taken


def test_before_its_first_column_are_the_filter_types() -> None:
    picture = ground_of(a_drawing('<rect width="1200" height="630" fill="#123457"/>'), FONTS.files).picture
    assert picture.size == (1201, 630)
    assert not picture.crop((0, 0, 1, 630)).getbbox()
