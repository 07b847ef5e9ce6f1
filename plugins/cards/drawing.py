"""The theme's drawing: what is the same on many cards, and the places of the texts that differ."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from plugins.cards.cards import HEIGHT, WIDTH
from plugins.cards.fonts import Face, Fonts
from plugins.cards.lines import fit
from plugins.cards.words import is_from_right
from plugins.core.errors import Misconfigured
from plugins.core.records import dataclass

TEXTS = ("title", "authors", "stage", "site", "host")
_SVG = "http://www.w3.org/2000/svg"
_BASELINE = 0.3
"""How far below the middle of a line its letters stand, in em."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text goes. Lengths in px, leading in em; end: it stands at the end of the lines' direction."""

    text: str
    x: float
    y: float
    width: float
    height: float
    fill: str
    family: str
    bold: bool
    sizes: tuple[int, ...]
    leading: float
    end: bool
    valign: Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it is drawn. x, y: of its left or right end (anchor) on the baseline, in px; from_right:
    whether the whole text, of which this may be a part, begins at the right."""

    text: str
    x: float
    y: float
    size: int
    anchor: Literal["start", "end"]
    place: Place
    face: Face
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG without the places of its texts, and these."""

    svg: str
    places: tuple[Place, ...]

    def lines(self, texts: Mapping[str, str], fonts: Fonts) -> Iterator[Line]:
        """Every line of every text, set. Raises Misconfigured where the drawing asks for a font that is not there."""
        for place in self.places:
            if texts.get(place.text):
                yield from _set(place, texts[place.text], fonts)


@lru_cache(maxsize=256)
def _set(place: Place, text: str, fonts: Fonts) -> tuple[Line, ...]:
    """Remembered, since most authors and stages stand on many cards."""
    return tuple(_lines(place, text, fonts))


def _lines(place: Place, text: str, fonts: Fonts) -> Iterator[Line]:
    face = fonts.face(place.family, place.bold, text)
    size, lines = fit(
        text, (place.width, place.height), place.sizes, place.leading, lambda part: fonts.width(face, part)
    )
    from_right = is_from_right(text)
    pitch, right = size * place.leading, place.end != from_right
    spare = place.height - pitch * len(lines)
    top = place.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[place.valign]
    for n, line in enumerate(lines):
        baseline = top + pitch * (n + 0.5) + _BASELINE * size
        x = place.x + place.width * right
        yield Line(line, x, round(baseline), size, "end" if right else "start", place, face, from_right)


def read(svg: str) -> Drawing:
    """The drawing of an SVG of 1200 by 630. Raises Misconfigured in the words of whoever made it."""
    ET.register_namespace("", _SVG)
    try:
        root = ET.fromstring(svg)
    except ET.ParseError as error:
        raise Misconfigured(f"card.svg is no well-formed SVG: {error}") from None
    if (root.tag, root.get("width"), root.get("height")) != (f"{{{_SVG}}}svg", str(WIDTH), str(HEIGHT)):
        raise Misconfigured(f'card.svg is not <svg xmlns="{_SVG}" width="{WIDTH}" height="{HEIGHT}" …>')
    places = []
    for parent in list(root.iter()):
        for child in list(parent):
            if "data-text" in child.attrib:
                places.append(_place(child.attrib))
                parent.remove(child)
    return Drawing(ET.tostring(root, encoding="unicode", short_empty_elements=False), tuple(places))


def _place(given: Mapping[str, str]) -> Place:
    name = given["data-text"]
    if name not in TEXTS:
        raise Misconfigured(f"card.svg has a place for the text {name!r}; known: {', '.join(TEXTS)}")
    try:
        return Place(
            text=name,
            x=float(given["x"]),
            y=float(given["y"]),
            width=float(given["width"]),
            height=float(given["height"]),
            fill=given["fill"],
            family=given["font-family"],
            bold=given.get("font-weight", "") in ("bold", "600", "700", "800", "900"),
            sizes=tuple(int(size) for size in given["data-sizes"].split()) or (int(given["height"]),),
            leading=float(given.get("data-leading", "1.16")),
            end=given.get("data-align", "start") == "end",
            valign=given.get("data-valign", "top"),  # type: ignore[arg-type]
        )
    except (KeyError, ValueError) as error:
        raise Misconfigured(f"card.svg: the place of the text {name!r} has a fault: {error}") from None
