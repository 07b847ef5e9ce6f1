from __future__ import annotations

import pytest

from plugins.cards import exact
from plugins.cards.drawing import Drawing
from plugins.core.errors import Misconfigured

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"></svg>'


def test_a_png_of_a_drawing_without_texts() -> None:
    assert exact.draw(Drawing(SVG, ()), (), ())[:8] == b"\x89PNG\r\n\x1a\n"


def test_what_cannot_be_drawn_is_told() -> None:
    with pytest.raises(Misconfigured, match=r"card\.svg cannot be drawn"):
        exact.draw(Drawing(SVG.replace("1200", "0"), ()), (), ())
