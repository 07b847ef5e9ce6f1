"""JSON Feed 1.1 (jsonfeed.org/version/1.1), with what the house knows about each post in the extension `_waypost`."""

from __future__ import annotations

import json
from typing import Any

from plugins.core.post import Post
from plugins.core.text import xml_safe
from plugins.feeds.feed import Feed
from plugins.feeds.item import Author, Item, line

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, kept: dict[tuple[str, str], bytes] | None = None) -> bytes:
    """The feed as JSON, UTF-8, keys in a fixed order, an item a line. What XML does not allow is left out here too.

    kept: ("json", id) → how an item is written, of the other feeds of the same build.
    """
    kept = {} if kept is None else kept
    for item in feed.items:
        if ("json", item.id) not in kept:
            kept["json", item.id] = ("    " + xml_safe(json.dumps(_item(item, feed), ensure_ascii=False))).encode()
    head = xml_safe(json.dumps(_document(feed), ensure_ascii=False, indent=2)).removesuffix("\n}")
    items = b",\n".join(kept["json", item.id] for item in feed.items)
    return b"".join((head.encode(), b',\n  "items": [\n', items, b"\n  ]\n}\n"))


def _document(feed: Feed) -> dict[str, Any]:
    hubs = {"hubs": [{"type": "WebSub", "url": feed.hub}]} if feed.hub else {}
    return {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.urls["json"],
        "description": feed.description,
        "language": feed.language,
        "authors": [_author(feed.author)],
        **hubs,
    }


def _item(item: Item, feed: Feed) -> dict[str, Any]:
    image = {"image": item.image_url} if item.image else {}
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        **image,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [_author(author) for author in item.authors],
        "tags": [line(term.name) or term.key for term in (*filter(None, [item.post.category]), *item.post.tags)],
        "language": item.language,
        "_waypost": _waypost(item.post, feed),
    }


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name, "url": author.url}


def _waypost(post: Post, feed: Feed) -> dict[str, Any]:
    """The extension: keys of the data files, so that a program can join on them. `stage_inferred` tells a stage that
    the build suggested from one that the writer gave; `evidence` says why."""
    stage = post.stage
    return {
        "about": feed.about,
        "id": post.id,
        "stage": stage.key if stage else None,
        "stage_name": stage.name if stage else None,
        "stage_inferred": stage.inferred if stage else False,
        "evidence": list(stage.evidence) if stage else [],
        "audience": [term.key for term in post.audiences],
        "industry": [term.key for term in post.industries],
        "campaign": post.campaign,
    }
