from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.cards.png import Rows, Writer, adler_of, pack

WIDTH, HEIGHT = 30, 20
PALETTE = bytes(part for n in range(8) for part in (n * 30, 255 - n * 30, n))


def rows(*changed: tuple[int, int]) -> bytes:
    """Every row of colour 0, but those changed: (row, colour)."""
    picture = [b"\0" + bytes(WIDTH)] * HEIGHT
    for row, colour in changed:
        picture[row] = b"\0" + bytes([colour]) * WIDTH
    return b"".join(picture)


def written(writer: Writer, data: bytes, bands: list[Rows]) -> bytes:
    row = WIDTH + 1
    return writer.write([((first, last), pack(data[first * row : last * row])) for first, last in bands])


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
        data = written(writer, rows(*changed), bands)
        with Image.open(io.BytesIO(data)) as read:
            read.verify()  # the checksums of chunks
        at = data.index(b"IDAT")
        stream = data[at + 4 : at + 4 + int.from_bytes(data[at - 4 : at], "big")]
        assert zlib.decompress(stream) == rows(*changed)  # and that of the stream
        with Image.open(io.BytesIO(data)) as read:
            read.load()
            assert (read.size, read.mode) == ((WIDTH, HEIGHT), "P")
            colours = {row: read.getpixel((WIDTH - 1, row)) for row in range(HEIGHT)}
            assert colours == {**dict.fromkeys(range(HEIGHT), 0), **dict(changed)}
            assert read.getpalette()[:24] == list(PALETTE)


def test_the_same_picture_is_the_same_bytes() -> None:
    one, other = (Writer(WIDTH, HEIGHT, rows(), PALETTE) for _ in range(2))
    written(one, rows((2, 2)), [(2, 3)])
    assert written(one, rows((4, 1)), [(4, 5)]) == written(other, rows((4, 1)), [(4, 5)])


@given(st.lists(st.binary(max_size=300) | st.builds(lambda n: b"\xff" * n, st.integers(0, 100_000)), max_size=8))
def test_the_checksum_of_pieces_is_that_of_the_whole(pieces: list[bytes]) -> None:
    assert adler_of([pack(piece) for piece in pieces]) == zlib.adler32(b"".join(pieces))


@given(st.binary(max_size=3000))
def test_a_piece_stands_for_its_rows(data: bytes) -> None:
    """And nothing in it is the last block of a stream: another one may follow."""
    piece = pack(data)
    assert piece.size == len(data)
    reading = zlib.decompressobj(wbits=-15)
    assert reading.decompress(piece.packed) == data
    assert not reading.eof
