"""A post as an item of a feed, in no format yet: made once, used in every feed that the post belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zlib import crc32

from plugins.core.house import House
from plugins.core.post import Byline, Picture, Post, Term
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.core.text import squeeze, xml_safe
from plugins.feeds.content import full_html


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs an item; `url` is absolute and clean: it names the author, it is no way back to the blog."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Category:
    """term: the key; label: for people; scheme: URL of the list that the key is from (RSS calls it domain)."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Item:
    """id: never changes (design §6); url: tagged; image_url: absolute; all text is safe in XML 1.0 and on one line, but
    for html, which is finished."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: dt.datetime
    updated: dt.datetime
    language: str
    authors: tuple[Author, ...]
    categories: tuple[Category, ...]
    image: Picture | None
    image_url: str
    post: Post


def make_item(post: Post, house: House) -> Item:
    """The item of one post. Its link carries the feeds' channel and is written into the ledger; its id is clean."""
    site = house.site
    title = line(post.title) or post.slug
    return Item(
        id=site.post_uri(post.id),
        url=house.tagged(site.absolute(post.address), post, site.settings.feed_channel, "item"),
        title=title,
        summary=line(post.summary) or title,
        html=full_html(house.whole(post), house),
        published=_aware(post.date, site),
        updated=_apart(_aware(post.changed, site), post.id),
        language=post.lang,
        authors=tuple(_author(byline, site) for byline in post.authors),
        categories=tuple(_categories(post, site)),
        image=post.image,
        image_url=site.absolute(post.image.address) if post.image else "",
        post=post,
    )


def line(text: str) -> str:
    """`text` on one line, without what XML 1.0 does not allow; may be empty after that."""
    return squeeze(xml_safe(text))


def _author(byline: Byline, site: Site) -> Author:
    return Author(line(byline.name) or byline.term.key, byline.data.url or site.absolute(byline.term.address))


def _categories(post: Post, site: Site) -> Iterator[Category]:
    """Stage, audiences, industries, category, tags. An inferred stage has a second category of its own scheme: a
    fragment keeps the URL valid, and whoever trusts only what the writer said can tell the two apart."""
    if post.stage:
        yield _category(post.stage.term, site)
        if post.stage.inferred:
            label = f"{post.stage.name} ({site.text('inferred', 'inferred')})"
            yield Category(post.stage.key, line(label), site.absolute(site.hubs("stage")) + "#inferred")
    for term in (*post.audiences, *post.industries, *filter(None, [post.category]), *post.tags):
        yield _category(term, site)


def _category(term: Term, site: Site) -> Category:
    return Category(term.key, line(term.name) or term.key, site.absolute(site.hubs(term.kind)))


def _apart(moment: dt.datetime, post_id: str) -> dt.datetime:
    """A moment of the same day where the writer gave no time: else all that changed on one day would say the same
    instant, by which readers cannot put it in order (the W3C validator's DuplicateUpdated). It follows from the id
    alone, so that no other post moves it, and lies in the day's first hour, so that it is past when it is read."""
    if moment.time() != dt.time():
        return moment
    return moment + dt.timedelta(seconds=crc32(post_id.encode()) % 3600)


def _aware(moment: dt.datetime, site: Site) -> dt.datetime:
    """feedgen refuses naive dates, and RFC 3339 wants an offset: the site's zone is the rule."""
    return moment if moment.tzinfo else moment.replace(tzinfo=site.zone)
