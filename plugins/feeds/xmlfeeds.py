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
from dataclasses import replace
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator

from plugins.core.records import dataclass
from plugins.feeds.extensions import ChannelExtension, EntryExtension
from plugins.feeds.feed import Feed
from plugins.feeds.item import Author, Item
from plugins.feeds.models import Models, plainly

_DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>\n"
_PLAIN = re.compile(r"<(?:title|category|dc:creator|name)\b[^\n]*&[^\n]*")
"""Elements that hold plain text, on a line of its own each, as feedgen writes them: in a text < is escaped."""


Kept = dict[tuple[str, str], bytes]
"""(format, id of an item) → how it is written: most posts stand in several feeds, and an item says nothing of them."""


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


_ANY = Feed(
    id="id",
    title="title",
    description="description",
    language="",
    home="home",
    about="about",
    urls={"rss": "rss", "atom": "atom"},
    hub=None,
    author=Author("name", "url"),
    updated=None,
    begun=dt.datetime(2001, 1, 1, tzinfo=dt.UTC),
    items=(),
    files={},
)
_FORMS = (_Form("rss", "    <item", "  </channel>", _rss_text), _Form("atom", "  <entry", "</feed>", _atom_text))


def xml_feeds(feed: Feed, kept: Kept | None = None) -> dict[str, bytes]:
    """Format → the feed in it: RSS 2.0 ("rss") and Atom ("atom"), UTF-8, the same bytes for the same feed.

    kept: of the other feeds of the same build.
    """
    kept = {} if kept is None else kept
    for item in feed.items:
        if any((form.name, item.id) not in kept for form in _FORMS):
            kept |= {(form, item.id): text.encode() for form, text in _MODELS.written(item, feed.language).items()}
    generator = _generator(feed)
    return {form.name: _written(generator, form, feed, kept) for form in _FORMS}


def _written(generator: Any, form: _Form, feed: Feed, kept: Kept) -> bytes:
    """The feed of what stands around its items, and of the items."""
    before, end, after = _text(generator, form, feed).rpartition(form.end)
    items = [kept[form.name, item.id] for item in feed.items]
    return b"".join((_DECLARATION, before.encode(), *items, end.encode(), after.encode()))


def by_feedgen(item: Item, language: str) -> dict[str, str]:
    """Format → an item as feedgen writes it in any feed of that language."""
    feed = replace(_ANY, language=language)
    generator = _generator(feed)
    _add(generator.add_entry(), item, language)
    return {form.name: _item_of(_text(generator, form, feed), form) for form in _FORMS}


def _item_of(text: str, form: _Form) -> str:
    """The one item of a feed."""
    return form.begin + text.rpartition(form.end)[0].partition(form.begin)[2]


_MODELS = Models(by_feedgen)


def _text(generator: Any, form: _Form, feed: Feed) -> str:
    """The feed as feedgen writes it, but for elements of plain text: nobody shall take them for HTML."""
    _link(generator, feed, form.name)
    return _PLAIN.sub(lambda found: plainly(found[0]), form.text(generator))


def _generator(feed: Feed) -> Any:
    """feedgen's own generator for a feed without entries and links. Its extensions are named by their classes: by its
    name it would look for one on the disk each time."""
    generator = FeedGenerator()
    generator.register_extension("dc", DcExtension, DcEntryExtension, atom=False, rss=True)
    generator.register_extension("waypost", ChannelExtension, EntryExtension)
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.language(feed.language)
    generator.author(_person(feed.author))
    generator.updated(feed.updated or feed.begun)
    generator.generator("Waypost")
    generator.docs("")
    generator.waypost.hub, generator.waypost.dated = feed.hub, feed.updated is not None
    return generator


def _link(generator: Any, feed: Feed, form: str) -> None:
    """Links in the place of those of another format."""
    links = [{"href": feed.urls[form], "rel": "self", "type": f"application/{form}+xml"}]
    if feed.hub:
        links.append({"href": feed.hub, "rel": "hub"})
    links.append({"href": feed.home, "rel": "alternate", "type": "text/html"})
    generator.link(links, replace=True)


def _add(entry: FeedEntry, item: Item, language: str) -> None:
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
    if item.language != language:
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
