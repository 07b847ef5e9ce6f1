"""Cards as they are drawn, looked at with Pillow: where ink is, and where none may be."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from plugins.cards import exact
from plugins.cards.cards import fonts_in
from plugins.cards.studio import Studio
from plugins.core.errors import Misconfigured
from tests.cards import THEME
from tests.factories import a_site

STAGES = ("epiphany", "awareness", "interest")
TEXTS = {"authors": "The Research Desk", "stage": "Interest"}
PAPER = (253, 253, 251)
TITLE = (80, 156, 1121, 457)


def a_studio(drawing: str | None = None, fonts: Path = THEME) -> Studio:
    return Studio(drawing or (THEME / "card.svg").read_text(), fonts_in(fonts), a_site())


STUDIO = a_studio()


def drawn(title: str, stage: str = "interest", studio: Studio = STUDIO, **texts: str) -> tuple[bytes, Image.Image]:
    data = studio.draw({**TEXTS, "title": title, **texts}, stage, STAGES)
    picture = Image.open(io.BytesIO(data))
    return data, picture.convert("RGB")


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The part of `box` where something stands on the paper, in it."""
    part = picture.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).getbbox()


TITLES = {
    "short": "Go",
    "usual": "The stage before awareness",
    "long": "What a buyer of large services reads in the years before there is a need with a name, " * 3,
    "one long word": "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungskommissionsvorsitzende " * 2,
    "an address": "https://www.example.com/" + "a" * 200,
    "greek": "Ω is the end",
    "cyrillic": "Что видят покупатели",
    "arabic": "مرحلة ما قبل الوعي: ماذا يفعل المشترون؟",
    "hebrew": "שלב לפני המודעות: 2026 (Q1)!",
    "emoji": "🚀 Launch day 🎉",
    "markup": "<b>& \"quoted\" 'text' {{ site }}",
}


@pytest.mark.parametrize("name", TITLES)
def test_every_title_stands_in_its_place_and_nowhere_else(name: str) -> None:
    data, picture = drawn(TITLES[name])
    assert picture.size == (1200, 630)
    assert len(data) < 100_000
    assert ink(picture, TITLE)
    _, without = drawn(TITLES[name], studio=STUDIO, authors="", stage="")
    assert without.crop((0, 140, 1200, 450)).tobytes() == picture.crop((0, 140, 1200, 450)).tobytes()
    for margin in ((0, 120, 79, 460), (1123, 120, 1200, 460)):
        assert ink(picture, margin) is None, "a line is wider than its box"


def test_quick_and_exact_look_the_same() -> None:
    """Letters differ in their edges only: no pixel of what is wholly ink for one is wholly paper for the other, but
    for a letter moved by one."""
    sheet_texts = {**TEXTS, "title": "What buyers do before", "site": "The Waypost", "host": "blog.example.com"}
    _, quick = drawn("What buyers do before")
    drawing = STUDIO.drawing("interest", STAGES, "Interest")
    lines = list(drawing.lines(sheet_texts, STUDIO.fonts))
    slow = Image.open(io.BytesIO(exact.draw(drawing, lines, STUDIO.fonts.files))).convert("RGB")
    small = [picture.resize((150, 79), Image.Resampling.BOX).convert("L") for picture in (quick, slow)]
    difference = ImageChops.difference(*small)
    assert max(difference.getextrema()) < 60
    assert ink(quick, TITLE)[0] == pytest.approx(ink(slow, TITLE)[0], abs=3)  # type: ignore[index]
    assert ink(quick, TITLE)[2] == pytest.approx(ink(slow, TITLE)[2], abs=6)  # type: ignore[index]


def test_the_stage_is_seen_twice() -> None:
    """Its name at the top, its place on the way."""
    _, interest = drawn("Go")
    _, epiphany = drawn("Go", stage="epiphany", studio=STUDIO)
    difference = ImageChops.difference(interest, epiphany)
    assert difference.getbbox() == ImageChops.difference(interest, epiphany).crop((0, 0, 1200, 630)).getbbox()
    assert difference.crop((0, 460, 1200, 520)).getbbox()
    assert not difference.crop((0, 520, 1200, 630)).getbbox()


def test_a_script_without_a_font_gives_way_to_the_sites_name() -> None:
    _, chinese = drawn("认知之前的阶段：买家在做什么")
    _, name = drawn("The Waypost")
    assert chinese.tobytes() == name.tobytes()


def test_emoji_leave_no_trace() -> None:
    assert drawn("🚀 Launch 🎉 day")[0] == drawn("Launch day")[0]


def test_arabic_is_joined_and_stands_at_the_right() -> None:
    _, picture = drawn("مرحلة")
    left, _, right, _ = ink(picture, TITLE) or (0, 0, 0, 0)
    assert right > 1020
    assert left > 500
    _, apart = drawn("م ر ح ل ة")
    assert (ink(apart, TITLE) or (0,))[0] < left, "joined letters are narrower than letters that stand alone"


def test_the_same_is_the_same_bytes() -> None:
    for title in TITLES.values():
        assert a_studio().draw({**TEXTS, "title": title}, "interest", STAGES) == drawn(title)[0]


def test_a_drawing_with_many_colours_is_drawn_exactly() -> None:
    """A text on a gradient has no one colour below it."""
    sky = '<linearGradient id="s"><stop stop-color="#ffffff"/><stop offset="1" stop-color="#0a5840"/></linearGradient>'
    drawing = (THEME / "card.svg").read_text()
    drawing = drawing.replace(
        '<rect width="1200" height="630" fill="#fdfdfb"/>', f'{sky}<rect width="1200" height="630" fill="url(#s)"/>'
    )
    _, picture = drawn("Go", studio=a_studio(drawing))
    assert len(picture.getcolors(1 << 20) or ()) > 200
    assert picture.crop((80, 250, 180, 330)).getextrema()[0][0] < 60, "the title stands on it"


BAD = {
    "Expected an expression": "{% if %}",
    "is undefined": '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{{ nothing }}</svg>',
    "no well-formed SVG": "<svg>{{ site.name }}",
}


@pytest.mark.parametrize("words", BAD)
def test_a_fault_of_the_template_is_told(words: str) -> None:
    with pytest.raises(Misconfigured, match=words):
        a_studio(BAD[words]).draw({**TEXTS, "title": "Go"}, "", ())
