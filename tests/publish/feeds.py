"""Feeds of a few posts as subscribers get them, in all formats, and sites that have them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape

from plugins.publish.feedlist import read_feeds
from plugins.publish.feedside import Side

BERLIN = dt.timezone(dt.timedelta(hours=1))
ENDS = ("rss.xml", "atom.xml", "json")


@dataclass(frozen=True)
class Entry:
    """An item to write. day: of March 2026; post: its id."""

    post: str
    day: int
    title: str = ""
    body: str = "<p>x</p>"
    slug: str = ""
    authority: str = "example.com,2026"
    site: str = "https://blog.example.com"

    @property
    def guid(self) -> str:
        return f"tag:{self.authority}:post/{self.post}"

    @property
    def url(self) -> str:
        return f"{self.site}/posts/{self.slug or self.post}/?utm_source=rss"

    @property
    def date(self) -> dt.datetime:
        return dt.datetime(2026, 3, self.day, 9, 30, tzinfo=BERLIN)

    @property
    def name(self) -> str:
        return self.title or f"Post {self.post}"


def rss(entries: Sequence[Entry]) -> bytes:
    items = "".join(
        f'<item><title>{escape(e.name)}</title><link>{escape(e.url)}</link><guid isPermaLink="false">{e.guid}</guid>'
        f"<content:encoded>{escape(e.body)}</content:encoded><pubDate>{format_datetime(e.date)}</pubDate></item>"
        for e in entries
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {space}><channel>{items}</channel></rss>'.encode()


def atom(entries: Sequence[Entry]) -> bytes:
    items = "".join(
        f'<entry><id>{e.guid}</id><title>{escape(e.name)}</title><link rel="enclosure" href="x.png"/>'
        f'<link href="{escape(e.url)}"/><content type="html">{escape(e.body)}</content>'
        f"<published>{e.date.isoformat()}</published><updated>2030-01-01T00:00:00Z</updated></entry>"
        for e in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{items}</feed>'.encode()


def json_feed(entries: Sequence[Entry]) -> bytes:
    items = [
        {"id": e.guid, "url": e.url, "title": e.name, "content_html": e.body, "date_published": e.date.isoformat()}
        for e in entries
    ]
    return json.dumps({"items": items}).encode()


def files(feeds: Mapping[str, Sequence[Entry]]) -> dict[str, bytes]:
    """Path → bytes: each feed in three formats, and the pages of its posts."""
    found = {
        f"feeds/{name}.{end}": write(entries)
        for name, entries in feeds.items()
        for end, write in zip(ENDS, (rss, atom, json_feed), strict=True)
    }
    pages = {f"posts/{e.slug or e.post}/index.html": b"page" for entries in feeds.values() for e in entries}
    return {"index.html": b"home", **pages, **found}


def side(
    feeds: Mapping[str, Sequence[Entry]], *more: str, gone: Sequence[str] = (), before: Side | None = None
) -> Side:
    """A site with these feeds. more: other files of it; gone: ids of posts that are in feeds and not published."""
    written = files(feeds)
    found = read_feeds(written, written.__getitem__, before.feeds if before else None)
    posts = {e.post: e.date for entries in feeds.values() for e in entries if e.post not in gone}
    return Side(found, posts, {*written, *more})
