"""RSS 2.0 and Atom (RFC 4287) by feedgen: the one module that knows it, and its traps.

feedgen stamps the present on everything that is given no date; puts new entries first unless told to append; takes for
RSS's link whichever link was added last; drops authors without e-mail from RSS (hence Dublin Core's creator); leaves
WebSub's hub out of RSS; writes an entry's links in Atom without rel and type; and lets `description` overwrite Atom's
content, so that the order of calls below matters.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from plugins.feeds.extensions import ChannelExtension, EntryExtension
from plugins.feeds.feed import Feed
from plugins.feeds.item import Author, Item
from plugins.feeds.mould import Date, Mould, Shape, mould, plainly, sample, shape_of

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
    neither can stand in a text, where < is escaped; date: how it writes a moment."""

    name: str
    begin: str
    end: str
    text: Callable[[Any], str]
    date: Date


def _rss_text(generator: Any) -> str:
    return str(generator.rss_str(pretty=True, encoding="unicode", xml_declaration=False))


def _atom_text(generator: Any) -> str:
    return str(generator.atom_str(pretty=True, encoding="unicode", xml_declaration=False))


_RSS = _Form("rss", "    <item", "  </channel>", _rss_text, format_datetime)
_ATOM = _Form("atom", "  <entry", "</feed>", _atom_text, dt.datetime.isoformat)


def _written(feed: Feed, form: _Form, kept: Kept) -> bytes:
    for item in feed.items:
        if (form.name, item.id) not in kept:
            kept.update({(each.name, item.id): text.encode() for each, text in _item(item, feed).items()})
    before, end, after = _plainly(form.text(_generator(feed, form))).rpartition(form.end)
    items = [kept[form.name, item.id] for item in feed.items]
    return b"".join((_DECLARATION, before.encode(), *items, end.encode(), after.encode()))


_moulds: dict[Shape, dict[_Form, Mould]] = {}
"""What was learned from feedgen: the same for every feed and in every build."""


def _item(item: Item, feed: Feed) -> dict[_Form, str]:
    """An item in every format, filled into the mould of its shape where it has one."""
    shape = shape_of(item, feed.language)
    if shape is None:
        return _by_feedgen(item, feed)
    if shape not in _moulds:
        one = sample(item)
        _moulds[shape] = {form: mould(text, one, form.date) for form, text in _by_feedgen(one, feed).items()}
    return {form: known.filled(item, form.date) for form, known in _moulds[shape].items()}


def _by_feedgen(item: Item, feed: Feed) -> dict[_Form, str]:
    """An item as feedgen writes it: alone in the feed, then cut out. It makes both formats of the same entry."""
    generator = _generator(feed, _RSS)
    _add(generator.add_entry(), item, feed)
    texts = {form: _plainly(form.text(generator)) for form in (_RSS, _ATOM)}
    return {form: text[text.index(form.begin) : text.rindex(form.end)] for form, text in texts.items()}


def _plainly(xml: str) -> str:
    return _PLAIN.sub(lambda found: plainly(found[0]), xml)


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
