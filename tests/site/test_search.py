"""The search of a built site below a path, with two indexes in one language and one in another, as Caddy serves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.search.shards import FEW
from tests.addresses.servers import Server, caddy
from tests.serve.chromium import Browser, Tab
from tests.site.blog import DATA, SETTINGS, Blog, make, post

STAGES = ("epiphany", "awareness", "interest")
MANY = FEW + 15
FETCHED = "performance.getEntriesByType('resource').filter(({ name }) => /\\/search\\/|pagefind/.test(name)).length"
JAPANESE = {
    "phra": "## 日本語の見出し\n\n日本語の本文。購買**担当**者。zebraword\n",
    "scat": "担当する者が購入を買う。zebraword と本文。\n",
    "alon": "zebraword購買担当者向け。\n",
}
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => sum += one.value))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""
STATUS = "document.querySelector('[role=status]').textContent"
TITLES = "[...document.querySelectorAll('.search-results h2')].map((title) => title.textContent)"
COUNTS = "[...document.querySelectorAll('[name=stage] option')].map((option) => option.text)"


def _posts() -> dict[str, str]:
    """Of MANY posts 20 say "lighthouse", of which every third is for the same stage; one is German."""
    posts = {
        f"post-{n}": post(
            f"Words that all have.\n\n## The part of {n}\n\nHere is {'a lighthouse' if n < 20 else 'nothing'}.\n",
            id=f"post{n:04}",
            title=f"Post number {n}",
            date=f"2026-01-{n % 28 + 1:02}",
            stage=STAGES[n % 3],
        )
        for n in range(MANY)
    }
    for name, text in JAPANESE.items():
        posts[name] = post(text, id=f"{name}0000", title=f"{name}のはなし", lang="ja", stage="interest")
    posts["leuchtturm"] = post("Viele Leuchttürme.\n", id="turm0000", title="Der Leuchtturm", lang="de")
    posts["hidden"] = post("A secret lighthouse.\n", id="hidd0000", title="Hidden", status="hidden")
    posts["later"] = post("A later lighthouse.\n", id="late0000", title="Later", date="2031-01-01")
    return posts


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    blog = make(tmp_path_factory.mktemp("searched"), posts=_posts(), data={**DATA, "redirects": ""})
    blog.write("pelicanconf.py", SETTINGS.replace("mini.example.com", "mini.example.com/blog", 1))
    blog.setting("WAYPOST['cards'] = False")
    done = blog.inv("build")
    assert done.code == 0, done.all
    return blog


@pytest.fixture(scope="module")
def server(blog: Blog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("root")
    (root / "blog").symlink_to(blog.output)
    with caddy(tmp_path_factory.mktemp("caddy"), root, blog.output / "_waypost/hosts/site.caddyfile") as server:
        yield server


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Tab]:
    """The search page; nothing that was done on it is against the policy."""
    tab = browser.tab("about:blank")
    tab.ask("Log.enable")
    tab.go(f"http://127.0.0.1:{server.port}/blog/search/")
    yield tab
    browser.close_tabs()
    assert browser.logged == []


def _type(tab: Tab, text: str) -> None:
    tab.ask("Input.insertText", text=text)


def _key(tab: Tab, key: str, text: str, code: int) -> None:
    """A key with the character that it gives: without, buttons do not hear it."""
    tab.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
    tab.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


def _slash(tab: Tab) -> None:
    _key(tab, "/", "/", 191)


def _choose(tab: Tab, name: str, value: str) -> None:
    field = f"document.querySelector('[name={name}]')"
    tab.value(f"({field}.value = {json.dumps(value)}, {field}.dispatchEvent(new Event('input', {{ bubbles: true }})))")


def _told(tab: Tab, status: str) -> Any:
    return tab.until(f"{STATUS} === {json.dumps(status)}")


def test_by_keyboard_alone(tab: Tab) -> None:
    """Nothing is fetched before; a slash leads to the field, the results to their posts, Escape back to nothing."""
    assert tab.value(FETCHED) == 0
    _slash(tab)
    assert tab.value("document.activeElement.name + document.activeElement.value") == "q"
    _type(tab, "lighthouse")
    _told(tab, "20 posts found")
    assert tab.value(FETCHED) == 6, "a script for each language, and its worker, which fetches the rest"
    assert len(tab.value(TITLES)) == 10
    tab.value("document.querySelector('.search-more').focus()")
    _key(tab, "Enter", "\r", 13)
    tab.until(f"{TITLES}.length === 20")
    assert tab.value("document.querySelector('.search-more').hidden")
    _slash(tab)
    tab.press("Tab")
    for _ in range(2):
        tab.press("Tab")
    assert tab.value("document.activeElement === document.querySelector('.search-results a')")
    assert tab.value("document.activeElement.closest('article').querySelector('mark').textContent") == "lighthouse."
    _slash(tab)
    tab.press("Escape")
    tab.until(f"{STATUS} === '' && {TITLES}.length === 0")
    assert tab.value("location.href").endswith("/blog/search/")


def test_results_lead_to_posts_and_their_parts(tab: Tab) -> None:
    _slash(tab)
    _type(tab, "lighthouse")
    _told(tab, "20 posts found")
    for link in tab.value("[...document.querySelectorAll('.search-results a')].slice(0, 4).map((a) => a.href)"):
        assert "/blog/posts/post-" in link
        found = f"fetch({json.dumps(link)}).then((got) => got.text()).then((html) => html.includes('lighthouse'))"
        assert tab.value(found)
        anchor = link.partition("#")[2]
        assert f'id="{anchor}"' in tab.value(f"fetch({json.dumps(link)}).then((got) => got.text())") or not anchor


def test_a_facet_counts_over_all_indexes_and_the_address_keeps_what_was_asked(tab: Tab) -> None:
    _slash(tab)
    _type(tab, "lighthouse")
    _told(tab, "20 posts found")
    assert tab.value(COUNTS) == ["Any", "Epiphany (7)", "Awareness (7)", "Interest (6)"]
    _choose(tab, "stage", "interest")
    _told(tab, "6 posts found")
    assert tab.value(COUNTS) == ["Any", "Epiphany", "Awareness", "Interest"], (
        "what each would give instead is not asked"
    )
    shown = tab.value("[...document.querySelectorAll('.search-results .stage-mark')].map((mark) => mark.textContent)")
    assert shown == ["Interest"] * 6
    address = str(tab.value("location.href"))
    assert address.endswith("/blog/search/?q=lighthouse&stage=interest")
    for shared in (address, address.replace("=interest", "=stage%3Ainterest")):
        tab.ask("Page.navigate", url=shared)
        tab.until(f"location.href === {json.dumps(address)}")
        _told(tab, "6 posts found")


def test_a_choice_that_is_gone_from_an_old_address_is_none(tab: Tab, server: Server) -> None:
    address = f"http://127.0.0.1:{server.port}/blog/search/?q=lighthouse&stage=gone&length=9&item=x"
    tab.ask("Page.navigate", url=address)
    _told(tab, "20 posts found")
    assert tab.value("document.querySelector('[name=stage]').selectedIndex") == 0


def test_a_facet_alone_and_nothing_found(tab: Tab) -> None:
    _choose(tab, "stage", "epiphany")
    _told(tab, f"{MANY // 3 + 1} posts found")
    _slash(tab)
    _type(tab, "qqqq")
    _told(tab, "Nothing found. Try fewer or other words, or take back a choice.")
    assert tab.value(TITLES) == []


def test_each_language_is_searched_as_its_own(tab: Tab, server: Server) -> None:
    """German plurals are found by their singular, and what is not published is in no index."""
    tab.go(f"http://127.0.0.1:{server.port}/blog/search/?q=leuchtturm")
    _told(tab, "1 post found")
    assert tab.value(TITLES) == ["Der Leuchtturm"]
    assert tab.value("document.querySelector('.search-results article').lang") == "de"


NOTHING = "Nothing found. Try fewer or other words, or take back a choice."
WORDS = {
    "lighthouses": "20 posts found",
    "lighth": "20 posts found",
    "lighthousekeeper": "20 posts found",
    "artificial": NOTHING,
    "allegory": NOTHING,
    "herein": NOTHING,
    "lighthouse artificial": NOTHING,
    "lighthouse zebra": NOTHING,
    '"a lighthouse"': "20 posts found",
    "epiphany": f"{MANY // 3 + 1} posts found",
}
"""Posts say "a", "all" and "here", and each has its stage's name as a mark alone."""


@pytest.mark.parametrize(("asked", "told"), WORDS.items(), ids=list(WORDS))
def test_words_are_found_by_their_stems_and_not_by_a_shorter_word(tab: Tab, asked: str, told: str) -> None:
    _slash(tab)
    _type(tab, asked)
    _told(tab, told)


def test_where_results_were_dropped_no_choice_tells_a_number(tab: Tab) -> None:
    _slash(tab)
    _type(tab, "artificial")
    _told(tab, NOTHING)
    assert tab.value(COUNTS) == ["Any", "Epiphany", "Awareness", "Interest"]


SIGNS = {
    "購買担当者": ["phraのはなし", "alonのはなし"],
    "zebraword": ["phraのはなし", "scatのはなし", "alonのはなし"],
    "本文": ["phraのはなし", "scatのはなし"],
    "zebraword 購入": ["scatのはなし"],
    "「購買・担当者」": ["phraのはなし", "alonのはなし"],
    "者購": [],
}


@pytest.mark.parametrize(("asked", "titles"), SIGNS.items(), ids=list(SIGNS))
def test_japanese_is_found_by_rows_of_signs(tab: Tab, asked: str, titles: list[str]) -> None:
    _slash(tab)
    _type(tab, asked)
    _told(tab, f"{len(titles)} posts found" if len(titles) > 1 else "1 post found" if titles else NOTHING)
    assert sorted(tab.value(TITLES)) == sorted(titles)


def test_what_is_shown_of_japanese_has_no_blanks(tab: Tab) -> None:
    _slash(tab)
    _type(tab, "日本語")
    _told(tab, "1 post found")
    assert tab.value("document.querySelector('.search-parts a').textContent") == "日本語の見出し"
    assert "日本語の本文。購買担当者。zebraword" in tab.value("document.querySelector('.entry-summary p').textContent")
    assert tab.value("document.querySelectorAll('.entry-summary mark').length") >= 3


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_where_an_address_brings_its_question(tab: Tab, server: Server, width: int) -> None:
    tab.ask("Emulation.setDeviceMetricsOverride", width=width, height=700, deviceScaleFactor=1, mobile=False)
    tab.go(f"http://127.0.0.1:{server.port}/blog/search/?q=lighthouse&stage=interest")
    _told(tab, "6 posts found")
    tab.until("document.querySelector('.search-else').checkVisibility()")
    assert tab.value(SHIFTS) == 0
    assert tab.value("document.querySelector('.site-footer').checkVisibility()")


def test_a_search_that_fails_leaves_the_ways_on(tab: Tab, server: Server) -> None:
    tab.ask("Network.enable")
    tab.ask("Network.setBlockedURLs", urls=["*pagefind.js*"])
    tab.go(f"http://127.0.0.1:{server.port}/blog/search/?q=lighthouse")
    tab.until(f"{STATUS}.startsWith('The search could not be loaded')")
    tab.until("document.querySelector('.search-else').checkVisibility()")
    tab.browser.logged.clear()


def test_paper_has_no_way_to_the_search(tab: Tab) -> None:
    assert tab.value("document.querySelector('.find').checkVisibility()")
    tab.ask("Emulation.setEmulatedMedia", media="print")
    assert not tab.value("document.querySelector('.find').checkVisibility()")


def test_without_scripts_the_page_leads_on(browser: Browser, server: Server) -> None:
    tab = browser.tab("about:blank")
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    tab.ask("Page.navigate", url=f"http://127.0.0.1:{server.port}/blog/search/")
    tab.until("document.readyState === 'complete' && document.querySelector('.empty') !== null")
    assert not tab.value("document.querySelector('.search').checkVisibility()")
    assert "needs JavaScript" in tab.value("document.querySelector('.empty').innerText")
    assert tab.value("document.querySelector('.search-else a').checkVisibility()")
    browser.close_tabs()


def test_an_edit_makes_one_index_anew_and_a_full_build_makes_the_same(blog: Blog, tmp_path: Path) -> None:
    before = {path: found for path, found in blog.tree().items() if path.startswith("search/")}
    path = blog.content / "posts/post-3.md"
    text = path.read_text()
    try:
        path.write_text(text + "\nA windmill.\n")
        assert blog.inv("build").code == 0
        after = {path: found for path, found in blog.tree().items() if path.startswith("search/")}
        changed = {name.split("/")[1] for name, found in after.items() if before.get(name) != found}
        assert len(changed) == 1
        assert sum(name not in after for name in before if "fragment" in name) == 1
        full = Blog(tmp_path)
        full.write("pelicanconf.py", (blog.root / "pelicanconf.py").read_bytes())
        (tmp_path / "content").symlink_to(blog.content)
        assert full.inv("build").code == 0
        assert {path: found for path, found in full.tree().items() if path.startswith("search/")} == after
    finally:
        path.write_text(text)
        blog.inv("build")


def test_switched_off_there_is_nothing(tmp_path: Path) -> None:
    blog = make(tmp_path)
    blog.setting("WAYPOST['search'] = False")
    assert blog.inv("build").code == 0
    assert not [path for path in blog.tree() if path.startswith("search/")]
    assert "/search/" not in blog.page("index.html") + blog.page("sitemap.xml")
    assert "wasm-unsafe-eval" not in blog.page("_waypost/hosts/site.caddyfile")
