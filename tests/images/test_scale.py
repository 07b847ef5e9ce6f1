from __future__ import annotations

import zlib

import pytest
from PIL import Image, ImageChops, ImageStat

from plugins.core.pictures import SMALL
from plugins.images import scale as scale_module
from plugins.images.scale import BrokenImageError, scale
from tests.images.pictures import chart, photo, read, saved
from tests.posts.pictures import chunk

KINDS = {
    "photo": saved(photo(), "JPEG", quality=92),
    "grey photo": saved(photo().convert("L"), "JPEG"),
    "print photo": saved(photo().convert("CMYK"), "JPEG"),
    "webp": saved(photo(), "WEBP"),
    "chart": saved(chart(), "PNG"),
    "chart with a palette": saved(chart().quantize(16), "PNG"),
    "clear chart": saved(chart(mode="RGBA"), "PNG"),
    "screenshot": saved(photo(), "PNG"),
    "black and white": saved(chart().convert("1"), "PNG"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_webp_of_that_width_and_looks_the_same(kind: str) -> None:
    data = KINDS[kind]
    copy = scale(data, 400)
    image, before = read(copy), read(data).convert("RGB").resize((400, 200), Image.Resampling.LANCZOS)
    assert (image.format, image.size) == ("WEBP", (400, 200))
    assert len(copy) < max(len(data), SMALL)
    difference = ImageStat.Stat(ImageChops.difference(image.convert("RGB"), before)).mean
    assert max(difference) < 6


def test_what_is_clear_stays_clear() -> None:
    image = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (0, 0, 450, 300))
    copy = read(scale(saved(image, "PNG"), 300))
    assert copy.mode == "RGBA"
    assert copy.getpixel((250, 50))[3] == 0  # type: ignore[index]
    assert copy.getpixel((50, 50)) == pytest.approx((200, 0, 0, 255), abs=3)


def test_the_same_bytes_give_the_same_bytes() -> None:
    for data in KINDS.values():
        assert scale(data, 300) == scale(data, 300)


def test_the_width_of_the_original_keeps_every_pixel_of_a_chart() -> None:
    copy = scale(KINDS["chart"], 1000)
    assert ImageChops.difference(read(copy).convert("RGB"), chart()).getbbox() is None


def test_nothing_that_is_told_of_the_original_comes_along() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera 4711"
    data = saved(photo(), "JPEG", exif=exif, comment=b"Camera 4711", xmp=b"<x>4711</x>")
    assert data.count(b"4711") == 3
    for width in (500, 1000):
        copy = scale(data, width)
        assert b"4711" not in copy
        assert not read(copy).getexif()


def test_a_turned_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    copy = read(scale(saved(photo(800, 400), "JPEG", exif=exif), 200))
    assert copy.size == (200, 400)


def test_a_large_photograph_is_read_smaller_also_when_it_lies_on_its_side(monkeypatch: pytest.MonkeyPatch) -> None:
    read_as: list[tuple[int, int]] = []
    upright = scale_module._in_colours
    monkeypatch.setattr(scale_module, "_in_colours", lambda image: read_as.append(image.size) or upright(image))
    exif = Image.Exif()
    exif[0x0112] = 6
    for how in ({}, {"exif": exif}):
        scale(saved(photo(1600, 800), "JPEG", **how), 200)
    assert read_as == [(400, 200), (400, 800)]


@pytest.mark.parametrize(("shade", "seen"), [(0, 0), (255, 0), (256, 1), (0x8000, 0x80), (0xFFFF, 255)])
def test_grey_of_16_bits_keeps_its_shade(shade: int, seen: int) -> None:
    copy = read(scale(saved(Image.new("I;16", (64, 48), shade), "PNG"), 64))
    assert copy.convert("L").getextrema() == (seen, seen)


def test_what_is_clear_in_grey_of_16_bits_stays_clear() -> None:
    image = Image.new("I;16", (64, 48), 0x8001)
    image.paste(Image.new("I;16", (32, 48), 0x4002), (0, 0))
    copy = read(scale(saved(image, "PNG", transparency=0x4002), 64))
    assert copy.getpixel((5, 5))[3] == 0  # type: ignore[index]
    assert copy.getpixel((50, 5)) == (0x80, 0x80, 0x80, 255)


def test_what_is_clear_in_colours_of_16_bits_stays_clear() -> None:
    dot, other = (b"".join(shade.to_bytes(2) for shade in one) for one in ((0x1234, 0x5678, 0x9ABC), (0x8000,) * 3))
    head = chunk(b"IHDR", b"\0\0\0\2\0\0\0\1\x10\2\0\0\0") + chunk(b"tRNS", dot)
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" + dot + other)) + chunk(b"IEND")
    copy = read(scale(data, 2))
    assert copy.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert copy.getpixel((1, 0)) == (0x80, 0x80, 0x80, 255)


def test_a_profile_of_colours_stays() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read(scale(saved(photo(), "JPEG", icc_profile=profile), 300)).info["icc_profile"] == profile


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no image",
        KINDS["photo"][: len(KINDS["photo"]) // 2],
        KINDS["screenshot"][: len(KINDS["screenshot"]) // 2],
        KINDS["webp"][:200],
    ],
)
def test_a_broken_image_is_told_in_words(data: bytes) -> None:
    with pytest.raises(BrokenImageError, match="cannot be read to the end"):
        scale(data, 300)
