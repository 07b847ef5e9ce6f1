"""The theme in a real Chromium, served under the strictest policy that the design asks for (§11)."""

from __future__ import annotations

import http.server
import re
import threading
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.content import sample
from tests.serve.chromium import Browser, Tab
from tests.serve.strict import Strict
from tests.site.blog import Blog, make, post

DARK, LIGHT = "rgb(20, 21, 24)", "rgb(253, 253, 251)"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
WATCH = f"""
  window.refused = []; window.grounds = []; window.shifts = 0;
  addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts += entry.value))
    .observe({{ type: "layout-shift", buffered: true }});
  (function look() {{
    if (document.body) grounds.push({GROUND});
    requestAnimationFrame(look);
  }})();
"""
ELEMENTS = """
| Channel | Source | Medium | What analytics makes of it | A long column for scrolling |
|---|---|---|---|---:|
| LinkedIn | linkedin | social | Organic Social | 1,234 |

```text
a_function_with_a_long_name(argument, another=3, and_one_more=1.0, and_yet_another=2.0, until_it_is_wider=True)
```

> A quotation.

https://example.com/a-very-long-address-that-does-not-break-because-it-has-no-blanks/and/goes/on/index.html
"""


def words() -> str:
    """The text of a post of the sample, without what leads to files that are not here."""
    body = max((source.body for source in sample.posts()), key=lambda body: len(body.split()))
    return re.sub(r"\[\^\w+\]:?|!\[[^]]*\]\([^)]*\)|\]\([^)]*\)|\[", "", body)


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """The miniature blog with a long post, one of every element, and one that is written from right to left."""
    title = "Donaudampfschifffahrtsgesellschaftskapitänsmützen and other words that no phone is wide enough for"
    mine = {
        "long": post(words(), id="gggg7777", title="Long", authors=["desk"], takeaways=["One."], series="S"),
        "elements": post(ELEMENTS, id="hhhh8888", title=title, part_of="long", series="S", problem="It breaks."),
        "arabic": post("نص إضافي.\n", id="iiii9999", title="المرحلة", lang="ar", part_of="long"),
    }
    found = make(tmp_path_factory.mktemp("theme"))
    for name, text in mine.items():
        found.write(f"content/posts/{name}.md", text)
    found.setting("DEFAULT_PAGINATION = 4")
    done = found.inv("build")
    assert done.code == 0, done.all
    return found


@pytest.fixture(scope="module")
def address(blog: Blog) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=blog.output))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    """A tab that watches each page from its first moment, as a system of light colours shows it."""
    found = chromium.tab("about:blank")
    found.ask("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
    emulate(found)
    yield found
    chromium.close_tabs()


def emulate(tab: Tab, scheme: str = "light", media: str = "screen", motion: str = "no-preference") -> None:
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": motion}
    told = [{"name": name, "value": value} for name, value in features.items()]
    tab.ask("Emulation.setEmulatedMedia", media=media, features=told)


def wide(tab: Tab, width: int) -> None:
    tab.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)


PAGES = (
    "/ /page/2/ /posts/long/ /posts/elements/ /posts/arabic/ /posts/first/ /stages/ /stages/interest/ /audiences/ "
    "/authors/desk/ /series/s/ /tags/buying-stages/ /archives/ /about/ /subscribe/ /404.html"
).split()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window_or_asks_for_more_than_it_may(tab: Tab, address: str, path: str) -> None:
    wide(tab, 320)
    tab.go(address + path)
    over = {}
    for width in (320, 390, 1280, 2560):
        wide(tab, width)
        tab.until(f"innerWidth === {width}")
        over[width] = tab.value("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert set(over.values()) == {0}, over
    assert tab.value("refused") == []
    fetched = tab.value("performance.getEntriesByType('resource').map((one) => [one.name, one.responseStatus])")
    assert all(name.startswith(address) and status == 200 for name, status in fetched), fetched


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/posts/long/"])
def test_nothing_moves_while_a_page_loads(tab: Tab, address: str, path: str, width: int) -> None:
    wide(tab, width)
    tab.go(address + path)
    tab.value("document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 100)))")
    assert tab.value("shifts") == 0


def test_the_fonts_of_the_theme_are_shown(tab: Tab, address: str) -> None:
    tab.go(address + "/posts/long/")
    tab.go(address + "/posts/elements/")
    tab.until("document.fonts.check('700 16px Overpass') && document.fonts.check('16px Waypost Serif')")
    loaded = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    assert {name.strip('"') for name in tab.value(loaded)} >= {"Overpass", "Waypost Serif"}


@pytest.mark.parametrize(("system", "mine"), [("light", DARK), ("dark", LIGHT)])
def test_the_switch_remembers_without_a_flash(tab: Tab, address: str, system: str, mine: str) -> None:
    theirs = LIGHT if mine == DARK else DARK
    emulate(tab, system)
    tab.go(address + "/")
    tab.value("localStorage.clear()")
    tab.go(address + "/about/")
    assert tab.value(GROUND) == theirs
    pressed = "document.querySelector('.switch').getAttribute('aria-pressed')"
    assert tab.value(pressed) == ("true" if system == "dark" else "false")
    tab.value("document.querySelector('.switch').click()")
    assert tab.value(GROUND) == mine
    assert tab.value(pressed) == ("true" if system == "light" else "false")
    for path in ("/posts/long/", "/archives/"):
        tab.go(address + path)
        assert set(tab.until("grounds.length > 2 && grounds")) == {mine}
    emulate(tab, "light" if system == "dark" else "dark")
    assert tab.value(GROUND) == mine
    emulate(tab, system)
    tab.value("document.querySelector('.switch').click()")
    assert (tab.value(GROUND), tab.value("localStorage.theme")) == (theirs, "")
    emulate(tab, "light" if system == "dark" else "dark")
    assert tab.value(GROUND) == mine


def test_a_switch_that_cannot_work_is_not_shown(tab: Tab, address: str) -> None:
    tab.go(address + "/")
    shown = "getComputedStyle(document.querySelector('.switch')).display"
    assert tab.value(shown) == "block"
    tab.value("document.documentElement.className = ''")
    assert tab.value(shown) == "none"


@pytest.mark.parametrize("width", [1280, 2560])
def test_a_line_of_text_holds_60_to_75_characters(tab: Tab, address: str, width: int) -> None:
    wide(tab, width)
    tab.go(address + "/posts/long/")
    tab.value("document.fonts.ready")
    lines = tab.value("""[...document.querySelectorAll(".prose > p")].flatMap((p) => {
      const range = document.createRange(), rows = new Map();
      const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      for (let node; (node = walk.nextNode());) for (let n = 0; n < node.length; n++) {
        range.setStart(node, n); range.setEnd(node, n + 1);
        const y = Math.round(range.getBoundingClientRect().bottom / 12);
        rows.set(y, (rows.get(y) || 0) + 1);
      }
      return [...rows.values()].slice(0, -1);
    })""")
    assert len(lines) > 20
    assert 60 <= sum(lines) / len(lines) <= 75


def test_all_that_takes_the_focus_shows_it(tab: Tab, address: str) -> None:
    tab.go(address + "/")
    names = []
    for _ in range(12):
        tab.press("Tab")
        name, style, top = tab.value("""(() => {
          const at = document.activeElement, box = at.getBoundingClientRect();
          return [at.className || at.textContent.trim(), getComputedStyle(at).outlineStyle, box.top];
        })()""")
        names.append(name)
        assert style != "none", name
        assert 0 <= top < 800, name
    assert names[:2] == ["skip", "site-name"]
    assert {"Stages", "Archive", "switch", "arm"} <= set(names)


def test_motion_is_only_for_those_who_like_it(tab: Tab, address: str) -> None:
    tab.go(address + "/")
    motion = "getComputedStyle(document.documentElement).scrollBehavior"
    assert tab.value(motion) == "smooth"
    emulate(tab, motion="reduce")
    assert tab.value(motion) == "auto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_text_and_nothing_that_needs_a_finger(tab: Tab, address: str, scheme: str) -> None:
    emulate(tab, scheme, media="print")
    tab.go(address + "/posts/long/")
    shown = """[...document.querySelectorAll("nav, button, .skip, .prose, h1, .takeaways, .byline, .printed")]
      .filter((one) => one.checkVisibility()).map((one) => one.className || one.tagName)"""
    assert tab.value(shown) == ["H1", "byline", "takeaways", "prose", "series", "printed"]
    assert tab.value("document.querySelector('.printed').innerText") == "https://mini.example.com/posts/long/"
    assert tab.value(GROUND) == "rgb(255, 255, 255)"


def test_a_page_is_light(blog: Blog) -> None:
    """As gzip, which is never smaller than brotli: one first flight of TCP (ten segments, RFC 6928), and all of it."""
    page = (blog.output / "posts/long/index.html").read_bytes()
    assert len(words().split()) > 850

    def size(path: Path) -> int:
        return len(zlib.compress(path.read_bytes(), 9))

    (sheet,) = (blog.output / "theme/css").glob("site.*.css")
    first = len(zlib.compress(page, 9)) + size(sheet)
    assert first <= 14_000
    scripts = sum(map(size, (blog.output / "theme/js").iterdir()))
    fonts = sum(path.stat().st_size for path in (blog.output / "theme/fonts").glob("*.woff2"))
    assert first + scripts + fonts <= 60_000
