"""RSS 2.0 and Atom (RFC 4287) by feedgen: the one module that knows it, and its traps.

feedgen stamps the present on everything that is given no date; puts new entries first unless told to append; takes for
RSS's link whichever link was added last; drops authors without e-mail from RSS (hence Dublin Core's creator); leaves
WebSub's hub out of RSS; writes an entry's links in Atom without rel and type; and lets `description` overwrite Atom's
content, so that the order of calls below matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from plugins.feeds.extensions import ChannelExtension, EntryExtension
from plugins.feeds.feed import Feed
from plugins.feeds.item import Author, Item

_DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>\n"
_PLAIN = re.compile(r"<(?:title|category|dc:creator|name)\b[^\n]*&[^\n]*")
"""Elements that hold plain text, on a line of its own each, as feedgen writes them: in a text < is escaped."""


Kept = dict[tuple[str, str], bytes]
"""(format, id of an item) → how it is written: most posts stand in several feeds, and an item says nothing of them."""


def rss(feed: Feed, kept: Kept | None = None) -> bytes:
    """The feed as RSS 2.0, UTF-8, the same bytes for the same feed. kept: of the other feeds of the same build."""
    return _written(feed, _RSS, {} if kept is None else kept)


def atom(feed: Feed, kept: Kept | None = None) -> bytes:
    """The feed as Atom, UTF-8, the same bytes for the same feed. kept: of the other feeds of the same build."""
    return _written(feed, _ATOM, {} if kept is None else kept)


@dataclass(frozen=True, slots=True)
class _Form:
    """name: of the format; begin: how an item begins; end: what stands after the last one, in XML as feedgen writes it:
    neither can stand in a text, where < is escaped."""

    name: str
    begin: str
    end: str
    text: Callable[[Any], str]


def _rss_text(generator: Any) -> str:
    return str(generator.rss_str(pretty=True, encoding="unicode", xml_declaration=False))


def _atom_text(generator: Any) -> str:
    return str(generator.atom_str(pretty=True, encoding="unicode", xml_declaration=False))


_RSS = _Form("rss", "    <item", "  </channel>", _rss_text)
_ATOM = _Form("atom", "  <entry", "</feed>", _atom_text)


def _written(feed: Feed, form: _Form, kept: Kept) -> bytes:
    new = [item for item in feed.items if (form.name, item.id) not in kept]
    if new:
        _keep(new, feed, kept)
    before, end, after = _plainly(form.text(_generator(feed, form))).rpartition(form.end)
    items = [kept[form.name, item.id] for item in feed.items]
    return b"".join((_DECLARATION, before.encode(), *items, end.encode(), after.encode()))


def _keep(items: list[Item], feed: Feed, kept: Kept) -> None:
    """Items as feedgen writes them, cut out of a feed of them: in both formats, which it makes of the same entries."""
    generator = _generator(feed, _RSS)
    for item in items:
        _add(generator.add_entry(order="append"), item, feed)
    for form in (_RSS, _ATOM):
        text = _plainly(form.text(generator))
        _, *found = text[: text.rindex(form.end)].split(form.begin)
        for item, one in zip(items, found, strict=True):
            kept[form.name, item.id] = f"{form.begin}{one}".encode()


def _plainly(xml: str) -> str:
    """Plain texts with & and < as hexadecimal character references: the same to XML, but some reader apps look at the
    bytes to tell text from HTML (RSS Advisory Board, RSS Best Practices Profile, "Character Data")."""
    return _PLAIN.sub(lambda found: found[0].replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;"), xml)


def _generator(feed: Feed, form: _Form) -> Any:
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.register_extension("waypost", ChannelExtension, EntryExtension)
    _describe(generator, feed, form.name)
    return generator


def _describe(generator: Any, feed: Feed, form: str) -> None:
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.language(feed.language)
    generator.author(_person(feed.author))
    generator.updated(feed.updated or feed.begun)
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
