"""The units of this room: every feed in every format, and the subscribe page where the content has none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.post import Page
from plugins.core.site import FEED_FORMATS, output_path
from plugins.core.unit import Unit
from plugins.feeds.claims import has_own_subscribe
from plugins.feeds.links import feed_groups
from plugins.feeds.moved import moved
from plugins.feeds.opml import opml
from plugins.feeds.plan import SUBSCRIBE, Plan, plans
from plugins.feeds.press import Press


def units(house: House) -> Iterator[Unit]:
    """Three files for each feed, what stands where feeds were before, the list of all for programs, and /subscribe/
    where no page has that address."""
    press, planned = Press(house), {plan.name: plan for plan in plans(house)}
    for plan in planned.values():
        for form, address in plan.addresses.items():
            yield _feed(house, plan, form, address, press)
    for old in moved(house):
        yield _feed(house, planned[old.name], old.form, old.old, press)
    house.written["feeds"] = len(planned) * len(FEED_FORMATS)
    yield _opml(house)
    if not has_own_subscribe(house):
        yield _subscribe(house)


def _feed(house: House, plan: Plan, form: str, address: str, press: Press) -> Unit:
    parts = {"settings": house.ground, "the items": digest(*(post.whole for post in plan.posts))}
    if plan.term:
        parts["the term"] = digest(plan.term.name, plan.term.intro)
    if address != plan.addresses[form]:
        parts["moved"] = digest(plan.name)
    make = partial(press.written, plan, form)
    return Unit(output_path(address), f"feed {plan.name}", parts, make, repeats=True, group="feeds")


def _opml(house: House) -> Unit:
    parts = {"settings": house.ground, "feeds": listed(house)}
    return Unit(output_path(house.site.feed_list), "the feeds", parts, lambda: opml(feed_groups(house), house.site))


def _subscribe(house: House) -> Unit:
    path, render = output_path(house.site.page(SUBSCRIBE)), house.renderer
    assert render is not None, "pages are made after Pelican's generators"
    parts = {"settings": house.ground, "template": render.digest(SUBSCRIBE), "feeds": listed(house)}
    return Unit(path, "the feeds", parts, lambda: render.page(SUBSCRIBE, path, {"page": None}))


def listed(house: House, page: Page | None = None) -> bytes:
    """The digest of what a page that lists the feeds shows of them."""
    return digest(repr(feed_groups(house)))
