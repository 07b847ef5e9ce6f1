"""Houses for the tests of feeds, text that hurts, and what RFC 4287 asks of a feed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import strategies as st
from lxml import etree

from plugins.core.body import Slot
from plugins.core.house import House
from plugins.core.post import Byline, Picture, Post, Target, Term
from plugins.core.vocabulary import Author
from plugins.feeds.feed import Feed, make_feed
from plugins.feeds.plan import plans
from plugins.feeds.press import Items
from tests.factories import a_house, a_post, a_site, a_stage

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
PICTURE = Picture("/posts/map/map.png", 'A map of "stages" & gaps', 4321, "image/png")
ADA = Byline(Term("author", "ada", "Ada & Co <x>", "/authors/ada/"), Author(name="Ada & Co <x>", kind="organization"))

pieces = st.sampled_from(
    ["]]>", "&", "&amp;", "<script>", "\x00", "\x0b", "\ufffe", "\ud800", "👩‍👩‍👧‍👦", "שלום", "\u202e", "\r", '"', "'"]
)
hostile = st.lists(st.one_of(pieces, st.text(max_size=12)), max_size=8).map("".join)
"""Any text at all, thick with what breaks feeds: lone surrogates and control characters included."""

LINKS: dict[str, Target] = {
    "{filename}other.md": Target("internal", "/posts/other/?a=1&b=2#part"),
    "#here": Target("internal", "#here"),
    "https://www.example.com/x?q=1&r=2": Target("owned", "https://www.example.com/x?q=1&r=2"),
    "https://elsewhere.example/": Target("external", "https://elsewhere.example/"),
    "offer:review": Target("offer", "https://www.example.com/review", "review"),
    "mailto:desk@example.com": Target("other", "mailto:desk@example.com"),
    "{static}a.png": Target("internal", "/posts/other/a.png"),
    "gone.md": Target("internal", "/gone/"),
}


BANK_CMOS = {"name": "Marketing in banks", "description": "Money, loudly.", "audience": "cmo", "industry": ["finance"]}
"""What settings may combine."""


def every_slot() -> tuple[str | Slot, ...]:
    """A body with a link of each kind, an image with a srcset, a poster and an anchor."""
    links = [
        part for ref in LINKS if "png" not in ref for part in (Slot("link", "a", (("href", ref),), text="to"), "x</a>")
    ]
    image = Slot(
        "image", "img", (("src", "{static}a.png"), ("srcset", "{static}a.png 1x, {static}a.png 2x")), (("alt", ""),)
    )
    video = Slot("image", "video", (("src", "{static}a.png"), ("poster", "{static}a.png")))
    return (Slot("anchor", "h2", (("id", "here"),)), "Here</h2><p>", *links, image, "</p>", video, "</video>")


def days(*posts: tuple[str, int], **parts: Any) -> list[Post]:
    """Posts with these slugs, on these days of March 2026; ids are made of the day."""
    return [
        a_post(slug=slug, id=f"post00{day:02}", date=_day(day), address=f"/posts/{slug}/", **parts)
        for slug, day in posts
    ]


def _day(day: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def a_full_house() -> House:
    """Two stages with posts (one inferred, with image, second author and later change), three without; a hub."""
    inferred = a_post(
        id="infer001",
        slug="map",
        address="/posts/map/",
        date=_day(9),
        modified=_day(12),
        stage=a_stage("awareness", inferred=True),
        authors=(*a_post().authors, ADA),
        image=PICTURE,
        body=every_slot(),
        targets=LINKS,
        category=Term("category", "method", "Method", "/categories/method/"),
        campaign="spring",
        lang="de",
    )
    return a_house(inferred, a_post(), site=a_site(hub="https://hub.example.net/"))


def feeds_of(house: House) -> dict[str, Feed]:
    """Name → feed, all of one build."""
    items = Items(house)
    return {plan.name: make_feed(plan, house, items.of) for plan in plans(house)}


def strict(xml: bytes) -> etree._Element:
    """The root of well-formed XML; anything else raises."""
    return etree.fromstring(xml, etree.XMLParser(recover=False, resolve_entities=False))


def references_of(html: str) -> list[str]:
    """Every URL in a piece of HTML, those of srcset one by one."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        found += [str(tag[name]) for name in ("href", "src", "poster") if tag.has_attr(name)]
        found += [part.split()[0] for part in str(tag.get("srcset", "")).split(",") if part.strip()]
    return found


def assert_atom(root: etree._Element) -> None:
    """RFC 4287, sections 3 and 4: what must be there, and what at most once."""
    assert root.tag == f"{ATOM}feed"
    assert all(str(element.tag).startswith(ATOM) for element in root.iter())
    _assert_container(
        root, once=("id", "title", "updated"), at_most=("generator", "subtitle", "icon", "logo", "rights")
    )
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] != []
    assert root.findall(f"{ATOM}author")
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        _assert_container(entry, once=("id", "title", "updated"), at_most=("published", "summary", "content", "rights"))
        assert entry.findall(f"{ATOM}author")
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert entry.find(f"{ATOM}summary").get("type", "text") == "text"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def _assert_container(element: etree._Element, once: tuple[str, ...], at_most: tuple[str, ...]) -> None:
    assert {name: len(element.findall(ATOM + name)) for name in once} == dict.fromkeys(once, 1)
    assert all(len(element.findall(ATOM + name)) <= 1 for name in at_most)
    assert re.match(r"[a-z][a-z0-9+.-]*:\S+$", element.findtext(f"{ATOM}id") or "")
    for name in ("updated", "published"):
        assert all(RFC_3339.fullmatch(date.text or "") for date in element.findall(ATOM + name))
    for person in element.findall(f"{ATOM}author"):
        assert (person.findtext(f"{ATOM}name") or "").strip()
    for category in element.findall(f"{ATOM}category"):
        assert category.get("term")
    _assert_links(element.findall(f"{ATOM}link"))


def _assert_links(links: list[etree._Element]) -> None:
    """4.1.1 and 4.1.2: no two alternate links of one type and language; 4.2.7: each has an href."""
    assert all(re.match(r"https?://\S+$", link.get("href", "")) for link in links)
    alternates = [
        (link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"
    ]
    assert len(set(alternates)) == len(alternates) == 1
