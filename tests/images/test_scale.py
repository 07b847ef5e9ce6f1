from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageStat

from plugins.core.pictures import SMALL
from plugins.images.scale import BrokenImageError, scale
from tests.images.pictures import chart, photo, read, saved

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
    data = saved(photo(), "JPEG", exif=exif, comment=b"Camera 4711")
    assert b"4711" in data
    copy = scale(data, 500)
    assert b"4711" not in copy
    assert not read(copy).getexif()


def test_a_turned_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    copy = read(scale(saved(photo(800, 400), "JPEG", exif=exif), 200))
    assert copy.size == (200, 400)


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
