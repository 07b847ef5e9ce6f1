"""The units of this room: every feed in every format, and the subscribe page where the content has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.links import Ledger, Tagged
from plugins.core.post import Page, Post
from plugins.core.site import FEED_FORMATS, output_path
from plugins.core.unit import Unit
from plugins.feeds.claims import has_own_subscribe
from plugins.feeds.feed import Feed, make_feed
from plugins.feeds.item import Item, make_item
from plugins.feeds.links import feed_groups
from plugins.feeds.moved import moved
from plugins.feeds.opml import opml
from plugins.feeds.plan import SUBSCRIBE, Plan, plans


class Items:
    """The items of one build, each made and written once in each process; its tagged links are those of every feed that
    it is in. kept: (format, id) → how an item is written."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.kept: dict[tuple[str, str], bytes] = {}
        self._made: dict[str, tuple[Item, frozenset[Tagged]]] = {}

    def of(self, post: Post) -> Item:
        house = self.house
        if post.id not in self._made:
            ledger, house.ledger = house.ledger, Ledger()
            full = house.whole(post)
            assert isinstance(full, Post)
            self._made[post.id] = make_item(full, house), house.ledger.found
            house.ledger = ledger
        item, rows = self._made[post.id]
        house.ledger.add(rows)
        return item


def units(house: House) -> Iterator[Unit]:
    """Three files for each feed, what stands where feeds were before, the list of all for programs, and /subscribe/
    where no page has that address."""
    items, planned = Items(house), {plan.name: plan for plan in plans(house)}
    for plan in planned.values():
        for form, address in plan.addresses.items():
            yield _feed(house, plan, form, address, items)
    for old in moved(house):
        yield _feed(house, planned[old.name], old.form, old.old, items)
    house.written["feeds"] = len(planned) * len(FEED_FORMATS)
    yield _opml(house)
    if not has_own_subscribe(house):
        yield _subscribe(house)


def _feed(house: House, plan: Plan, form: str, address: str, items: Items) -> Unit:
    parts = {"settings": house.ground, "the items": digest(*(post.whole for post in plan.posts))}
    if plan.term:
        parts["the term"] = digest(plan.term.name, plan.term.intro)
    if address != plan.addresses[form]:
        parts["moved"] = digest(plan.name)
    path = output_path(address)

    def make() -> bytes:
        return writers()[form](make_feed(plan, house, items.of), items.kept)

    return Unit(path, f"feed {plan.name}", parts, make, repeats=True, group="feeds")


def _opml(house: House) -> Unit:
    parts = {"settings": house.ground, "feeds": listed(house)}
    return Unit(output_path(house.site.feed_list), "the feeds", parts, lambda: opml(feed_groups(house), house.site))


def writers() -> Mapping[str, Callable[[Feed, dict[tuple[str, str], bytes]], bytes]]:
    """Format (core.site.FEED_FORMATS) → how it is written; feedgen is only loaded where a feed is."""
    from plugins.feeds.jsonfeed import json_feed
    from plugins.feeds.xmlfeeds import atom, rss

    return {"rss": rss, "atom": atom, "json": json_feed}


def _subscribe(house: House) -> Unit:
    path, render = output_path(house.site.page(SUBSCRIBE)), house.renderer
    assert render is not None, "pages are made after Pelican's generators"
    parts = {"settings": house.ground, "template": render.digest(SUBSCRIBE), "feeds": listed(house)}
    return Unit(path, "the feeds", parts, lambda: render.page(SUBSCRIBE, path, {"page": None}))


def listed(house: House, page: Page | None = None) -> bytes:
    """The digest of what a page that lists the feeds shows of them."""
    return digest(repr(feed_groups(house)))
