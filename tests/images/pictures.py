"""Pictures made here: a chart with few colours, a photograph with many."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw


def chart(width: int = 1000, height: int = 500, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (width, height), "white")
    draw = ImageDraw.Draw(image)
    for n in range(20):
        draw.ellipse((n * width / 20, 10 + n * 11, n * width / 20 + 40, 400), outline="#0a5840", width=3)
    return image


def photo(width: int = 1000, height: int = 500) -> Image.Image:
    """Waves of colour with fine grain: no two neighbours alike, and the same each time."""
    rows = [Image.linear_gradient("L").rotate(turn).resize((width, height)) for turn in (0, 90, 180)]
    grain = Image.effect_mandelbrot((width, height), (-2, -1.2, 1, 1.2), 60)
    return Image.merge("RGB", [Image.blend(row, grain, 0.3) for row in rows])


def saved(image: Image.Image, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
