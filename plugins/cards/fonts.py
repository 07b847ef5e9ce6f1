"""The fonts of the cards: those of the theme's folder, and no others, so that a card is the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from plugins.cards.cmap import covered
from plugins.core.errors import Misconfigured

_EM = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. covers: the code points that it draws."""

    path: str
    family: str
    bold: bool
    covers: frozenset[int]


class Fonts:
    """All fonts of one folder, by the names of their files: where one lacks a character, the next is asked."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.faces = [_face(path) for path in paths]
        self.files = tuple(face.path for face in self.faces)
        self.covers = frozenset[int]().union(*(face.covers for face in self.faces))
        self._widths: dict[tuple[str, str], float] = {}

    def face(self, family: str, bold: bool) -> Face:
        """The font of a family, in that weight where there is one. Raises Misconfigured."""
        of_family = [face for face in self.faces if face.family == family]
        if not of_family:
            known = ", ".join(sorted({face.family for face in self.faces}))
            raise Misconfigured(f"card.svg asks for the font {family!r}; its folder has: {known or 'none'}")
        return next((face for face in of_family if face.bold == bold), of_family[0])

    def width(self, face: Face, text: str) -> float:
        """How wide `text` is, in em. Kerning, which makes it narrower by less than a hundredth, is not counted."""
        total = 0.0
        for character in text:
            known = self._widths.get((face.path, character))
            if known is None:
                known = self._widths[face.path, character] = self._measured(face, character)
            total += known
        return total

    def _measured(self, face: Face, character: str) -> float:
        drawing = next((one for one in (face, *self.faces) if ord(character) in one.covers), face)
        return at_size(drawing.path, _EM).getlength(character) / _EM


@lru_cache(maxsize=256)
def at_size(path: str, size: int) -> FreeTypeFont:
    """A font at `size` pixels an em, set by FreeType alone: the other layout engine hangs on what the machine has."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def glyph(path: str, size: int, letter: str) -> tuple[Image.Image, int, int]:
    """(ink, from 0 to 255; where its upper left corner is, right of and below the letter's point on the baseline)."""
    font = at_size(path, size)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(letter, anchor="ls"))
    ink = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(ink).text((-left, -top), letter, fill=255, font=font, anchor="ls")
    return ink, left, top


def _face(path: Path) -> Face:
    try:
        covers = covered(path.read_bytes())
        family, style = at_size(str(path), _EM).getname()
    except (OSError, ValueError) as error:
        raise Misconfigured(f"{path.name} in the theme's folder cards: {error}") from error
    return Face(str(path), family or path.stem, "Bold" in (style or ""), covers)
