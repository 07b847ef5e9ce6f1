"""The style sheets: layers in their order, nothing from elsewhere, nothing dead, and contrast that can be read."""

from __future__ import annotations

import re

import pytest

from tests.factories import a_house, a_site
from tests.theme import cases
from tests.theme.cases import pages
from tests.theme.rendering import ASSETS, THEME, soup

LAYERS = ("tokens", "base", "layout", "parts", "print")
SITE = (THEME / "static/css/site.css").read_text(encoding="utf-8")
FONTS = (THEME / "static/css/fonts.css").read_text(encoding="utf-8")
CSS = {layer: (THEME / f"static/css/{layer}.css").read_text(encoding="utf-8") for layer in LAYERS}
BARE = {layer: re.sub(r"/\*.*?\*/", "", css, flags=re.S) for layer, css in CSS.items()}
ALL = "\n".join(BARE.values())
# What Markdown and its footnotes make, and no template names.
FROM_MARKDOWN = {"align-start", "align-center", "align-end", "footnote", "footnote-ref", "footnote-backref", "table"}
FROM_SCRIPT = {"js"}


SCHEMES = re.split(r"@media|:root\[", BARE["tokens"], maxsplit=3)
"""The light scheme; the dark one of the system; the dark one chosen by hand; the rest."""


def scheme(dark: bool) -> dict[str, str]:
    """The colours of one scheme, by the name of their token."""
    light, darker, _, _ = SCHEMES
    pattern = r"--([a-z-]+): (#[0-9a-f]{6});"
    return {**dict(re.findall(pattern, light)), **(dict(re.findall(pattern, darker)) if dark else {})}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2, success criterion 1.4.3), from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(t, g) for t in ("ink", "quiet") for g in ("paper", "surface")] + [("on-accent", "accent")],
)
def test_text_can_be_read(dark: bool, text: str, ground: str) -> None:
    colours = scheme(dark)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_a_line_that_means_something_can_be_seen(dark: bool, ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.11."""
    colours = scheme(dark)
    assert contrast(colours["mark"], colours[ground]) >= 3


def test_the_dark_scheme_changes_every_colour_but_the_accent() -> None:
    light, dark = scheme(False), scheme(True)
    assert [name for name in light if light[name] == dark[name]] == ["accent", "on-accent"]


def test_dark_by_hand_is_dark_by_the_system() -> None:
    pattern = r"--[a-z-]+: #[0-9a-f]{6};"
    assert re.findall(pattern, SCHEMES[1]) == re.findall(pattern, SCHEMES[2])
    assert len(re.findall(pattern, SCHEMES[1])) == 6


@pytest.mark.parametrize("layer", LAYERS)
def test_every_rule_is_in_its_layer(layer: str) -> None:
    css = BARE[layer].strip()
    assert css.startswith(f"@layer {layer} {{")
    depths = [css[: at + 1].count("{") - css[: at + 1].count("}") for at, c in enumerate(css) if c == "}"]
    assert depths[-1] == 0
    assert 0 not in depths[:-1]


def test_one_sheet_imports_all_in_the_order_of_the_layers() -> None:
    assert f"@layer {', '.join(LAYERS)};" in SITE
    assert re.findall(r'@import "(.+)\.css";', SITE) == ["fonts", *LAYERS]


def test_pages_link_that_sheet_and_fonts_that_it_names() -> None:
    sheet = ASSETS.all["css/site.css"]
    made = sheet.make()
    assert isinstance(made, bytes)
    for name, html in pages().items():
        page = soup(html)
        own = [f"/{ASSETS.all['css/search.css'].path}"] if "/search" in name else []
        linked = [str(tag["href"]).removeprefix("/blog") for tag in page.select("link[rel=stylesheet]")]
        assert linked == [f"/{sheet.path}", *own]
        fonts = [str(tag["href"]).rpartition("/")[2] for tag in page.select("link[rel=preload][as=font]")]
        assert sorted(fonts) == sorted(re.findall(r"fonts/([^\"]+)", made.decode()))


def test_another_alphabet_loads_no_fonts() -> None:
    page = soup(cases.lost(a_house(site=a_site(DEFAULT_LANG="ar"))))
    assert page.select("link[rel=preload]") == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert re.findall(r"url\(|@import|@font-face|https?:", ALL.replace('a[href^="http"]', "")) == []
    assert set(re.findall(r"url\((.+?)\)", FONTS)) == {
        '"../fonts/overpass.woff2"',
        '"../fonts/waypost-serif.woff2"',
        '"../fonts/waypost-serif-italic.woff2"',
    }


def test_fonts_are_small_and_free() -> None:
    fonts = [path.stat().st_size for path in (THEME / "static/fonts").glob("*.woff2")]
    assert len(fonts) == 3
    assert sum(fonts) <= 40_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (THEME / "static/fonts/OFL.txt").read_text(encoding="utf-8")


def test_no_font_moves_what_is_painted() -> None:
    faces = FONTS.split("@font-face")[1:]
    assert [re.findall("font-display: (.+);", face) for face in faces if "url(" in face] == [["optional"]] * 3
    assert all("size-adjust" in face for face in faces if "local(" in face)


def test_every_token_is_defined_and_used() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", BARE["tokens"]))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", ALL))
    assert used == defined


def test_every_class_of_the_sheets_is_on_some_page() -> None:
    styled = set(re.findall(r"\.([a-z][a-z-]+)", re.sub(r"\{[^{}]*\}", "", ALL)))
    worn = {str(c) for html in pages().values() for tag in soup(html).find_all(class_=True) for c in tag["class"]}
    assert styled - worn - FROM_MARKDOWN - FROM_SCRIPT == set()


def test_colours_are_chosen_in_the_tokens_only() -> None:
    for layer in ("base", "layout", "parts"):
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|oklch", BARE[layer]) == []


def test_directions_are_logical() -> None:
    physical = r"(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|\b(?:left|right):"
    assert re.findall(physical, ALL) == []
