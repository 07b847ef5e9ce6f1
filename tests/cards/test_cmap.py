from __future__ import annotations

import pytest

from plugins.cards.cmap import covered
from tests.cards import THEME

DRAWN = {
    "1-serif-bold.ttf": "AZaz09éßŁğĐ“”–€Жя",
    "1-serif-regular.ttf": "AZaz09éßŁğĐ“”–€Жя",
    "2-greek-bold.ttf": "ΑΩαω",
    "3-arabic-bold.ttf": "ابجگ؟",
    "3-hebrew-bold.ttf": "אבת",
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_letters_of_the_bundled_fonts(name: str) -> None:
    found = covered((THEME / name).read_bytes())
    assert {c for c in DRAWN[name] if ord(c) not in found} == set()
    assert not {ord(c) for c in "中🎉"} & found


def test_every_bundled_font_has_its_licence() -> None:
    text = (THEME / "OFL.txt").read_text()
    assert {path.name[:2] for path in THEME.glob("*.ttf")} == {name[:2] for name in DRAWN}
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert sum(path.stat().st_size for path in THEME.glob("*.ttf")) < 300_000


@pytest.mark.parametrize("data", [b"", b"GIF89a", bytes(100), (THEME / "2-greek-bold.ttf").read_bytes()[:400]])
def test_what_is_no_font_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="is no TrueType"):
        covered(data)
