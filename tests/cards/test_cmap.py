from __future__ import annotations

import pytest

from plugins.cards.cmap import glyphs, kerning
from tests.cards import THEME

DRAWN = {
    "1-sans-bold.ttf": "AZaz09éßŁğĐ“”–€Жя",
    "1-sans-regular.ttf": "AZaz09éßŁğĐ“”–€Жя",
    "2-greek-bold.ttf": "ΑΩαω",
    "3-arabic-bold.ttf": "ابجگ؟",
    "3-hebrew-bold.ttf": "אבת",
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_letters_of_the_bundled_fonts(name: str) -> None:
    found = glyphs((THEME / name).read_bytes())
    assert {c for c in DRAWN[name] if ord(c) not in found} == set()
    assert not {ord(c) for c in "中🎉"} & found.keys()
    assert 0 not in found.values(), "the glyph of what is not there"


def test_kerning_of_the_bundled_fonts() -> None:
    data = (THEME / "1-sans-bold.ttf").read_bytes()
    found, apart = glyphs(data), kerning(data)
    assert apart[found[ord("T")], found[ord("o")]] < -0.05
    assert (found[ord("H")], found[ord("H")]) not in apart
    assert kerning((THEME / "3-hebrew-bold.ttf").read_bytes()) == {}


def test_every_bundled_font_has_its_licence() -> None:
    text = (THEME / "OFL.txt").read_text()
    assert {path.name[:2] for path in THEME.glob("*.ttf")} == {name[:2] for name in DRAWN}
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert sum(path.stat().st_size for path in THEME.glob("*.ttf")) < 400_000


@pytest.mark.parametrize("data", [b"", b"GIF89a", bytes(100), (THEME / "2-greek-bold.ttf").read_bytes()[:400]])
def test_what_is_no_font_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="is no TrueType"):
        glyphs(data)
