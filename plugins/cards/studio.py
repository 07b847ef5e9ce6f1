"""Draws cards: quickly where the texts are set plainly, exactly where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError

from plugins.cards import exact, quick
from plugins.cards.drawing import Drawing, read
from plugins.cards.fonts import Fonts
from plugins.cards.words import is_plain, shown
from plugins.core.errors import Misconfigured
from plugins.core.site import Site


@dataclass(slots=True)
class _Sheet:
    """One way that the drawing looks: for one stage. ground: for quick cards, drawn when the first one asks."""

    drawing: Drawing
    ground: quick.Ground | None = None


class Studio:
    """Draws the cards of one site. drawing: the template of the SVG; fonts: the files that may be used."""

    def __init__(self, drawing: str, fonts: Sequence[Path], site: Site) -> None:
        environment = Environment(autoescape=True, undefined=StrictUndefined)
        try:
            self._template = environment.from_string(drawing)
        except TemplateError as error:
            raise Misconfigured(f"card.svg: {error}") from None
        self.fonts, self._site = Fonts(fonts), site
        self._sheets: dict[tuple[str, tuple[str, ...]], _Sheet] = {}

    def draw(self, texts: Mapping[str, str], stage: str, stages: tuple[str, ...]) -> bytes:
        """A PNG of 1200 by 630. stage: a key, or ""; stages: all keys in order. Raises Misconfigured.

        A title that the fonts cannot draw gives way to the site's name: add a font of its script to the folder.
        """
        site = {"site": self._site.name, "host": self._site.host}
        legible = {name: shown(text, self.fonts.covers) for name, text in {**site, **texts}.items()}
        legible["title"] = legible["title"] or legible["site"] or self._site.host
        sheet = self._sheet(stage, stages)
        lines = list(sheet.drawing.lines(legible, self.fonts))
        if all(is_plain(line.text, line.face.covers) for line in lines):
            sheet.ground = sheet.ground or quick.ground_of(sheet.drawing, self.fonts.files)
            if sheet.ground.takes(lines):
                return quick.draw(sheet.ground, lines, self.fonts)
        return exact.draw(sheet.drawing, lines, self.fonts.files)

    def _sheet(self, stage: str, stages: tuple[str, ...]) -> _Sheet:
        if (stage, stages) not in self._sheets:
            try:
                svg = self._template.render(site=self._site, stage=stage, stages=stages)
            except TemplateError as error:
                raise Misconfigured(f"card.svg: {error}") from None
            self._sheets[stage, stages] = _Sheet(read(svg))
        return self._sheets[stage, stages]
