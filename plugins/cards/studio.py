"""Draws cards: quickly where the texts are set plainly, exactly where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError

from plugins.cards import exact, quick
from plugins.cards.cards import Keep, anew
from plugins.cards.drawing import Drawing, read
from plugins.cards.fonts import Fonts
from plugins.cards.ground import Ground, ground_of
from plugins.cards.words import is_plain, shown
from plugins.core.errors import Misconfigured
from plugins.core.site import Site


class Studio:
    """Draws the cards of one site. drawing: the template of the SVG; fonts: the files that may be used."""

    def __init__(self, drawing: str, fonts: Sequence[Path], site: Site) -> None:
        environment = Environment(autoescape=True, undefined=StrictUndefined)
        try:
            self._template = environment.from_string(drawing)
        except TemplateError as error:
            raise Misconfigured(f"card.svg: {error}") from None
        self.fonts, self._site = Fonts(fonts), site
        self._drawings: dict[tuple[str, tuple[str, ...], str], Drawing] = {}

    def draw(self, texts: Mapping[str, str], stage: str, stages: tuple[str, ...], keep: Keep = anew) -> bytes:
        """A PNG of 1200 by 630. stage: a key, or ""; stages: all keys in order; keep: used for what takes long, since
        to keep a quick one takes as long as to draw it. Raises Misconfigured.

        A title that the fonts cannot draw gives way to the site's name: add a font of its script to the folder.
        """
        site = {"site": self._site.name, "host": self._site.host}
        legible = {name: shown(text, self.fonts.covers) for name, text in {**site, **texts}.items()}
        legible["title"] = legible["title"] or legible["site"] or self._site.host
        drawing = self.drawing(stage, stages, legible.get("stage", ""))
        lines = list(drawing.lines(legible, self.fonts))
        if all(is_plain(line.text, line.face.covers) for line in lines):
            ground = self._ground(drawing)
            if ground.takes(lines):
                return quick.draw(ground, lines, self.fonts)
        return keep(lambda: exact.draw(drawing, lines, self.fonts.files))

    def prepare(self, stage: str, stages: tuple[str, ...], name: str) -> None:
        """Draw what all cards of a stage share. name: the stage's. Raises Misconfigured."""
        self._ground(self.drawing(stage, stages, shown(name, self.fonts.covers)))

    def _ground(self, drawing: Drawing) -> Ground:
        return ground_of(drawing, self.fonts.files if "<text" in drawing.svg else ())

    def drawing(self, stage: str, stages: tuple[str, ...], name: str) -> Drawing:
        """The drawing for one stage. name: as it is shown. Raises Misconfigured."""
        if (stage, stages, name) not in self._drawings:
            try:
                svg = self._template.render(
                    site=self._site, stage=stage, stages=stages, stage_name=name, width=self._width
                )
            except TemplateError as error:
                raise Misconfigured(f"card.svg: {error}") from None
            self._drawings[stage, stages, name] = read(svg)
        return self._drawings[stage, stages, name]

    def _width(self, text: str, family: str) -> float:
        return self.fonts.width(self.fonts.face(family, True, text), text)
