"""One image as WebP in another width. No camera, place or comment comes along; colours are those of the original."""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageOps

QUALITY = 80
"""Of pictures (0 to 100): what is lost is not seen at arm's length (WebP's own scale)."""
_DRAWN = frozenset(["PNG"])
"""Formats of what is drawn rather than taken: kept exactly where that is not larger."""
_EFFORT = 4
"""Of the encoder, 0 to 6 (libwebp's own default)."""
_SHADES = 64
"""Colours that a scaled drawing gets at least: edges between two of its own are not seen to be steps."""
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
            upright = ImageOps.exif_transpose(opened)
            profile = None if upright.mode in ("CMYK", "L", "LA") else profile
            image = _in_colours(upright)
            return _smallest(image, _resized(image, width), drawn, profile)
    except _FAULTS as error:
        raise BrokenImageError("is broken: its picture cannot be read to the end") from error


def _in_colours(image: Image.Image) -> Image.Image:
    """In the modes that WebP has."""
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


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
