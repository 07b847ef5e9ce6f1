from __future__ import annotations

import io

import pytest
from PIL import Image

from plugins.cards.png import Rows, Writer

WIDTH, HEIGHT = 30, 20
PALETTE = bytes(part for n in range(8) for part in (n * 30, 255 - n * 30, n))


def rows(*changed: tuple[int, int]) -> bytes:
    """Every row of colour 0, but those changed: (row, colour)."""
    picture = [b"\0" + bytes(WIDTH)] * HEIGHT
    for row, colour in changed:
        picture[row] = b"\0" + bytes([colour]) * WIDTH
    return b"".join(picture)


@pytest.mark.parametrize(
    ("changed", "bands"),
    [
        ([], []),
        ([(0, 3)], [(0, 1)]),
        ([(HEIGHT - 1, 7)], [(HEIGHT - 1, HEIGHT)]),
        ([(4, 1), (5, 2), (9, 3)], [(3, 7), (9, 10)]),
        ([(n, n % 8) for n in range(HEIGHT)], [(0, HEIGHT)]),
    ],
)
def test_what_is_written_is_what_others_read(changed: list[tuple[int, int]], bands: list[Rows]) -> None:
    writer = Writer(WIDTH, HEIGHT, rows(), PALETTE)
    for _ in range(2):  # the second time, what all have in common is at hand
        with Image.open(io.BytesIO(writer.write(rows(*changed), bands))) as read:
            read.load()
            assert (read.size, read.mode) == ((WIDTH, HEIGHT), "P")
            colours = {row: read.getpixel((WIDTH - 1, row)) for row in range(HEIGHT)}
            assert colours == {**dict.fromkeys(range(HEIGHT), 0), **dict(changed)}
            assert read.getpalette()[:24] == list(PALETTE)


def test_the_same_picture_is_the_same_bytes() -> None:
    one, other = (Writer(WIDTH, HEIGHT, rows(), PALETTE) for _ in range(2))
    one.write(rows((2, 2)), [(2, 3)])
    assert one.write(rows((4, 1)), [(4, 5)]) == other.write(rows((4, 1)), [(4, 5)])
