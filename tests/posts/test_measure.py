"""What the head of a file tells, beside what Pillow reads of it."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from plugins.core.pictures import Measure
from plugins.posts.measure import measure
from tests.images.pictures import chart, photo, saved
from tests.posts.pictures import jpeg

SMALL = photo(64, 48)


def turned(way: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = way
    return saved(SMALL, "JPEG", exif=exif)


def frames(form: str) -> bytes:
    return saved(SMALL, form, save_all=True, append_images=[SMALL.rotate(90), SMALL.rotate(180)])


def by_colour() -> bytes:
    """A JPEG whose frame has three colours, and whose first scan has one of them."""
    return jpeg().replace(b"\x08\0\x08\0\x08\x01\x01\x11\0", b"\x08\0\x08\0\x08\x03\x01\x11\0")


MEASURED: dict[str, tuple[bytes, str, tuple[Any, ...]]] = {
    "png": (saved(SMALL, "PNG"), "png", (64, 48, True)),
    "png with a palette": (saved(chart(64, 48).quantize(8), "PNG"), "png", (64, 48, True)),
    "animated png": (frames("PNG"), "png", (64, 48, False)),
    "grey of 16 bits": (saved(Image.new("I;16", (64, 48), 40_000), "PNG"), "png", (64, 48, True)),
    "jpeg": (saved(SMALL, "JPEG"), "jpg", (64, 48, True, 200_000_000)),
    "progressive jpeg": (saved(SMALL, "JPEG", progressive=True), "jpeg", (64, 48, True, 60_000_000)),
    "one colour after the other": (by_colour(), "jpg", (8, 8, True, 60_000_000)),
    "upside down": (turned(3), "jpg", (64, 48, True, 200_000_000)),
    "on its side": (turned(6), "jpg", (48, 64, True, 200_000_000)),
    "gif": (saved(SMALL, "GIF"), "gif", (64, 48, False)),
    "webp": (saved(SMALL, "WEBP"), "webp", (64, 48, True)),
    "exact webp": (saved(SMALL, "WEBP", lossless=True), "webp", (64, 48, True)),
    "clear webp": (saved(chart(64, 48, "RGBA"), "WEBP", exact=True), "webp", (64, 48, True)),
    "animated webp": (frames("WEBP"), "webp", (64, 48, False)),
    "avif": (saved(SMALL, "AVIF"), "avif", (64, 48, False)),
    "svg": (b'<?xml version="1.0"?>\n<svg xmlns="x" width="64" height="48.4px"/>', "svg", (64, 48, False)),
    "svg with a box": (
        b"<svg viewBox='0 -5 64 48' width='100%'><svg width='1' height='1'/></svg>",
        "svg",
        (64, 48, False),
    ),
}


@pytest.mark.parametrize("kind", MEASURED)
def test_every_format(kind: str) -> None:
    data, ending, wanted = MEASURED[kind]
    assert measure(data, ending) == Measure(*wanted)


NOT: dict[str, tuple[Any, str]] = {
    "no image": (b"words", "txt"),
    "svg without a size": (b"<svg><path d='M0 0'/></svg>", "svg"),
    "svg in other units": (b'<svg width="10cm" height="5cm"/>', "svg"),
    "svg of no size": (b'<svg width="0" height="5..0"/>', "svg"),
    "svg without end": (b'<svg width="%b" height="1"/>' % (b"9" * 400), "svg"),
    "cut png": (saved(SMALL, "PNG")[:20], "png"),
    "cut jpeg": (saved(SMALL, "JPEG")[:30], "jpg"),
    "cut webp": (saved(SMALL, "WEBP")[:16], "webp"),
    "nothing": (b"", "avif"),
}


@pytest.mark.parametrize("kind", NOT)
def test_what_cannot_be_told_is_not(kind: str) -> None:
    assert measure(*NOT[kind]) is None
