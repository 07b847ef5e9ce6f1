"""What people do on the published sample: read, go on, choose colours, copy a link, subscribe, print."""

from __future__ import annotations

import base64
import re
import subprocess
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from tests.browser.kinds import addresses
from tests.browser.seen import SCREENS, Look, look
from tests.browser.tools import program
from tests.serve.chromium import Tab
from tests.site.served import Published, page, tags

SITE = "https://blog.example.com"
STATUS = "performance.getEntriesByType('navigation')[0].responseStatus"
UTM = "utm_source=linkedin&utm_medium=social&utm_campaign=spring&utm_content=epiphany.share&utm_id=aaaa1111"


@pytest.fixture
def article(site: Published) -> str:
    return addresses(site.root)["article"]


def arrived(tab: Tab, was: str) -> str:
    """Wait until the tab shows another page, whole; its path."""
    tab.until(f"location.pathname !== {was!r} && document.readyState === 'complete'")
    assert tab.value(STATUS) == 200
    path: str = tab.value("location.pathname")
    return path


@pytest.mark.parametrize("screen", SCREENS)
def test_someone_reads(tab: Tab, address: str, article: str, screen: str) -> None:
    """From the front page to a post, where all that helps to decide stands above its first paragraph."""
    look(tab, Look(screen, "light"))
    tab.go(f"{address}/")
    tab.value("document.querySelector('.entry-title a').id = 'chosen'")
    title = tab.value("document.querySelector('#chosen').textContent")
    tab.click("#chosen")
    assert arrived(tab, "/").startswith("/posts/")
    assert tab.value("document.querySelector('h1').innerText") == title
    first = tab.value("document.querySelector('.prose > p').getBoundingClientRect().top")
    for part in (".stage-line .arm", ".standfirst", ".tracks", ".takeaways", ".byline-role"):
        assert tab.value(f"document.querySelector({part!r}).checkVisibility()"), part
        assert tab.value(f"document.querySelector({part!r}).getBoundingClientRect().top") < first, part
    assert re.search(r"\d min read", tab.value("document.querySelector('.tracks').innerText"))
    tab.go(address + article)
    tab.click(".contents li:last-child a")
    part = tab.value("document.querySelector('.contents li:last-child a').hash.slice(1)")
    tab.until(f"location.hash === '#{part}'")
    top = tab.value(f"document.getElementById({part!r}).getBoundingClientRect().top")
    assert 0 <= top < SCREENS[screen][1]


def test_someone_goes_on_from_post_to_post(tab: Tab, address: str) -> None:
    """Each post leads on, to the post it names, without a tag that would rewrite where the reader came from."""
    path, seen = "/posts/the-stage-before-awareness/", []
    tab.go(address + path)
    for _ in range(4):
        seen.append(path)
        places = tab.value("[...document.querySelectorAll('.next a')].map((one) => new URL(one.href).pathname)")
        at = next((n for n, place in enumerate(places) if place not in seen), None)
        assert at is not None, f"{path} leads only back"
        title = tab.value(f"document.querySelectorAll('.next a')[{at}].textContent")
        tab.value(f"document.querySelectorAll('.next a')[{at}].id = 'chosen'")
        tab.click("#chosen")
        path = arrived(tab, path)
        assert tab.value("document.querySelector('h1').innerText") == title
        assert tab.value("location.search + location.hash") == ""
    assert len(set(seen)) == 4


def test_someone_uses_the_keyboard_only(tab: Tab, address: str) -> None:
    """The skip link goes to the text, the menu to its pages, the switch turns by the space bar and is remembered."""
    tab.go(f"{address}/")
    tab.value("localStorage.clear()")
    tab.go(f"{address}/about/")
    at = "document.activeElement.textContent.trim() || document.activeElement.className"
    tab.press("Tab")
    tab.press("Enter")
    tab.until("document.activeElement.tagName === 'MAIN' && location.hash === '#wp:main'")
    tab.go(f"{address}/")
    while tab.value(at) != "switch":
        tab.press("Tab")
        assert tab.value(at) != "", "there is no switch"
    before = tab.value("getComputedStyle(document.body.parentElement).backgroundColor")
    tab.press(" ")
    after = tab.value("getComputedStyle(document.body.parentElement).backgroundColor")
    assert before != after
    while tab.value(at) != "Archive":
        tab.press("Tab", shift=True)
        assert tab.value(at) != "", "there is no archive"
    tab.press("Enter")
    assert arrived(tab, "/") == "/archives/"
    assert tab.value("document.querySelector('.site-nav [aria-current=page]').textContent") == "Archive"
    assert tab.value("getComputedStyle(document.body.parentElement).backgroundColor") == after
    tab.value("localStorage.clear()")


def test_someone_copies_the_address(tab: Tab, address: str, article: str) -> None:
    """What the address bar holds is clean, and so is what the page says its address is."""
    tab.ask("Page.navigate", url=f"{address}{article}?{UTM}&page=2#top")
    tab.until(f"location.href === '{address}{article}?page=2#top' && document.readyState === 'complete'")
    assert tab.value("document.querySelector('link[rel=canonical]').href") == SITE + article
    assert tab.value("document.querySelector('meta[property=\"og:url\"]').content") == SITE + article


def test_someone_passes_a_post_on(tab: Tab, address: str, article: str) -> None:
    """One press copies where the post stands in public, without a tag, and says so."""
    tab.browser.ask("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    tab.go(address + article)
    tab.ask("Page.bringToFront")
    tab.click(".copy")
    tab.until("document.querySelector('.copy').textContent === 'Copied'")
    assert tab.value("navigator.clipboard.readText()") == SITE + article


STATUS_LINE = "document.querySelector('[role=status]').textContent"


@pytest.mark.parametrize("screen", SCREENS)
def test_someone_searches_with_a_facet(tab: Tab, address: str, screen: str) -> None:
    """From the header to the form, a word, a stage, and the post that was found."""
    look(tab, Look(screen, "dark"))
    tab.go(f"{address}/")
    tab.click(".site-header a[href='/search/']")
    assert arrived(tab, "/") == "/search/"
    tab.click("input[type=search]")
    tab.ask("Input.insertText", text="campaign")
    tab.until(f"/^[0-9]+ posts found$/.test({STATUS_LINE})")
    every = int(tab.value(STATUS_LINE).split()[0])
    options = tab.value("[...document.querySelector('[name=stage]')].map((one) => one.textContent)")
    few = int(next(re.findall(r"Awareness \((\d+)\)", text)[0] for text in options if text.startswith("Awareness")))
    assert 0 < few < every
    chosen = "document.querySelector('[name=stage]')"
    tab.value(f"{chosen}.value = 'awareness', {chosen}.dispatchEvent(new Event('input', {{ bubbles: true }}))")
    tab.until(f"parseInt({STATUS_LINE}) === {few}")
    tab.value("document.querySelector('.search-results h2 a, .search-results a').id = 'chosen'")
    tab.click("#chosen")
    assert arrived(tab, "/search/").startswith("/posts/")
    assert tab.value("document.querySelector('article').dataset.stage") == "awareness"
    assert "campaign" in tab.value("document.querySelector('main').innerText").lower()


FEED_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json"}


def test_someone_subscribes(tab: Tab, address: str) -> None:
    """Every address of a feed leads to a feed; readers get it whole; one click marks it to be copied."""
    tab.go(f"{address}/")
    tab.click(".site-nav a[href='/subscribe/']")
    arrived(tab, "/")
    found = tab.value("[...document.querySelectorAll('.feed-forms a')].map((one) => one.href)")
    assert len(found) > 60
    for url in found:
        with urlopen(url) as answer:
            assert answer.headers["Content-Type"].startswith(FEED_TYPES[url.rpartition(".")[2]]), url
    feed = f"{SITE}/feeds/all.rss.xml"
    tab.click(".feed-first code")
    assert tab.value("getSelection().toString().trim()") == feed
    readers = tab.value("[...document.querySelectorAll('.feed-first .reader')].map((one) => one.getAttribute('href'))")
    assert all(quote(feed, safe="") in url or url == feed.replace("https:", "feed:") for url in readers)
    assert len(readers) > 3
    shown = "document.querySelector('.feed-follow .feed-ways').checkVisibility()"
    assert tab.value(shown) is False
    tab.value("document.querySelector('.feed-follow summary').focus()")
    tab.press("Enter")
    assert tab.value(shown) is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_someone_prints(tab: Tab, address: str, site: Published, article: str, tmp_path: Path, scheme: str) -> None:
    """On paper: title, brief, text, notes, who signed it and where it stands. Nothing that needs a finger."""
    look(tab, Look("desktop", scheme))
    tab.ask("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.go(address + article)
    (tmp_path / "a.pdf").write_bytes(base64.b64decode(tab.ask("Page.printToPDF", preferCSSPageSize=True)["data"]))
    told = subprocess.run([program("pdftotext"), "-q", tmp_path / "a.pdf", "-"], capture_output=True, text=True)
    text = squeezed(re.sub(r"\(https?:[^)]*\)", "", told.stdout))  # the addresses of links, for those who cannot click
    assert "(https://www.example.com/" in told.stdout
    soup = page(site.root / article[1:] / "index.html")
    prose = [squeezed(one.get_text()) for one in soup.select(".prose > p, .prose h2, .takeaways li, .byline-name")]
    assert len(prose) > 15
    assert [words for words in prose if words not in text] == []
    assert squeezed(tags(soup, "h1")[0].get_text()) in text
    assert squeezed(SITE + article) in text
    for words in ("Skip to the text", "Where to go from here", "In this post", "Browse", "JSON Feed", "Dark colours"):
        assert squeezed(words) not in text, words


def squeezed(text: str) -> str:
    """Without blanks, hyphens and ligatures: lines of paper break where they will."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("\ufb00", "ff"))


def test_someone_is_lost(tab: Tab, address: str) -> None:
    """A wrong address, however deep, is told as one, and leads back."""
    tab.go(f"{address}/posts/what/is/this/")
    assert tab.value(STATUS) == 404
    assert ["status of 404" in line for line in tab.browser.logged] == [True]
    tab.browser.logged.clear()
    assert tab.value("document.styleSheets.length && document.querySelector('h1').innerText") == "This page is not here"
    tab.click(".lost-links a")
    assert arrived(tab, "/posts/what/is/this/") == "/"


def test_someone_follows_an_old_address(tab: Tab, address: str) -> None:
    tab.ask("Page.navigate", url=f"{address}/epiphany/?{UTM}&a=1")
    tab.until("location.pathname === '/posts/the-stage-before-awareness/' && location.search === '?a=1'")


def test_no_link_on_a_page_leads_to_a_file_that_is_not_there(tab: Tab, address: str, site: Published) -> None:
    """As the server sees it: one page of each kind, each own address on it asked for once."""
    seen = set[str]()
    for path in addresses(site.root).values():
        tab.go(address + path)
        links = (
            "[...document.querySelectorAll('[href], [src]')].map((one) => one.href?.baseVal ?? (one.href || one.src))"
        )
        seen |= {url for url in tab.value(links) if url.startswith(address)}
    plain = {urlsplit(url)._replace(fragment="").geturl() for url in seen}
    assert len(plain) > 100
    for url in sorted(plain):
        with urlopen(url) as answer:
            assert answer.status == 200
            assert answer.url == url, f"{url} is sent on to {answer.url}"
