"""The published sample as servers give it: headers, policy, compressed copies, in Caddy, nginx and a browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from bs4 import BeautifulSoup

from plugins.addresses.policy import hashes
from plugins.audit.run import audit
from plugins.posts.build import Options, site_of
from tests.addresses.servers import Server, caddy, nginx
from tests.serve.chromium import Browser
from tests.site.served import Published, page, tags

SITE = "https://blog.example.com"
NAMED = {
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "https://example.com${anchored_url}",
    "https://example.com${normalized}",
}
"""Names of XML, and what Pagefind puts before a path to take it apart: nobody fetches them."""


@pytest.fixture(scope="module")
def by_caddy(site: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with caddy(tmp_path_factory.mktemp("caddy"), site.root, site.host_file("site.caddyfile")) as server:
        yield server


@pytest.fixture(scope="module")
def by_nginx(site: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    maps, block = site.host_file("nginx-http.conf"), site.host_file("nginx-server.conf")
    with nginx(tmp_path_factory.mktemp("nginx"), site.root, maps, block) as server:
        yield server


@pytest.fixture(params=["caddy", "nginx"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(f"by_{request.param}")
    return found


def _policy(headers: dict[str, str]) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in headers["content-security-policy"].split(";"))
    return {name: values for name, _, values in parts}


def _some(site: Published, pattern: str) -> str:
    """The address of the first file that fits."""
    found = next(path for path in sorted(site.root.rglob(pattern)) if path.is_file())
    return "/" + found.relative_to(site.root).as_posix()


KINDS = {
    "a page": ("posts/*/index.html", 200, "text/html; charset=utf-8", "no-cache", "same-origin"),
    "a style sheet": ("theme/css/*.css", 200, "text/css", None, "same-origin"),
    "an image": ("posts/*/*.*g", 200, "image/", "public, max-age=86400", "cross-origin"),
    "a feed": ("feeds/all.atom.xml", 200, "text/xml; charset=utf-8", "public, max-age=600", "same-origin"),
    "a feed in JSON": ("feeds/all.json", 200, "application/json", "public, max-age=600", "same-origin"),
    "the sitemap": ("sitemap.xml", 200, "text/xml; charset=utf-8", "no-cache", "same-origin"),
    "the icon": ("favicon.svg", 200, "image/svg+xml", "public, max-age=86400", "cross-origin"),
    "what is lost": ("", 404, "text/html; charset=utf-8", "no-cache", "same-origin"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_has_its_headers(server: Server, site: Published, kind: str) -> None:
    pattern, status, of_type, cached, shared = KINDS[kind]
    answer = server.ask(_some(site, pattern).removesuffix("index.html") if pattern else "/nowhere/at/all/")
    told = dict(answer.headers)
    assert answer.status == status
    assert told["content-type"].startswith(of_type)
    assert cached is None or told["cache-control"] == cached
    assert told["cross-origin-resource-policy"] == shared
    assert told["x-content-type-options"] == "nosniff"
    assert told["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    assert told["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in told["permissions-policy"]
    policy = _policy(told)
    assert "frame-src" not in policy
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["style-src"] == policy["img-src"] == policy["font-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in told["content-security-policy"].replace("'wasm-unsafe-eval'", "")


def test_a_moved_page_leads_on_with_the_query(server: Server, site: Published) -> None:
    answer = server.ask("/epiphany?utm_source=x&utm_medium=social")
    to = "/posts/the-stage-before-awareness/"
    assert (answer.status, answer.headers["location"]) == (301, f"{to}?utm_source=x&utm_medium=social")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert server.ask(to).status == 200


@pytest.mark.parametrize("path", ["/_headers", "/_redirects", "/_waypost/posts.json", "/_waypost/"])
def test_what_is_for_hosts_is_no_content(server: Server, path: str) -> None:
    assert server.ask(path).status == 404


@pytest.mark.parametrize("pattern", ["posts/*/index.html", "theme/css/*.css", "feeds/all.rss.xml", "sitemap.xml"])
def test_caddy_sends_the_compressed_copies(by_caddy: Server, site: Published, pattern: str) -> None:
    path = _some(site, pattern)
    plain = by_caddy.ask(path.removesuffix("index.html"))
    small = by_caddy.ask(path.removesuffix("index.html"), Accept_Encoding="gzip, br")
    old = by_caddy.ask(path.removesuffix("index.html"), Accept_Encoding="gzip")
    assert (small.headers["content-encoding"], old.headers["content-encoding"]) == ("br", "gzip")
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in small.headers["vary"].lower()
    assert small.body == (site.root / (path[1:] + ".br")).read_bytes()
    assert brotli.decompress(small.body) == gzip.decompress(old.body) == plain.body
    assert small.headers["content-type"] == plain.headers["content-type"]


def test_nginx_sends_the_compressed_copies(by_nginx: Server, site: Published) -> None:
    answer = by_nginx.ask("/", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.body == (site.root / "index.html.gz").read_bytes()


def test_every_text_file_has_both_copies(site: Published) -> None:
    texts = [path for path in site.root.rglob("*") if path.suffix in (".html", ".css", ".xml", ".json", ".js")]
    lacking = [path for path in texts if path.stat().st_size > 400 and not Path(f"{path}.br").is_file()]
    assert len(texts) > 50
    assert lacking == []


def test_the_audit_has_nothing_to_say(site: Published) -> None:
    """No broken link or anchor, no tag inside, one h1, title, description and canonical of its own: not even a warning.
    What it asks of listed pages holds for all: only pages that have moved share a title."""
    assert audit(site.root.resolve(), site_of(Options())) == []
    titles = [
        soup.title.text for soup in map(page, site.pages) if soup.title and not soup.select("[http-equiv=refresh]")
    ]
    assert len(titles) == len(set(titles)) > 80


def test_no_page_has_a_style_or_a_script_that_the_policy_forbids(site: Published) -> None:
    """One script that is run may stand in a page, in less than 300 bytes, and the policy names its hash."""
    allowed = set(re.findall(r"'sha256-[^']+'", (site.root / "_headers").read_text()))
    assert len(allowed) <= 1
    seen = set[str]()
    for path in site.pages:
        html, soup = path.read_text(encoding="utf-8"), page(path)
        assert not tags(soup, "style", "base", "object", "embed"), path
        styled = [
            tag for tag in tags(soup) if tag.has_attr("style") or any(name.startswith("on") for name in tag.attrs)
        ]
        assert styled == [], path
        seen |= set(hashes(html))
        inline = [tag for tag in tags(soup, "script") if not tag.has_attr("src")]
        assert all(len(tag.text) < 300 for tag in inline if tag.get("type") != "application/ld+json"), path
    assert seen == allowed


FETCHED = ("img", "script", "iframe", "video", "audio", "source", "track", "embed", "object", "input", "use", "image")
LINKED = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest", "prefetch", "preconnect"}


def _fetched(soup: BeautifulSoup) -> Iterator[str]:
    for tag in tags(soup, *FETCHED):
        yield from (str(tag[name]) for name in ("src", "poster", "data", "href", "xlink:href") if tag.has_attr(name))
        yield from (part.split()[0] for part in str(tag.get("srcset", "")).split(",") if part.strip())
    for tag in tags(soup, "link"):
        if LINKED.intersection(tag.get("rel") or ()):
            yield str(tag["href"])


def test_no_page_and_no_style_sheet_asks_another_host(site: Published) -> None:
    count = 0
    for path in site.pages:
        for url in _fetched(page(path)):
            count += 1
            assert urlsplit(url).netloc in ("", urlsplit(SITE).netloc), f"{path}: {url}"
            assert not url.startswith(("//", "data:", "javascript:")), f"{path}: {url}"
    assert count > 300
    for sheet in site.root.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(?i)https?:|url\(['\"]?(?://|data:)|@import\s+(?:url\()?['\"]?//", text), sheet
    for script in site.root.rglob("*.js"):
        assert not set(re.findall(r"https?://[^\s'\"`]+", script.read_text(encoding="utf-8"))) - NAMED, script


BROKEN = """
new Promise(done => { const found = [];
  document.addEventListener("securitypolicyviolation", e => found.push(e.violatedDirective + " " + e.blockedURI));
  const page = document.documentElement.cloneNode(true);
  setTimeout(() => done([found.join(), document.styleSheets.length,
    [...document.images].filter(i => i.complete && !i.naturalWidth && i.loading !== "lazy").length,
    getComputedStyle(document.body).margin].join("|")), 300) })
"""


def test_a_browser_shows_every_kind_of_page_under_the_policy(by_caddy: Server, site: Published, tmp_path: Path) -> None:
    """Style sheets apply, images are there, and the browser's log has not one word on the policy."""
    browser, broken = Browser(tmp_path), site.root / "broken.html"
    try:
        for path in ("/", _some(site, "posts/*/index.html").removesuffix("index.html"), "/stages/", "/nowhere/"):
            tab = browser.tab("about:blank")
            tab.ask("Log.enable")
            tab.ask("Runtime.enable")
            tab.go(f"http://127.0.0.1:{by_caddy.port}{path}")
            violated, sheets, missing, margin = str(tab.value(BROKEN)).split("|")
            assert (violated, missing, margin) == ("", "0", "0px")
            assert int(sheets) >= 1
        assert [text for text in browser.logged if "Content Security Policy" in text] == []
        broken.write_text("<!doctype html><title>x</title><body style='margin: 9px'>")
        tab.go(f"http://127.0.0.1:{by_caddy.port}/broken.html")
        assert [text for text in browser.logged if "Content Security Policy" in text]
    finally:
        browser.close()
        broken.unlink(missing_ok=True)
