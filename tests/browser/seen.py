"""What is wrong with the page in a tab, for those who see little, and for those who see it in other colours.

axe-core runs in the page by the DevTools protocol, which no Content-Security-Policy concerns. Contrast is computed a
second time, on our own: axe leaves out what it cannot decide, and asks for AA only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.browser.tools import package
from tests.serve.chromium import Tab

SCREENS = {"phone": (390, 844), "desktop": (1280, 800)}
SCHEMES = ("light", "dark")
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
RUN = """axe.run(document, {
  resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } }
}).then((all) => all.violations.flatMap((one) => one.nodes.map((node) =>
  `${one.id}: ${one.help}: ${node.html.slice(0, 160)} (${node.any.map((a) => a.message)})`)))"""
"""All that axe asks by default, and the size of what is pressed (WCAG 2.2, 2.5.8), which it leaves out then."""


@dataclass(frozen=True)
class Look:
    """How somebody looks at a page."""

    screen: str
    scheme: str


LOOKS = [Look(screen, scheme) for screen in SCREENS for scheme in SCHEMES]


@cache
def _axe() -> str:
    return (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")


def look(tab: Tab, how: Look) -> None:
    """Show the page in a tab so: its width, its colours, without motion."""
    width, height = SCREENS[how.screen]
    tab.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
    features = {"prefers-color-scheme": how.scheme, "prefers-reduced-motion": "reduce"}
    told = [{"name": name, "value": value} for name, value in features.items()]
    tab.ask("Emulation.setEmulatedMedia", media="screen", features=told)
    tab.until(f"innerWidth === {width}")


def violations(tab: Tab) -> list[str]:
    """Each place where the page breaks a rule of axe-core, also within what is folded away."""
    tab.value(OPEN)
    if not tab.value("'axe' in window"):
        tab.value(_axe())
    found: list[str] = tab.value(RUN)
    return found


COVERED = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) => {
  if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(".skip")) return false;
  one.scrollIntoView({ block: "center", behavior: "instant" });
  return [...one.getClientRects()].filter((box) => box.width && box.height).some((box) => {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !hit || !(one.contains(hit) || hit.closest("label")?.control === one);
  });
}).map((one) => one.outerHTML.slice(0, 160))"""


def covered(tab: Tab) -> list[str]:
    """What can be used, but not by a mouse or a finger: in its middle something else lies over it."""
    tab.value(OPEN)
    found: list[str] = tab.value(COVERED)
    return found


@dataclass(frozen=True)
class Text:
    """A piece of text on the page. ratio: of its colour to its ground, 1 to 21 (WCAG 2.2); 0 where a picture is its
    ground; is_body: it belongs to what is read line by line; is_large: as WCAG has it, from 24 px or 18.66 px bold."""

    words: str
    ratio: float
    is_body: bool
    is_large: bool


def texts(tab: Tab) -> list[Text]:
    """Every text that the page shows, folded or not."""
    tab.value(OPEN)
    return [Text(*told) for told in tab.value(CONTRAST)]


def faint(found: list[Text]) -> list[Text]:
    """What has too little contrast: AA for all, AAA for body text."""
    return [text for text in found if text.ratio < asked(text)]


def asked(text: Text) -> float:
    """The least contrast (WCAG 2.2, 1.4.3 and 1.4.6)."""
    if text.is_body:
        return 4.5 if text.is_large else 7.0
    return 3.0 if text.is_large else 4.5
