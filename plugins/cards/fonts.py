"""The fonts of the cards: those of the theme's folder, and no others, so that a card is the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from plugins.cards.cmap import glyphs, kerning
from plugins.core.errors import Misconfigured
from plugins.core.records import dataclass

_EM = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. covers: the code points that it draws; glyphs, kerning: as `cmap` reads them."""

    path: str
    family: str
    bold: bool
    covers: frozenset[int]
    glyphs: Mapping[int, int] = field(default_factory=dict, compare=False, repr=False)
    kerning: Mapping[tuple[int, int], float] = field(default_factory=dict, compare=False, repr=False)


class Fonts:
    """All fonts of one folder, by the names of their files: where one lacks a character, the next is asked."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.faces = [_face(path) for path in paths]
        self.files = tuple(face.path for face in self.faces)
        self.covers = frozenset[int]().union(*(face.covers for face in self.faces))
        self._advances: dict[tuple[str, str], float] = {}

    def face(self, family: str, bold: bool, text: str = "") -> Face:
        """The font of a family, in that weight where there is one; where it lacks a letter of `text`, the first of all
        that has each. Raises Misconfigured."""
        of_family = [face for face in self.faces if face.family == family]
        if not of_family:
            known = ", ".join(sorted({face.family for face in self.faces}))
            raise Misconfigured(f"card.svg asks for the font {family!r}; its folder has: {known or 'none'}")
        wanted = next((face for face in of_family if face.bold == bold), of_family[0])
        letters = {ord(letter) for letter in text}
        return next((face for face in (wanted, *self.faces) if letters <= face.covers), wanted)

    def width(self, face: Face, text: str) -> float:
        """How wide `text` is, in em."""
        return sum(self.advances(face, text))

    def advances(self, face: Face, text: str) -> list[float]:
        """How far each letter moves what follows it, in em: its own width, and what the pair asks for (kerning)."""
        return [self._advance(face, text[at : at + 2]) for at in range(len(text))]

    def _advance(self, face: Face, pair: str) -> float:
        known = self._advances.get((face.path, pair))
        if known is None:
            drawing = next((one for one in (face, *self.faces) if ord(pair[0]) in one.covers), face)
            glyphs = (*map(drawing.glyphs.get, map(ord, pair)), None)
            apart = drawing.kerning.get((glyphs[0], glyphs[1]), 0.0)  # type: ignore[arg-type]
            known = at_size(drawing.path, _EM).getlength(pair[0]) / _EM + apart
            self._advances[face.path, pair] = known
        return known


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
        data = path.read_bytes()
        known = glyphs(data)
        family, style = at_size(str(path), _EM).getname()
    except (OSError, ValueError) as error:
        raise Misconfigured(f"{path.name} in the theme's folder cards: {error}") from error
    bold = "Bold" in (style or "")
    return Face(str(path), family or path.stem, bold, frozenset(known), known, kerning(data))
