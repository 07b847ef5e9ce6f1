from __future__ import annotations

from pathlib import Path

import pytest

from plugins.cards.cards import fonts_in
from plugins.cards.fonts import Fonts, glyph
from plugins.core.errors import Misconfigured
from tests.cards import THEME

FONTS = Fonts(fonts_in(THEME))
FAMILY = "Waypost Card Sans"


def test_a_family_in_both_weights() -> None:
    assert FONTS.face(FAMILY, True).bold
    assert not FONTS.face(FAMILY, False).bold
    assert FONTS.face("Waypost Card Greek", False).bold, "the only one there is"


def test_widths_add_up_and_ask_the_next_font() -> None:
    face = FONTS.face(FAMILY, True)
    assert FONTS.width(face, "HiH") == pytest.approx(2 * FONTS.width(face, "H") + FONTS.width(face, "i"), abs=0.01)
    assert FONTS.width(face, "To") < FONTS.width(face, "T") + FONTS.width(face, "o") - 0.02, "kerning"
    assert FONTS.width(face, "i") < FONTS.width(face, "W")
    assert FONTS.width(face, "Ω") == FONTS.width(FONTS.face("Waypost Card Greek", True), "Ω")


def test_a_text_that_a_family_lacks_is_drawn_by_the_first_font_that_has_all_of_it() -> None:
    assert FONTS.face(FAMILY, True, "Ω").family == "Waypost Card Greek"
    assert FONTS.face(FAMILY, True, "Ж").family == FAMILY
    assert FONTS.face(FAMILY, True, "Ω مرحلة").family == FAMILY, "no font has all: resvg asks each for its letters"


def test_a_glyph_has_ink_above_its_baseline() -> None:
    ink, _, top = glyph(FONTS.face(FAMILY, True).path, 80, "H")
    assert ink.getextrema() == (0, 255)
    assert -80 < top < -40
    assert abs(ink.height + top) <= 1


def test_what_is_no_font_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_text("no font")
    with pytest.raises(Misconfigured, match=r"a\.ttf in the theme's folder"):
        Fonts(fonts_in(tmp_path))
