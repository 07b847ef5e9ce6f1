"""The kit pages as a marketer uses them: in a real Chromium, from the file system, with no server anywhere."""

from __future__ import annotations

import json
import random
import re
import stringprep
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.core.frontmatter import ShareThread
from plugins.core.post import Picture
from plugins.core.share import Kit, Snippet
from plugins.core.vocabulary import Channel
from plugins.share import counters
from plugins.share.intents import Outgoing
from plugins.share.networks import NETWORKS
from plugins.share.units import kit_of, units
from tests.factories import a_post, a_site, a_vocabulary
from tests.making import a_made_house, made
from tests.serve.chromium import Browser, Tab
from tests.share.test_counters import COUNTS, FAMILY, FLAG, JAMO, MARKED, URL, WAVE

ODD = f"{FAMILY} {FLAG} {WAVE} {JAMO} {MARKED} 購買。 “it’s” https://münchen.de/ü x.com/a\n\n@desk@social.example.com"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SENTENCES = " ".join(f"A buyer asks question number {n} long before the first call with a seller." for n in range(9))
EVIL = '</script><img src=x onerror="window.bad=1">'
POSTS = (
    a_post(slug="plain", image=Picture("/posts/plain/a.png", "A chart", 10, "image/png")),
    a_post(
        slug="odd", id="oddd0000", title=f"Odd {FAMILY} & <b>", share={"x": ODD, "linkedin": SENTENCES, "bluesky": ODD}
    ),
    a_post(slug="thread", id="thre0000", share={"bluesky": ShareThread(thread=True, text=SENTENCES)}),
    a_post(slug="evil", id="evil0000", title=f"Evil {EVIL}", summary=EVIL, problem=EVIL, share={"x": EVIL}),
)


@dataclass(frozen=True)
class Pages:
    """The kit pages of POSTS in a folder, and their kits."""

    folder: Path
    kits: dict[str, Kit]

    def address(self, slug: str) -> str:
        return (self.folder / f"_waypost/share/posts/{slug}.html").as_uri()

    def snippet(self, slug: str, channel: str) -> Snippet:
        return next(snippet for snippet in self.kits[slug].snippets if snippet.channel == channel)


def everywhere() -> dict[str, Channel]:
    return {key: Channel(name=n.name, source=key, medium="social", network=key) for key, n in NETWORKS.items()}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("kits")
    house = a_made_house(*POSTS, vocabulary=a_vocabulary(channels=everywhere()), site=a_site())
    for name, data in made(units(house)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    kits = {post.slug: kit for post in POSTS if (kit := kit_of(house, post))}
    return Pages(folder, kits)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    browser.ask("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    yield chromium
    chromium.close_tabs()


def press(tab: Tab, script: str) -> Any:
    """Run a script as if a person had just pressed a key: browsers let pages copy only then."""
    told = tab.ask("Runtime.evaluate", expression=script, userGesture=True, awaitPromise=True, returnByValue=True)
    assert "exceptionDetails" not in told, told
    return told["result"].get("value")


def edit(tab: Tab, field: str, text: str) -> None:
    at = f"document.querySelector({json.dumps(field)})"
    tab.value(f"{at}.value = {json.dumps(text)}; {at}.dispatchEvent(new Event('input', {{bubbles: true}}))")


def odd_texts() -> list[str]:
    chance = random.Random(5)
    pieces = [
        *(URL, FAMILY, FLAG, WAVE, JAMO, MARKED, "購買。", "…", "“it’s”", "x.com/a", "a.unknowntld", "日本語.jp"),
        *("https://foo….com/x", "bücher.example.com", "https://t.co/abc", "www.foo.de", "@a@b.social", "=@a@b.c"),
        *("1\ufe0f\u20e3", "©", "क्षि", "\u0600", "\u200d", "\u212b", "\u017f", "a." * 200, "(", ").", "#Tag", "-", "é"),
        *(ENGLAND, ENGLAND + "www.foo.de", "https://a.example.com/" + "b" * 4067, "c" * 4066, "\ue000", "\u2ff0"),
        *("\U0001f3f4\u200d\u2620\ufe0f", "\U0001f1e6", "\xa0", "\n", "\n\n", " ", " ", "https://EX.COM/A(b)c_(d)"),
    ]
    made = ("".join(chance.choice(pieces) for _ in range(chance.randint(1, 9))) for _ in range(400))
    return [*made, *(case[0] for case in COUNTS)]


def test_every_counter_agrees_with_pythons(browser: Browser, pages: Pages) -> None:
    tab, texts = browser.tab(pages.address("plain")), odd_texts()
    names = ["utf16_units", "x_weight", "grapheme_count", "mastodon_count", "threads_count", "mailto_length"]
    assert {network.count.__name__ for network in NETWORKS.values()} == set(names)
    script = f"{json.dumps(texts)}.map(text => {json.dumps(names)}.map(name => counters[name](text, 'Sübject')))"
    there = tab.value(script)
    here = [[getattr(counters, name)(text, "Sübject") for name in names] for text in texts]
    assert [(text, a, b) for text, a, b in zip(texts, here, there, strict=True) if a != b] == []


@pytest.mark.parametrize("name", ["x_weight", "mastodon_count"])
def test_a_counter_agrees_at_the_edges(browser: Browser, pages: Pages, name: str) -> None:
    """The longest address that X links, and the characters that no host may have, with their neighbours."""
    edges = [f"{host}{'a' * (4096 - 8 - len(host) + n)}" for host in ("https://foo.de/", "foo.de/") for n in (0, 1)]
    umlauts = [f"https://bücher.de/{'a' * (4096 - 8 - 18 - 7 + n)}" for n in (0, 1)]
    ranges = ((0x81, 0x3100), (0xD7F0, 0xE010), (0xF8F0, 0x10010), (0x1D170, 0x1D180), (0xE0000, 0xE0100))
    points = [n for a, b in ranges for n in range(a, b) if _is_prohibited(n) != _is_prohibited(n - 1)]
    near = {m for n in points for m in (n - 1, n) if m not in range(0xD800, 0xE000)}
    texts = [*edges, *umlauts, f"{ENGLAND}www.foo.de", *(f"https://a{chr(n)}b.de/ccc" for n in sorted(near))]
    there = browser.tab(pages.address("plain")).value(f"{json.dumps(texts)}.map(text => counters.{name}(text))")
    here = [getattr(counters, name)(text) for text in texts]
    assert [(ascii(t), a, b) for t, a, b in zip(texts, here, there, strict=True) if a != b] == []
    assert len(texts) > 70


def _is_prohibited(point: int) -> bool:
    """By nameprep (RFC 3491), which Python's codec for hosts follows."""
    sign = chr(point)
    tables = ("c12", "c22", "c3", "c4", "c5", "c6", "c7", "c8", "c9")
    return any(getattr(stringprep, f"in_table_{table}")(sign) for table in tables)


@pytest.mark.parametrize("slug", ["plain", "odd", "thread", "evil"])
def test_a_page_shows_each_text_with_the_count_and_the_address_that_the_kit_has(
    browser: Browser, pages: Pages, slug: str
) -> None:
    tab = browser.tab(pages.address(slug))
    for snippet in pages.kits[slug].snippets:
        at = f"document.getElementById('{snippet.channel}')"
        texts = tab.value(f"Array.from({at}.querySelectorAll('textarea'), area => area.value)")
        parts = snippet.posts or (snippet,)
        assert texts == [part.text for part in parts]
        told = tab.value(f"Array.from({at}.querySelectorAll('output'), one => one.textContent)")
        assert [one.split(" of ")[0] for one in told] == [f"{part.count:,}" for part in parts]
        assert tab.value(f"{at}.querySelector('.open').href") == snippet.intent
        assert tab.value(f"{at}.querySelector('.again').hidden") is True
    assert tab.value("window.bad") is None
    assert tab.value("document.querySelectorAll('main img[src=x]').length") == 0


def test_it_asks_nobody_and_is_in_no_index(browser: Browser, pages: Pages) -> None:
    for address in (pages.address("plain"), pages.address("plain").replace("posts/plain", "index")):
        tab = browser.tab(address)
        assert tab.value("document.querySelector('meta[name=robots]').content").startswith("noindex")
        loaded = tab.value("Array.from(document.querySelectorAll('[src], link[href]'), one => one.src || one.href)")
        assert len(loaded) > 1
        assert [name for name in loaded if not name.startswith("file:")] == []
    asking = re.compile(r"fetch\(|XMLHttpRequest|import\(|WebSocket|EventSource|sendBeacon|url\(|@import|localStorage")
    for path in (pages.folder / "_waypost/share").glob("*.*s"):
        assert not asking.search(path.read_text()), path


@pytest.mark.parametrize("refused", [False, True], ids=["by the clipboard", "where that is refused"])
def test_the_button_copies_exactly_the_text(browser: Browser, pages: Pages, refused: bool) -> None:
    tab = browser.tab(pages.address("odd"))
    tab.ask("Page.bringToFront")
    text = f"{ODD}\n\n  indented, with a tab\tand  two spaces \n{pages.snippet('odd', 'x').url}"
    edit(tab, "#x textarea", text)
    if refused:
        tab.value("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    press(tab, "navigator.clipboard.readText().then(() => document.querySelector('#x .count button').click())")
    tab.until("document.querySelector('#x .count button').textContent === 'Copied'")
    assert press(tab, "navigator.clipboard.readText()") == text
    assert tab.value("document.getElementById('told').textContent") == "Copied: text"


def test_the_counter_lives_and_so_do_preview_and_address(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("plain"))
    text = f"{ODD} {URL} {pages.snippet('plain', 'x').url}"
    edit(tab, "#x textarea", text)
    count = counters.x_weight(text)
    assert tab.value("document.querySelector('#x output').textContent") == f"{count} of 280 weighted characters"
    assert tab.value("document.querySelector('#x .open').href") == NETWORKS["x"].intent(Outgoing(text, ""))
    assert FAMILY in tab.value("document.querySelector('#x .preview').textContent")
    edit(tab, "#x textarea", "word " * 60)
    assert tab.value("document.querySelector('#x output').textContent") == (
        "300 of 280 weighted characters, 20 too many, without the tracked link"
    )
    assert tab.value("document.querySelector('#x output').classList.contains('over')")
    edit(tab, "#email input", "Ünother subject")
    mail = pages.snippet("plain", "email")
    assert tab.value("document.querySelector('#email .open').href") == NETWORKS["email"].intent(
        Outgoing(mail.text, "", "Ünother subject")
    )
    tab.value("document.querySelector('#x .again').click()")
    assert tab.value("document.querySelector('#x textarea').value") == pages.snippet("plain", "x").text
    assert tab.value("document.querySelector('#x .again').hidden")


def test_a_text_without_its_tracked_link_is_told(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("plain"))
    lost, told = "document.querySelector('#x .lost').textContent", "document.querySelector('#x output')"
    snippet = pages.snippet("plain", "x")
    assert tab.value("Array.from(document.querySelectorAll('.lost'), one => one.textContent).join('')") == ""
    for text in (snippet.text.replace(snippet.url, ""), snippet.text.replace(snippet.url, f"{snippet.url}0 ")):
        edit(tab, "#x textarea", text)
        assert tab.value(lost).startswith("The tracked link is gone")
        assert tab.value(f"{told}.textContent").endswith(", without the tracked link")
        assert tab.value(f"{told}.classList.contains('over')")
        edit(tab, "#x textarea", f"Or so: {snippet.url}.")
        assert tab.value(lost) == ""
        assert not tab.value(f"{told}.classList.contains('over')")


def test_a_thread_may_have_its_link_in_any_of_its_posts(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("thread"))
    lost, url = "document.querySelector('#bluesky .lost').textContent", pages.snippet("thread", "bluesky").url
    tab.value("Array.from(document.querySelectorAll('#bluesky textarea')).at(-1).id = 'last'")
    assert tab.value(lost) == ""
    edit(tab, "#last", "The end.")
    assert tab.value(lost).startswith("The tracked link is gone")
    edit(tab, "#bluesky textarea", f"Here it is: {url}")
    assert tab.value(lost) == ""
    assert "without" not in tab.value("document.querySelector('#bluesky').textContent")


def test_the_preview_folds_where_the_network_does(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("odd"))
    words = "document.querySelector('#linkedin .words').textContent"
    assert tab.value(words) == f"{SENTENCES[:210].rstrip()}… see more"
    tab.value("document.querySelector('#linkedin .more').click()")
    assert tab.value(words).startswith(SENTENCES)


@pytest.mark.parametrize("fill", [209, 204], ids=["a family", "a mark"])
def test_the_fold_breaks_no_grapheme(browser: Browser, pages: Pages, fill: int) -> None:
    tab = browser.tab(pages.address("odd"))
    last = FAMILY if fill == 209 else "e" + "\u0301" * 9
    edit(tab, "#linkedin textarea", "a" * fill + last + " and so on")
    assert tab.value("document.querySelector('#linkedin .words').textContent") == f"{'a' * fill}… see more"
    edit(tab, "#linkedin textarea", "a" * (210 - len(last)) + last + " and so on")
    assert f"a{last}… see" in tab.value("document.querySelector('#linkedin .words').textContent")


@pytest.mark.parametrize(
    ("channel", "text", "links"),
    [
        ("bluesky", "By @alice.bsky.social. @bob", ["@alice.bsky.social"]),
        ("bluesky", "See (https://a.example/b) and https://a.example/c(d).", ["a.example/b", "a.example/c(d)"]),
        ("mastodon", "By @desk@social.example.com, #Tag.", ["@desk@social.example.com", "#Tag"]),
        ("threads", "By @alice.b. See https://a.example/?", ["@alice.b", "a.example/"]),
        ("x", "By @alice.b", ["@alice"]),
    ],
)
def test_the_preview_colours_what_the_network_links(
    browser: Browser, pages: Pages, channel: str, text: str, links: list[str]
) -> None:
    tab = browser.tab(pages.address("plain"))
    edit(tab, f"#{channel} textarea", text)
    shown = f"Array.from(document.querySelectorAll('#{channel} .preview .link'), one => one.textContent)"
    assert tab.value(shown) == links


def test_the_preview_has_the_card_with_picture_title_and_host(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("plain"))
    picture = (pages.folder / "posts/plain/a.png").as_uri()
    assert tab.value("document.documentElement.outerHTML.includes('blog.example.com')")
    assert tab.value("document.querySelector('#facebook .card strong').textContent") == POSTS[0].title
    assert tab.value("document.querySelector('#facebook .card .host').textContent") == "blog.example.com"
    assert tab.value("JSON.parse(document.getElementById('data').textContent).image") == "../../../posts/plain/a.png"
    assert tab.value("new URL('../../../posts/plain/a.png', location.href).href") == picture
    assert tab.value("document.querySelector('#email .card')") is None


def test_a_thread_has_a_field_and_a_button_for_each_post(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("thread"))
    posts = pages.snippet("thread", "bluesky").posts
    assert tab.value("document.querySelectorAll('#bluesky .count button').length") == len(posts) > 1
    assert tab.value("document.querySelectorAll('#bluesky .preview .post').length") == len(posts)
    assert tab.value("document.querySelectorAll('#bluesky .preview .card').length") == 1


def test_the_overview_finds_posts(browser: Browser, pages: Pages) -> None:
    tab = browser.tab(pages.address("plain").replace("posts/plain", "index"))
    shown = "Array.from(document.querySelectorAll('.posts li:not([hidden]) a'), a => a.getAttribute('href'))"
    assert sorted(tab.value(shown)) == sorted(f"posts/{post.slug}.html" for post in POSTS)
    edit(tab, "#find", "odd INTEREST")
    assert tab.value(shown) == ["posts/odd.html"]
    edit(tab, "#find", "nothing has this")
    assert tab.value(shown) == []
    assert tab.value("document.querySelector('.none').hidden") is False
    assert tab.value("window.bad") is None


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("slug", ["plain", "odd", "thread", "evil"])
def test_a_page_fits_the_window(browser: Browser, pages: Pages, slug: str, width: int) -> None:
    tab = browser.tab(pages.address(slug), width=width)
    assert tab.value("document.documentElement.scrollWidth <= innerWidth")
    assert tab.value(
        "Array.from(document.querySelectorAll('textarea')).every(area => area.scrollHeight <= area.clientHeight + 1)"
    )
