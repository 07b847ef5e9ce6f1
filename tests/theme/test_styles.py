"""The style sheets: layers in their order, nothing from elsewhere, nothing dead, and contrast that can be read."""

from __future__ import annotations

import re

import pytest

from tests.theme.cases import pages
from tests.theme.rendering import THEME, soup

LAYERS = ("tokens", "base", "layout", "parts", "print")
CSS = {layer: (THEME / f"static/css/{layer}.css").read_text(encoding="utf-8") for layer in LAYERS}
BARE = {layer: re.sub(r"/\*.*?\*/", "", css, flags=re.S) for layer, css in CSS.items()}
ALL = "\n".join(BARE.values())
# What Markdown and its footnotes make, and no template names.
FROM_MARKDOWN = {"footnote", "footnote-ref", "footnote-backref", "table"}


def scheme(dark: bool) -> dict[str, str]:
    """The colours of one scheme, by the name of their token."""
    light, _, rest = BARE["tokens"].partition("@media (prefers-color-scheme: dark)")
    darker = rest.partition("@media")[0]
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
    [(t, g) for t in ("ink", "quiet", "accent") for g in ("paper", "surface")]
    + [("on-accent", "accent"), ("on-notice", "notice")],
)
def test_text_can_be_read(dark: bool, text: str, ground: str) -> None:
    colours = scheme(dark)
    assert contrast(colours[text], colours[ground]) >= 7


def test_the_dark_scheme_changes_every_colour() -> None:
    light, dark = scheme(False), scheme(True)
    assert len(light) == 9
    assert [name for name in light if light[name] == dark[name]] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_rule_is_in_its_layer(layer: str) -> None:
    css = BARE[layer].strip()
    if layer == "tokens":
        first, _, css = css.partition("\n")
        assert first == f"@layer {', '.join(LAYERS)};"
    css = css.strip()
    assert css.startswith(f"@layer {layer} {{")
    depths = [css[: at + 1].count("{") - css[: at + 1].count("}") for at, c in enumerate(css) if c == "}"]
    assert depths[-1] == 0
    assert 0 not in depths[:-1]


def test_pages_link_the_sheets_in_order() -> None:
    for html in pages().values():
        found = [str(link["href"]) for link in soup(html).select("link[rel=stylesheet]")]
        assert [href.rpartition("/theme/css/")[2] for href in found] == [f"{layer}.css" for layer in LAYERS]


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert re.findall(r"url\(|@import|@font-face|https?:", ALL.replace('a[href^="http"]', "")) == []


def test_every_token_is_defined_and_used() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", BARE["tokens"]))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", ALL))
    assert used == defined


def test_every_class_of_the_sheets_is_on_some_page() -> None:
    styled = set(re.findall(r"\.([a-z][a-z-]+)", re.sub(r"\{[^{}]*\}", "", ALL)))
    worn = {str(c) for html in pages().values() for tag in soup(html).find_all(class_=True) for c in tag["class"]}
    assert styled - worn - FROM_MARKDOWN == set()


def test_colours_are_chosen_in_the_tokens_only() -> None:
    for layer in ("base", "layout", "parts"):
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|oklch", BARE[layer]) == []


def test_directions_are_logical() -> None:
    physical = r"(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|\b(?:left|right):"
    assert re.findall(physical, ALL) == []
