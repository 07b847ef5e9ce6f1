"""The site's own scripts in a real Chromium: the address bar is cleaned, old addresses lead on with all that came."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.posts.scripts import shortened
from tests.serve.chromium import Browser, Tab
from tests.serve.strict import Strict
from tests.site.blog import Blog, make, post


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A blog built for the address that it is served at. Gives that address."""
    blog = make(tmp_path_factory.mktemp("scripts"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Strict)
    address = f"http://127.0.0.1:{server.server_port}"
    _write(blog, address)
    done = blog.inv("build")
    assert done.code == 0, done.all
    server.RequestHandlerClass = functools.partial(Strict, directory=str(blog.output.resolve()))  # type: ignore
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()


def _write(blog: Blog, address: str) -> None:
    blog.setting(f'SITEURL = "{address}"')
    old = {"/old/": "/posts/first/", "/deep/": "/posts/first/?v=2#why", "/bare/": "/posts/first/?v=2"}
    blog.write("content/data/redirects.yaml", "".join(f'"{a}": "{b}"\n' for a, b in old.items()))
    blog.write("content/posts/third.md", post("Third.\n", id="cccc3333", title="Third", redirect_from=["/3.html"]))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, site: str) -> Tab:
    return browser.tab(site + "/")


UTM = "utm_source=x&utm_medium=social&utm_campaign=first&utm_content=epiphany.share&utm_id=aaaa1111"
CLEANED = [
    (f"?{UTM}", ""),
    (f"?{UTM}#why", "#why"),
    (f"?a=1&{UTM}", "?a=1"),
    (f"?a=1&{UTM}&fbclid=Iw%20Z+.~", "?a=1&fbclid=Iw%20Z+.~"),
    (f"?b=%c3%A4&a&&a==2;3&{UTM}&=x#a?utm_source=b", "?b=%c3%A4&a&&a==2;3&=x#a?utm_source=b"),
    ("?utm%5Fsource=x&a=1", "?a=1"),
    ("?UTM_Source=x&%75tm_id=1&a=%", "?a=%"),
    ("?utm_custom&a=utm_source", "?a=utm_source"),
    (f"?{UTM}#", "#"),
]
ASKED_FOR = "performance.getEntriesByType('navigation')[0].name"
"""The address that the page was loaded by, whatever scripts have made of it since."""
LEFT = ["", "?", "#why", "?a=utm_source=x", "?my_utm_source=1#utm_source=x"]


@pytest.mark.parametrize(("came", "stays"), CLEANED, ids=range(len(CLEANED)))
def test_the_address_bar_is_cleaned(tab: Tab, site: str, came: str, stays: str) -> None:
    page = f"{site}/posts/first/"
    visit(tab, page + came)
    tab.until(f"location.href === {page + stays!r}")
    assert tab.value(ASKED_FOR) == page + came


def visit(tab: Tab, url: str) -> None:
    """A fresh load of `url`, whatever the tab shows, and whatever its scripts make of the address."""
    tab.ask("Page.navigate", url="about:blank")
    tab.until("location.href === 'about:blank'")
    tab.ask("Page.navigate", url=url)
    tab.until("location.href !== 'about:blank' && document.readyState === 'complete'")


def test_an_address_without_utm_is_left_alone(tab: Tab, site: str) -> None:
    for address in LEFT:
        visit(tab, f"{site}/posts/first/{address}")
        tab.value("new Promise((done) => setTimeout(done, 50))")
        assert tab.value("location.href") == f"{site}/posts/first/{address}"


def test_no_entry_is_added_to_the_history_and_its_state_is_kept(tab: Tab, site: str) -> None:
    visit(tab, f"{site}/posts/first/")
    before = tab.value("history.length")
    tab.value("history.replaceState({ kept: 1 }, '', '?utm_source=x&a=1')")
    tab.ask("Page.reload")
    tab.until(f"location.href === '{site}/posts/first/?a=1'")
    assert tab.value("[history.length, history.state.kept]") == [before, 1]


def test_who_measures_at_load_sees_the_whole_address(tab: Tab, site: str) -> None:
    script = "addEventListener('load', () => { window.measured = location.href })"
    added = tab.ask("Page.addScriptToEvaluateOnNewDocument", source=script)
    visit(tab, f"{site}/posts/first/?{UTM}")
    tab.until(f"location.href === '{site}/posts/first/'")
    assert tab.value("window.measured") == f"{site}/posts/first/?{UTM}"
    tab.ask("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


LED = [
    ("/old/", "/posts/first/"),
    ("/old/?a=%c3%A4&&b=+#x", "/posts/first/?a=%c3%A4&&b=+#x"),
    ("/old/#why", "/posts/first/#why"),
    ("/old/?", "/posts/first/"),
    ("/bare/", "/posts/first/?v=2"),
    ("/bare/?a=1#why", "/posts/first/?v=2&a=1#why"),
    ("/deep/?a=1", "/posts/first/?v=2&a=1#why"),
    ("/deep/?a=1#x", "/posts/first/?v=2&a=1#why"),
    ("/deep/?url=https://evil.example/#@evil.example", "/posts/first/?v=2&url=https://evil.example/#why"),
    ("/3.html?a=1", "/posts/third/?a=1"),
]


@pytest.mark.parametrize(("came", "led"), LED, ids=[came for came, _ in LED])
def test_a_redirect_takes_along_what_came(tab: Tab, site: str, came: str, led: str) -> None:
    visit(tab, site + came)
    tab.until(f"location.href === {site + led!r} && document.readyState === 'complete'")


def test_tags_survive_a_redirect_until_they_are_measured(tab: Tab, site: str) -> None:
    visit(tab, f"{site}/old/?{UTM}#why")
    tab.until(f"location.href === '{site}/posts/first/#why'")
    assert tab.value(ASKED_FOR) == f"{site}/posts/first/?{UTM}#why"


def test_the_policy_is_kept_to(tab: Tab, site: str) -> None:
    tab.ask(
        "Page.addScriptToEvaluateOnNewDocument",
        source="addEventListener('securitypolicyviolation', (e) => { (window.broken ||= []).push(e.blockedURI) })",
    )
    for address in ("/", "/posts/first/", "/posts/second/", "/about/", "/404.html"):
        visit(tab, site + address)
        assert tab.value("window.broken ?? []") == []
        copies = address.startswith("/posts/")
        assert tab.value("document.querySelectorAll('script[src]').length") == (3 if copies else 2)


@pytest.mark.parametrize(
    ("page", "copied"), [("/posts/first/", "/posts/first/"), ("/subscribe/", "/feeds/all.rss.xml")]
)
def test_a_button_copies_the_address(browser: Browser, tab: Tab, site: str, page: str, copied: str) -> None:
    browser.ask("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    visit(tab, site + page)
    tab.ask("Page.bringToFront")
    label = tab.value("document.querySelector('.copy').textContent")
    tab.ask("Runtime.evaluate", expression="document.querySelector('.copy').click()", userGesture=True)
    tab.until("document.querySelector('.copy').textContent === 'Copied'")
    assert tab.value("navigator.clipboard.readText()") == site + copied
    tab.until(f"document.querySelector('.copy').textContent === {label!r}")


def test_where_a_page_may_not_copy_there_is_no_button(tab: Tab, site: str) -> None:
    hide = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
    made = tab.ask("Page.addScriptToEvaluateOnNewDocument", source=hide)
    visit(tab, site + "/posts/first/")
    assert tab.value("document.querySelector('.copy').checkVisibility()") is False
    tab.ask("Page.removeScriptToEvaluateOnNewDocument", identifier=made["identifier"])


def test_without_scripts_all_pages_work_and_redirects_lead_on(browser: Browser, site: str) -> None:
    tab = browser.tab("about:blank")
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    for came, led in (
        ("/old/?a=1", "/posts/first/"),
        ("/deep/", "/posts/first/?v=2#why"),
        ("/?utm_id=1", "/?utm_id=1"),
    ):
        tab.ask("Page.navigate", url=site + came)
        tab.until(f"location.href === {site + led!r} && document.readyState === 'complete'")


def test_all_scripts_of_the_site_together_are_tiny() -> None:
    root = Path(__file__).resolve().parents[2]
    served = [shortened(script.read_text(encoding="utf-8")) for script in (root / "theme/static/js").glob("*.js")]
    served += [script.read_text(encoding="utf-8") for script in (root / "plugins/addresses/parts").glob("*.js")]
    assert len(served) >= 2
    assert sum(len(script.encode()) for script in served) <= 5000
