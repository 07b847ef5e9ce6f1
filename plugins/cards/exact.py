"""Cards drawn by resvg, which shapes every script and draws every SVG, in about 50 ms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import resvg_py

from plugins.cards.drawing import Drawing, Line
from plugins.core.errors import Misconfigured
from plugins.core.text import xml_safe

_RIGHT_MARK = "\u200f"
"""resvg takes every line for one that begins at the left; between two such marks the signs at its ends stay there."""


def draw(drawing: Drawing, lines: Iterable[Line], fonts: Sequence[str]) -> bytes:
    """A PNG of the drawing with these lines on it. fonts: paths of the files that may be used, and no others.

    Raises Misconfigured where resvg cannot draw it.
    """
    end = drawing.svg.rindex("</")
    texts = "".join(map(_text, lines))
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=drawing.svg[:end] + texts + drawing.svg[end:],
                skip_system_fonts=True,
                font_files=list(fonts),
            )
        )
    except ValueError as error:
        raise Misconfigured(f"card.svg cannot be drawn: {error}") from None


def _text(line: Line) -> str:
    place = line.place
    words = f"{_RIGHT_MARK}{line.text}{_RIGHT_MARK}" if line.from_right else line.text
    return (
        f'<text x="{line.x:g}" y="{line.y:g}" font-size="{line.size}" text-anchor="{line.anchor}" '
        f'font-family="{escape(line.face.family)}" font-weight="{"700" if line.face.bold else "400"}" '
        f'fill="{escape(place.fill)}">{escape(xml_safe(words))}</text>'
    )
