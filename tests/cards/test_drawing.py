from __future__ import annotations

import pytest

from plugins.cards.cards import fonts_in
from plugins.cards.drawing import read
from plugins.cards.fonts import Fonts
from plugins.core.errors import Misconfigured
from tests.cards import THEME

FONTS = Fonts(fonts_in(THEME))
PLACE = {
    "data-text": "title",
    "x": "100",
    "y": "100",
    "width": "900",
    "height": "200",
    "fill": "#123456",
    "font-family": "Waypost Card Sans",
    "data-sizes": "60 40",
}


def svg(inside: str = "", size: str = 'width="1200" height="630"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><g><circle r="3"/>{inside}</g></svg>'


def place(**changed: str | None) -> str:
    given = {**PLACE, **{name.replace("_", "-"): value for name, value in changed.items()}}
    attributes = " ".join(f'{name}="{value}"' for name, value in given.items() if value is not None)
    return f"<rect {attributes}/>"


def test_places_are_taken_out_and_all_else_stays() -> None:
    drawing = read(svg(place()))
    assert "<circle" in drawing.svg
    assert "data-text" not in drawing.svg
    (found,) = drawing.places
    assert (found.text, found.width, found.sizes, found.bold, found.end) == ("title", 900.0, (60, 40), False, False)


@pytest.mark.parametrize(
    ("text", "changed", "x", "anchor"),
    [
        ("Left", {}, 100, "start"),
        ("Right", {"data_align": "end"}, 1000, "end"),
        ("מימין", {}, 1000, "end"),
        ("משמאל", {"data_align": "end"}, 100, "start"),
    ],
)
def test_a_text_begins_where_its_script_does(text: str, changed: dict[str, str], x: float, anchor: str) -> None:
    (line,) = read(svg(place(**changed))).lines({"title": text}, FONTS)
    assert (line.x, line.anchor) == (x, anchor)


@pytest.mark.parametrize(("valign", "low"), [("top", 100), ("middle", 165), ("bottom", 230)])
def test_where_a_short_text_stands(valign: str, low: float) -> None:
    (line,) = read(svg(place(data_valign=valign))).lines({"title": "Go"}, FONTS)
    assert low < line.y < low + 70


def test_every_line_of_a_long_text_lies_in_its_box() -> None:
    lines = list(read(svg(place())).lines({"title": "What buyers do before they can name it " * 3}, FONTS))
    assert len(lines) > 2
    assert all(100 + line.size * 0.7 < line.y < 300 for line in lines)
    assert all(FONTS.width(line.face, line.text) * line.size <= 900 for line in lines)


def test_a_text_that_is_empty_has_no_lines() -> None:
    assert list(read(svg(place())).lines({"title": ""}, FONTS)) == []


BAD = {
    "no well-formed SVG": "<svg",
    "is not <svg": svg(size='width="1000" height="630"'),
    "known: title": svg(place(data_text="summary")),
    "'width'": svg(place(width=None)),
    "could not convert": svg(place(x="left")),
    "invalid literal": svg(place(data_sizes="60 big")),
}


@pytest.mark.parametrize("words", BAD)
def test_a_fault_of_the_drawing_is_told(words: str) -> None:
    with pytest.raises(Misconfigured, match=words):
        read(BAD[words])


def test_a_font_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(Misconfigured, match=r"Comic.*Waypost Card Sans"):
        list(read(svg(place(font_family="Comic"))).lines({"title": "Go"}, FONTS))
