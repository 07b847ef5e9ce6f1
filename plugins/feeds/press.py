"""Where feeds are written: what several of them share is made and written once in each process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plugins.core.house import House
from plugins.core.links import Ledger, Tagged
from plugins.core.post import Post
from plugins.feeds.feed import Feed, make_feed
from plugins.feeds.item import Item, make_item
from plugins.feeds.plan import Plan


class Items:
    """The items of one build, each made once in each process; its tagged links are those of each feed that it is in."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._made: dict[str, tuple[Item, frozenset[Tagged]]] = {}

    def of(self, post: Post) -> Item:
        house = self.house
        if post.id not in self._made:
            ledger, house.ledger = house.ledger, Ledger()
            self._made[post.id] = make_item(post, house), house.ledger.found
            house.ledger = ledger
        item, rows = self._made[post.id]
        house.ledger.include(rows)
        return item

    def lighten(self, posts: Sequence[Post]) -> None:
        """Forget the contents of their items, which are long: they have been written in every format."""
        for post in posts:
            item, rows = self._made[post.id]
            if item.html:
                self._made[post.id] = replace(item, html=""), rows


class Press:
    """Writes the feeds of one build, each in all formats at once: its units are made one after the other."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._items = Items(house)
        self._kept: dict[tuple[str, str], bytes] = {}
        self._last: tuple[Plan, Mapping[str, bytes]] | None = None

    def written(self, plan: Plan, form: str) -> bytes:
        """The feed in one of the formats of core.site.FEED_FORMATS, its links in the ledger."""
        if self._last is not None and self._last[0] is plan:
            for post in plan.posts:
                self._items.of(post)  # for the ledger of this unit
        else:
            self._last = plan, in_all_formats(make_feed(plan, self.house, self._items.of), self._kept)
            self._items.lighten(plan.posts)
        return self._last[1][form]


def in_all_formats(feed: Feed, kept: dict[tuple[str, str], bytes] | None = None) -> dict[str, bytes]:
    """Format (core.site.FEED_FORMATS) → the feed in it; feedgen is only loaded where a feed is written. kept: (format,
    id) → how an item is written, of the other feeds of the same build."""
    from plugins.feeds.jsonfeed import json_feed
    from plugins.feeds.xmlfeeds import xml_feeds

    return {**xml_feeds(feed, kept), "json": json_feed(feed, kept)}
