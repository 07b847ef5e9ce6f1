"""What feeds promise beyond being well-formed: RSS 2.0 with the RSS Board's profile, JSON Feed 1.1, design §6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree

from tests.feeds.samples import ATOM, CONTENT, DC, RFC_3339, references_of

_DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_URL = re.compile(r"https?://[^\s<>\"]+\Z")
_ITEM = {
    "id": str,
    "url": str,
    "title": str,
    "content_html": str,
    "summary": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
}
_FEED = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "language": str,
    "authors": list,
    "items": list,
}


def rss_faults(root: etree._Element) -> Iterator[str]:
    """Faults of an RSS feed. rssboard.org/rss-specification and rssboard.org/rss-profile."""
    if (root.tag, root.get("version"), len(root)) != ("rss", "2.0", 1):
        yield "not one channel in rss 2.0"
    channel = root[0]
    yield from _once(channel, ("title", "link", "description"), ("language", "lastBuildDate", "generator", "docs"))
    selves = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if [link.get("type") for link in selves] != ["application/rss+xml"]:
        yield "atom:link rel=self is not there once"
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    if len(set(guids)) < len(guids):
        yield "a guid stands twice"
    dates = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in items]
    if dates != sorted(dates, reverse=True):
        yield "not newest first"
    for item in items:
        yield from (f"{item.findtext('guid')}: {fault}" for fault in _item_faults(item))


def _item_faults(item: etree._Element) -> Iterator[str]:
    once = ("title", "link", "description", "guid", "pubDate", CONTENT)
    yield from _once(item, once, ("enclosure", "author", "comments", "source"))
    guid = item.find("guid")
    if guid is None or guid.get("isPermaLink") != "false" or not str(guid.text).startswith("tag:"):
        yield "the guid is no tag URI, or takes itself for an address"
    if not _URL.match(item.findtext("link") or ""):
        yield "the link is no URL"
    if not _DATE.fullmatch(item.findtext("pubDate") or ""):
        yield "the date is not as RFC 822 has it with four digits of the year"
    if not item.findall(f"{DC}creator") or not all((c.text or "").strip() for c in item.findall(f"{DC}creator")):
        yield "no dc:creator"
    if not all(_URL.match(category.get("domain", "")) for category in item.findall("category")):
        yield "a category without a domain"
    for enclosure in item.findall("enclosure"):
        if not (
            _URL.match(enclosure.get("url", ""))
            and int(enclosure.get("length", 0))
            and "/" in enclosure.get("type", "")
        ):
            yield "an enclosure without url, length or type"
    yield from content_faults(item.findtext(CONTENT) or "")


@cache
def content_faults(html: str) -> tuple[str, ...]:
    """What a feed reader could not show: relative URLs, and what is active. The same post stands in many feeds."""
    return tuple(_content_faults(html))


def _content_faults(html: str) -> Iterator[str]:
    for url in references_of(html):
        if not re.match(r"https?://[^/]|mailto:|tel:|data:image/", url):
            yield f"{url!r} is not absolute"
    soup = BeautifulSoup(html, "html.parser")
    if soup.find(["script", "style", "object", "embed", "form", "link", "meta", "base"]):
        yield "something active"
    if any(name.startswith("on") or name == "style" for tag in soup.find_all(True) for name in tag.attrs):
        yield "an active attribute"


def _once(element: etree._Element, once: tuple[str, ...], at_most: tuple[str, ...]) -> Iterator[str]:
    for name in once:
        found = element.findall(name)
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{name} is not there once, with words"
    yield from (f"{name} stands twice" for name in at_most if len(element.findall(name)) > 1)


def json_faults(document: Any) -> Iterator[str]:
    """Faults of a JSON Feed. jsonfeed.org/version/1.1, and what we always write."""
    if document.get("version") != "https://jsonfeed.org/version/1.1":
        yield "not of version 1.1"
    yield from _typed(document, _FEED, {"hubs": list})
    for hub in document.get("hubs", ()):
        if set(hub) != {"type", "url"} or hub["type"] != "WebSub" or not _URL.match(hub["url"]):
            yield "a hub that is none"
    yield from (f"{key} is no URL" for key in ("home_page_url", "feed_url") if not _URL.match(document[key]))
    ids = [item.get("id") for item in document["items"]]
    if len(set(ids)) < len(ids):
        yield "an id stands twice"
    for item in document["items"]:
        yield from (f"{item.get('id')}: {fault}" for fault in _json_item(item))


def _json_item(item: Any) -> Iterator[str]:
    yield from _typed(item, _ITEM, {"image": str, "_waypost": dict})
    if not _URL.match(item["url"]):
        yield "url is no URL"
    if not all(RFC_3339.fullmatch(item[key]) for key in ("date_published", "date_modified")):
        yield "a date is not of RFC 3339"
    if not item["authors"] or not all(
        author.get("name") and _URL.match(author.get("url", "")) for author in item["authors"]
    ):
        yield "an author without name or URL"
    if not all(isinstance(tag, str) and tag.strip() for tag in item["tags"]):
        yield "an empty tag"
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", item["language"]):
        yield "no language of RFC 5646"
    yield from content_faults(item["content_html"])


def _typed(found: Any, must: dict[str, type], may: dict[str, type]) -> Iterator[str]:
    """Keys that are missing, unknown or of another type. Extensions begin with an underscore."""
    yield from (f"{key} is missing" for key in must if key not in found)
    for key, value in found.items():
        kind = {**must, **may}.get(key)
        if kind is None or not isinstance(value, kind):
            yield f"{key} is unknown or no {kind}"
