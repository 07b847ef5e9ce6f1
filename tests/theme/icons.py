"""Draws the theme's icons of dots from the one of lines: `python -m tests.theme.icons` writes them anew.

ICO with PNG inside is read by every browser since 2010; its header is that of Windows (ICONDIR, ICONDIRENTRY).
"""

from __future__ import annotations

import struct
from pathlib import Path

import resvg_py

ROOT = Path(__file__).resolve().parents[2] / "theme" / "root"
SIZES = (16, 32, 48)


def png(svg: str, size: int) -> bytes:
    """The drawing as a PNG of `size` by `size` dots."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))


def ico(svg: str) -> bytes:
    """The drawing in all sizes of SIZES."""
    images = [png(svg, size) for size in SIZES]
    head, at = struct.pack("<3H", 0, 1, len(images)), 6 + 16 * len(images)
    entries = b""
    for size, image in zip(SIZES, images, strict=True):
        entries += struct.pack("<4B2H2I", size, size, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return head + entries + b"".join(images)


def made() -> dict[str, bytes]:
    """Name → bytes. A telephone cuts the corners of its icon itself, so there they are full."""
    svg = (ROOT / "favicon.svg").read_text(encoding="utf-8")
    return {"favicon.ico": ico(svg), "apple-touch-icon.png": png(svg.replace(' rx="7"', ""), 180)}


if __name__ == "__main__":
    for name, data in made().items():
        (ROOT / name).write_bytes(data)
