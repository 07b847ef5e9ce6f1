from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.core.house import House
from plugins.core.unit import Unit
from plugins.posts.shelf import Shelf
from tests.factories import a_house


class Rooms:
    """Two rooms that hand in three files each, and remember how far they were asked."""

    def __init__(self, tmp_path: Path) -> None:
        self.asked: list[str] = []
        self.faulty = ""
        (tmp_path / "file").write_bytes(b"from disk")
        self.house = a_house()
        self.house.units = [lambda house: self.units("a"), lambda house: self.units("b")]
        self.disk = tmp_path / "file"

    def units(self, room: str) -> Iterator[Unit]:
        for n in (1, 2, 3):
            path = f"{room}/{n}.html"
            if path == self.faulty:
                raise ValueError("a template is wrong")
            self.asked.append(path)
            yield Unit(path, room, None, (lambda path=path: path.encode()) if n < 3 else (lambda: self.disk))


@pytest.fixture
def rooms(tmp_path: Path) -> Rooms:
    return Rooms(tmp_path)


def test_nobody_is_asked_before_a_file_is(rooms: Rooms) -> None:
    shelf = Shelf(rooms.house, {})
    assert rooms.asked == []
    assert shelf.make("a/2.html") == b"a/2.html"
    assert rooms.asked == ["a/1.html", "a/2.html"]
    assert shelf.make("a/1.html") == b"a/1.html"
    assert shelf.make("a/3.html") == b"from disk"
    assert len(rooms.asked) == 3


def test_a_known_way_leads_past_other_rooms(rooms: Rooms) -> None:
    shelf = Shelf(rooms.house, {"b/1.html": 1})
    assert shelf.make("b/1.html") == b"b/1.html"
    assert rooms.asked == ["b/1.html"]


def test_where_all_paths_are_known_no_other_is_searched(rooms: Rooms) -> None:
    shelf = Shelf(rooms.house, {"b/1.html": 1}, is_known=True)
    assert shelf.has("b/1.html")
    assert not shelf.has("nope")
    assert shelf.make("nope") is None
    assert rooms.asked == []


def test_a_way_that_is_no_more_is_forgotten(rooms: Rooms) -> None:
    shelf = Shelf(rooms.house, {"gone.html": 0, "b/2.html": 0})
    assert shelf.make("gone.html") is None
    assert shelf.make("b/2.html") == b"b/2.html"
    assert sorted(shelf.paths()) == [f"{room}/{n}.html" for room in "ab" for n in (1, 2, 3)]
    assert shelf.is_known
    assert shelf.routes["b/2.html"] == 1


def test_a_room_that_fails_fails_again_and_is_whole_when_mended(rooms: Rooms) -> None:
    rooms.faulty = "a/2.html"
    shelf = Shelf(rooms.house, {})
    for _ in range(2):
        with pytest.raises(ValueError, match="a template is wrong"):
            shelf.make("a/3.html")
    rooms.faulty = ""
    assert shelf.make("a/2.html") == b"a/2.html"


def test_what_is_found_while_a_file_is_made_does_not_pile_up(rooms: Rooms) -> None:
    house: House = rooms.house
    house.units = [lambda house: [Unit("x", "x", None, lambda: _noisy(house))]]
    shelf = Shelf(house, {})
    for _ in range(3):
        shelf.make("x")
        assert house.findings.snippets == 1


def _noisy(house: House) -> bytes:
    house.findings.snippets += 1
    return b""
