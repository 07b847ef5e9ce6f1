"""What is fuzzed: `check` takes bytes, goes their whole way, and raises where a promise is broken."""

from __future__ import annotations

import json
import pickle
import re

from lxml import etree
from markupsafe import Markup

from plugins.core.links import has_utm, is_web_url
from plugins.core.post import Post
from plugins.feeds.content import full_html
from plugins.feeds.feed import make_feed
from plugins.feeds.plan import plans
from plugins.feeds.press import Items, in_all_formats
from plugins.head.meta import page_head, post_head
from tests.fuzz.attributes import SCHEMES
from tests.fuzz.browser import BEGIN, END, check_inner, check_page, seen
from tests.fuzz.kits import check_share, check_told
from tests.fuzz.way import Walked, walk
from tests.theme.rendering import Article, Sheet, render

LIMIT = 4096
"""Bytes of an input: what is slow in Markdown grows faster than its text, and speed finds more than size."""
_XML = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, huge_tree=False)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM = "{http://www.w3.org/2005/Atom}"


def check(data: bytes) -> None:
    """Everything that must hold for one file's bytes. Raises AssertionError, or whatever the code under test raised."""
    data = data[:LIMIT]
    for number, way in enumerate(walk(data)):
        check_prepared(way, data)
        if number and isinstance(way.item, Post):  # the same front matter with another body
            check_inner(way.house.page_html(way.item), way.trusted)
            check_inner(full_html(way.item, way.house), way.trusted)
            continue
        check_rendered(way)
        if isinstance(way.item, Post):
            check_feeds(way)
            check_share(way, way.item)
        check_ledger(way)


def check_prepared(way: Walked, data: bytes) -> None:
    """The article can go from process to process; each Problem is one line that names a line of the file."""
    assert pickle.loads(pickle.dumps(way.prepared)) == way.prepared
    lines = len(re.split(rb"\r\n|\r|\n", data)) + 10
    for problem in way.problems:
        assert 1 <= problem.line <= lines, f"line {problem.line} of {lines}: {problem}"
        assert problem.message, problem
        assert problem.path == way.item.path, problem
    check_told(way.problems)


def check_rendered(way: Walked) -> None:
    """The page, by the real theme; its head, its JSON-LD."""
    item, house = way.item, way.house
    body = Markup(BEGIN + house.page_html(item) + END)
    out = house.site.local(item.address)[1:] + "index.html"
    if isinstance(item, Post):
        head = post_head(item, house)
        page = render("article", house, out, article=Article(item, body, head))  # type: ignore[arg-type]
    else:
        head = page_head(item, house)
        page = render("page", house, out, page=Sheet(item, body, head))  # type: ignore[arg-type]
    data = check_page(page, way.trusted)
    nodes = json.loads(data)["@graph"]
    assert item.title in (nodes[0].get("headline"), nodes[0].get("name"))
    assert not re.search("[<>&\u2028\u2029]", data), "JSON-LD that could end its script"


def check_feeds(way: Walked) -> None:
    """RSS, Atom and JSON Feed are well-formed and hold the same content, which does nothing in a reader's page."""
    feed, tail = make_feed(plans(way.house)[0], way.house, Items(way.house).of), way.item.carrier.id
    files = in_all_formats(feed)
    rss, atom = (etree.fromstring(files[form], _XML) for form in ("rss", "atom"))
    (item,) = (one for one in rss.iter("item") if one.findtext("guid", "").endswith(tail))
    (entry,) = (one for one in atom.iter(f"{_ATOM}entry") if one.findtext(f"{_ATOM}id", "").endswith(tail))
    (ours,) = (one for one in json.loads(files["json"])["items"] if one["id"].endswith(tail))
    contents = {item.findtext(_CONTENT), entry.findtext(f"{_ATOM}content"), ours["content_html"]}
    assert len(contents) == 1, "the formats disagree"
    check_inner(ours["content_html"], way.trusted)
    check_inner(item.findtext("description", ""), trusted=False)
    for url in (item.findtext("link", ""), ours["url"]):
        assert is_web_url(url), url
    if not way.dead:
        check_absolute(ours["content_html"])


def check_absolute(html: str) -> None:
    """No feed reader knows which site a path belongs to."""
    found: list[tuple[str, str, str]] = []
    seen(html, found)
    for tag, name, value in found:
        if name in ("href", "src", "poster"):
            scheme = value.partition(":")[0].lower()
            assert scheme in SCHEMES or (tag == "img" and scheme == "data"), f"{tag} {name}={value!r} is not absolute"


def check_ledger(way: Walked) -> None:
    """What is written down was tagged: a whole URL before and after."""
    for row in way.house.ledger.rows:
        assert is_web_url(row.clean), row
        assert is_web_url(row.tagged), row
        assert has_utm(row.tagged), row
        assert not has_utm(row.clean), row
