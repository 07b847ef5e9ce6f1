from __future__ import annotations

from plugins.core.house import StaticFile
from plugins.core.post import Raster
from plugins.images.units import claims, units
from tests.factories import a_house
from tests.images.pictures import photo, read, saved

SCALES = ((480, "/posts/a/b%20c.12345678.480.webp"), (1000, "/posts/a/b%20c.12345678.1000.webp"))
FILE = StaticFile("posts/a/b c.jpg", "/posts/a/b%20c.jpg", 20_000, "posts/a.md", Raster(1000, 500, b"1", SCALES))
PLAIN = StaticFile("posts/a/d.pdf", "/posts/a/d.pdf", 20_000, "posts/a.md")
PATHS = ["posts/a/b c.12345678.480.webp", "posts/a/b c.12345678.1000.webp"]


def test_each_copy_is_claimed_and_handed_in() -> None:
    house = a_house(files=[FILE, PLAIN])
    assert [claim.path for claim in claims(house)] == [unit.path for unit in units(house)] == PATHS


def test_a_copy_is_made_of_what_is_published_of_the_image() -> None:
    asked: list[StaticFile] = []

    def published(file: StaticFile) -> bytes:
        asked.append(file)
        return saved(photo(), "JPEG")

    house = a_house(files=[FILE], published=published)
    made = [bytes(unit.make()) for unit in units(house)]  # type: ignore[arg-type]
    assert [read(data).width for data in made] == [480, 1000]
    assert asked == [FILE, FILE]


def test_other_bytes_or_another_width_are_other_parts() -> None:
    newer = StaticFile(FILE.source, FILE.address, 20_000, FILE.owner, Raster(1000, 500, b"2", SCALES))
    parts = [unit.parts for file in (FILE, newer) for unit in units(a_house(files=[file]))]
    assert len({tuple(one.values()) for one in parts if one}) == 4


def test_a_broken_image_is_a_problem_of_its_file() -> None:
    house = a_house(files=[FILE], published=lambda file: b"broken")
    assert [unit.make() for unit in units(house)] == [b"", b""]
    (problem,) = set(house.findings.problems)
    assert (problem.path, problem.field, problem.severity) == ("content/posts/a/b c.jpg", "file", "error")
