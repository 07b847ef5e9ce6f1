"""RSS 2.0 and Atom (RFC 4287) by feedgen: the one module that knows it, and its traps.

feedgen stamps the present on everything that is given no date; puts new entries first unless told to append; takes for
RSS's link whichever link was added last; drops authors without e-mail from RSS (hence Dublin Core's creator); leaves
WebSub's hub out of RSS; writes an entry's links in Atom without rel and type; and lets `description` overwrite Atom's
content, so that the order of calls below matters.
"""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from plugins.feeds.extensions import ChannelExtension, EntryExtension
from plugins.feeds.feed import Feed
from plugins.feeds.item import Author, Item

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""What an empty Atom feed says: RFC 4287 (4.1.1) requires a date, and nothing has changed yet."""


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0, UTF-8, the same bytes for the same feed."""
    written: bytes = _generator(feed, "rss").rss_str(pretty=True)
    return written


def atom(feed: Feed) -> bytes:
    """The feed as Atom, UTF-8, the same bytes for the same feed."""
    written: bytes = _generator(feed, "atom").atom_str(pretty=True)
    return written


def _generator(feed: Feed, form: str) -> Any:
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.register_extension("waypost", ChannelExtension, EntryExtension)
    _describe(generator, feed, form)
    for item in feed.items:
        _add(generator.add_entry(order="append"), item, feed)
    return generator


def _describe(generator: Any, feed: Feed, form: str) -> None:
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.language(feed.language)
    generator.author(_person(feed.author))
    generator.updated(feed.updated or _EPOCH)
    generator.generator("Waypost")
    generator.docs("")
    generator.link(href=feed.urls[form], rel="self", type=f"application/{form}+xml")
    if feed.hub:
        generator.link(href=feed.hub, rel="hub")
    generator.link(href=feed.home, rel="alternate", type="text/html")
    generator.waypost.hub, generator.waypost.dated = feed.hub, feed.updated is not None


def _add(entry: FeedEntry, item: Item, feed: Feed) -> None:
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.summary(item.summary, type="text")
    entry.description(escape(item.summary, quote=False))  # RSS readers take it for HTML
    entry.content(item.html, type="html")  # last: description has overwritten it
    entry.published(item.published)
    entry.updated(item.updated)
    entry.waypost.links = _links(item)
    for link in entry.waypost.links:
        entry.link({**link})
    entry.author([_person(author) for author in item.authors])
    entry.dc.dc_creator([author.name for author in item.authors])
    entry.category([{"term": c.term, "label": c.label, "scheme": c.scheme} for c in item.categories])
    if item.language != feed.language:
        entry.dc.dc_language([item.language])
        entry.waypost.language = item.language


def _links(item: Item) -> list[dict[str, str]]:
    """The way to the post, and its image: RSS takes the one for its link and the other for its enclosure."""
    links = [{"href": item.url, "rel": "alternate", "type": "text/html"}]
    if item.image:
        size, kind = str(item.image.size), item.image.type
        links.append({"href": item.image_url, "rel": "enclosure", "type": kind, "length": size})
    return links


def _person(author: Author) -> dict[str, str]:
    return {"name": author.name, "uri": author.url}
