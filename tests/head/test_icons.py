from __future__ import annotations

import struct
from pathlib import Path

from plugins.core.house import Claim, StaticFile
from plugins.head.icons import claims, found, units
from tests.factories import a_house
from tests.making import made, parts
from tests.theme.icons import ROOT, SIZES
from tests.theme.icons import made as drawn


def test_a_themes_files_stand_at_the_root(tmp_path: Path) -> None:
    (tmp_path / "root" / "folder").mkdir(parents=True)
    (tmp_path / "root" / "favicon.ico").write_bytes(b"icon")
    (tmp_path / "root" / "favicon.svg").write_bytes(b"<svg/>")
    files = found(tmp_path)
    assert list(claims(files, a_house())) == [Claim("favicon.ico", "the theme"), Claim("favicon.svg", "the theme")]
    before = parts(units(files, a_house()))
    assert made(units(files, a_house())) == {"favicon.ico": b"icon", "favicon.svg": b"<svg/>"}
    (tmp_path / "root" / "favicon.ico").write_bytes(b"other")
    after = parts(units(files, a_house()))
    assert [path for path in before if before[path] != after[path]] == ["favicon.ico"]


def test_a_sites_own_icon_goes_before_the_themes(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "favicon.ico").touch()
    own = a_house(files=[StaticFile("extra/favicon.ico", "/favicon.ico", 1)])
    assert list(claims(found(tmp_path), own)) == list(units(found(tmp_path), own)) == []
    assert found(tmp_path / "nowhere") == []


def test_the_icons_of_dots_are_drawn_from_the_one_of_lines() -> None:
    for name, data in drawn().items():
        assert (ROOT / name).read_bytes() == data, f"{name} is another: python -m tests.theme.icons"


def test_the_icon_holds_all_sizes() -> None:
    data = (ROOT / "favicon.ico").read_bytes()
    assert struct.unpack_from("<3H", data) == (0, 1, len(SIZES))
    for number, size in enumerate(SIZES):
        width, height, *_, length, at = struct.unpack_from("<4B2H2I", data, 6 + 16 * number)
        image = data[at : at + length]
        assert (width, height) == (size, size) == struct.unpack_from(">2I", image, 16)
        assert image[:8] == b"\x89PNG\r\n\x1a\n"
