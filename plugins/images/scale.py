"""One image as WebP in another width. No camera, place or comment comes along; colours are those of the original."""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageChops, ImageOps

from plugins.core.pictures import reduction

QUALITY = 80
"""Of pictures (0 to 100): what is lost is not seen at arm's length (WebP's own scale)."""
_DRAWN = frozenset(["PNG"])
"""Formats of what is drawn rather than taken: kept exactly where that is not larger."""
_EFFORT = 4
"""Of the encoder, 0 to 6 (libwebp's own default)."""
_SHADES = 64
"""Colours that a scaled drawing gets at least: edges between two of its own are not seen to be steps."""
_TURNED, _ORIENTATION = frozenset((5, 6, 7, 8)), 0x0112
"""Values of Exif's tag for pictures that lie on their side (CIPA DC-008)."""
Image.MAX_IMAGE_PIXELS = 200_000_000
"""Who hands in an image has looked at its size: Pillow's own warning, at half of this, would be told to nobody."""
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
"""What Pillow raises for files that are not what they seem."""


class BrokenImageError(ValueError):
    """Says what is wrong with the file, to go on after its name."""


def scale(data: bytes, width: int) -> bytes:
    """The image `data` (PNG, JPEG or WebP) as WebP, `width` px wide; the same bytes give the same bytes.

    Raises BrokenImageError.
    """
    try:
        with Image.open(io.BytesIO(data)) as opened:
            drawn, profile = opened.format in _DRAWN, opened.info.get("icc_profile")
            _reduce(opened, width)
            opened.load()
            ImageOps.exif_transpose(opened, in_place=True)  # none of this is copied needlessly: a photograph is large
            profile = None if opened.mode in ("CMYK", "L", "LA") else profile
            image = _in_colours(opened)
            return _smallest(image, _resized(image, width), drawn, profile)
    except _FAULTS as error:
        raise BrokenImageError("is broken: its picture cannot be read to the end") from error


def _reduce(opened: Image.Image, width: int) -> None:
    """Have a JPEG read at a half, a quarter or an eighth where that is still more than is wanted: what is never read
    takes neither time nor memory. Other formats are read whole."""
    side = 1 if opened.format == "JPEG" and opened.getexif().get(_ORIENTATION) in _TURNED else 0
    by = reduction(opened.size[side], width)
    if by > 1:
        aim = [1, 1]
        aim[side] = opened.size[side] // by
        opened.draft(None, (aim[0], aim[1]))


def _in_colours(image: Image.Image) -> Image.Image:
    """In the modes that WebP has."""
    if image.mode.startswith("I;16"):
        return _in_8_bits(image)
    shades = image.info.get("transparency")
    if isinstance(shades, tuple) and max(shades) > 255:  # of 16 bits, while the picture is read in 8
        image.info["transparency"] = tuple(shade >> 8 for shade in shades)
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    mode = "RGBA" if clear else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits by the upper eight of each; Pillow itself makes white of all that is above 255."""
    shades, clear = image.tobytes("raw", "I;16B"), image.info.get("transparency")
    upper, lower = (Image.frombytes("L", image.size, shades[n::2]) for n in (0, 1))
    if clear is None:
        return upper.convert("RGB")
    halves = zip((upper, lower), divmod(clear, 256), strict=True)
    seen = [half.point([0 if value == wanted else 255 for value in range(256)]) for half, wanted in halves]
    return Image.merge("RGBA", (upper, upper, upper, ImageChops.lighter(*seen)))


def _resized(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _smallest(before: Image.Image, image: Image.Image, drawn: bool, profile: bytes | None) -> bytes:
    """What was taken with a camera, with what the eye does not miss; what was drawn so too, or exactly, whichever takes
    fewer bytes."""
    ways = [_webp(image, profile, quality=QUALITY)]
    if drawn:
        colours = before.getcolors(256) if image is not before else None
        exact = _few(image, len(colours)) if colours else image
        ways.append(_webp(exact, profile, lossless=True, quality=70))
    return min(ways, key=len)


def _few(image: Image.Image, colours: int) -> Image.Image:
    """In about as many colours as it had before it was scaled: between each two, scaling puts a hundred others."""
    method = Image.Quantize.MAXCOVERAGE if image.mode == "RGB" else Image.Quantize.FASTOCTREE
    return image.quantize(max(colours, _SHADES), method, dither=Image.Dither.NONE).convert(image.mode)


def _webp(image: Image.Image, profile: bytes | None, **way: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", method=_EFFORT, icc_profile=profile or b"", **way)
    return out.getvalue()
