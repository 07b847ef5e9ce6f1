"""Every kind of page, light and dark, on a phone and on a desktop: for eyes, for ears, and for keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.kinds import KINDS, addresses
from tests.browser.seen import LOOKS, SCREENS, Look, asked, covered, faint, look, texts, violations
from tests.serve.chromium import Browser, Tab
from tests.site.served import Published


def test_the_sample_has_a_page_of_every_kind(site: Published) -> None:
    found = addresses(site.root)
    assert set(found) == set(KINDS)
    assert len(set(found.values())) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_can_read_it(tab: Tab, address: str, site: Published, kind: str) -> None:
    path = addresses(site.root)[kind]
    tab.go(address + path)
    for how in LOOKS:
        look(tab, how)
        assert violations(tab) == [], how
        found = texts(tab)
        assert len(found) > 8
        assert faint(found) == [], how
        assert covered(tab) == [], how
        assert tab.value("document.documentElement.scrollWidth <= innerWidth"), how


@pytest.mark.parametrize("name", ["index.html", "posts/*.html"])
def test_everybody_can_read_the_share_kit(tab: Tab, site: Published, name: str) -> None:
    """From the disk, as whoever runs the blog opens it."""
    kit = site.output.resolve() / "_waypost" / "share"
    tab.go(max(kit.glob(name), key=lambda path: path.stat().st_size).as_uri())
    for how in LOOKS:
        look(tab, how)
        assert violations(tab) == [], how
        assert faint(texts(tab)) == [], how
        assert covered(tab) == [], how


BAD = """<!doctype html><html lang="en"><title>x</title><style>
.a { color: #777 } .b { background: #000; color: #333 } .c { opacity: .4 } .e { color: rgb(0 0 0 / 20%) }
.d { position: relative; isolation: isolate; color: #fff }
.d::before { content: ""; z-index: -1; position: absolute; inset: 0; background: #ff0 }
.f { background: linear-gradient(red, blue) } .g { color: #595959; font-size: 30px }
#over { position: absolute; inset: 0 auto auto 0; width: 9rem; height: 9rem; opacity: 0 }</style>
<nav><a href="#x">under</a></nav><div id="over"></div>
<main><h1>Words</h1><p class=a>one<p class=b>two<p class=c>three<p class=d>four<p class=e>five<p class=f>six
<p class=g>seven<details><summary>s</summary><p class=a>eight</details>
<div class=a>nine</div><div style="color: #767676">ten</div><img src="/favicon.svg"></main>"""


def test_what_is_wrong_is_seen(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(BAD)
    tab = chromium.tab((tmp_path / "bad.html").as_uri())
    look(tab, Look("phone", "light"))
    found = violations(tab)
    assert {name for name in ("color-contrast", "image-alt") if any(one.startswith(name) for one in found)} == {
        "color-contrast",
        "image-alt",
    }
    assert covered(tab) == ['<a href="#x">under</a>']
    assert [text.words for text in faint(texts(tab))] == [
        *("p: one", "p: two", "p: three", "p: four", "p: five", "p: six", "div: nine"),
    ]
    chromium.close_tabs()


FOCUSED = """(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getClientRects()[0];
  const x = box.left + Math.min(box.width / 2, 40), y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  return [one === document.body ? -1 : order.indexOf(one), style.outlineStyle, parseFloat(style.outlineWidth),
    style.outlineColor, Boolean(hit) && (one.contains(hit) || hit.contains(one)), one.textContent.trim().slice(0, 40)];
})()"""
ORDER = """window.order = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true })); order.length"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", ["home", "article", "subscribe"])
def test_a_walk_by_keyboard(tab: Tab, address: str, site: Published, kind: str, screen: str) -> None:
    """From the first to the last thing that can be used, in the order of the text, each seen and each marked."""
    look(tab, Look(screen, "light"))
    tab.go(address + addresses(site.root)[kind])
    count = tab.value(ORDER)
    ink = tab.value("getComputedStyle(document.body).color")
    for place in range(count):
        tab.press("Tab")
        at, style, width, color, shown, words = tab.value(FOCUSED)
        assert (at, shown) == (place, True), words
        assert (style, width >= 2, color) == ("solid", True, ink), words
    assert count > 30
    tab.press("Tab", shift=True)
    assert tab.value(FOCUSED)[0] == count - 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_motion_is_left_out_for_those_who_ask(tab: Tab, address: str, site: Published, scheme: str) -> None:
    moving = """[...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== "none" || style.transitionDuration !== "0s" || style.scrollBehavior !== "auto";
    }).length + document.getAnimations().length"""
    look(tab, Look("desktop", scheme))
    for kind in ("home", "article", "subscribe"):
        tab.go(address + addresses(site.root)[kind])
        assert tab.value(moving) == 0, kind


def test_asked_is_what_the_guidelines_ask() -> None:
    from tests.browser.seen import Text

    assert [asked(Text("", 1, *how)) for how in ((True, False), (True, True), (False, False), (False, True))] == [
        *(7.0, 4.5, 4.5, 3.0),
    ]
