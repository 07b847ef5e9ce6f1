"""A feed in no format yet: what RSS, Atom and JSON Feed all say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.records import dataclass
from plugins.core.site import output_path
from plugins.feeds.item import Author, Item, line
from plugins.feeds.plan import SUBSCRIBE, Plan


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed with its items, newest first.

    id: a tag URI (RFC 4151); home: the page with the same posts; urls: format → URL of the feed itself; about: the
    page that explains the stages in it; hub: WebSub hub or None. All URLs absolute and clean. updated: when the newest
    change of its items was, None where it has none: a feed knows no clock; begun: since when it can have been, the date
    of the site's authority, which an empty Atom feed says (RFC 4287, 4.1.1 requires one). files: format → path in the
    output folder.
    """

    id: str
    title: str
    description: str
    language: str
    home: str
    about: str
    urls: Mapping[str, str]
    hub: str | None
    author: Author
    updated: dt.datetime | None
    begun: dt.datetime
    items: tuple[Item, ...]
    files: Mapping[str, str]


def make_feed(plan: Plan, house: House, item_of: Callable[[Post], Item]) -> Feed:
    """One feed. item_of: gives a post's item, which is the same in every feed."""
    return _feed(plan, tuple(item_of(post) for post in plan.posts), house)


def _feed(plan: Plan, items: tuple[Item, ...], house: House) -> Feed:
    site = house.site
    title = line(plan.title) or site.host
    return Feed(
        id=f"tag:{site.settings.authority}:feed/{plan.name}",
        title=title,
        description=line(plan.description) or title,
        language=site.language,
        home=site.absolute(plan.home),
        about=site.absolute(site.hubs("stage") if house.vocabulary.stages else site.page(SUBSCRIBE)),
        urls={form: site.absolute(address) for form, address in plan.addresses.items()},
        hub=site.settings.hub,
        author=Author(line(site.name) or site.host, site.absolute("/")),
        updated=max((item.updated for item in items), default=None),
        begun=_begun(site.settings.authority),
        items=items,
        files={form: output_path(address) for form, address in plan.addresses.items()},
    )


def _begun(authority: str) -> dt.datetime:
    """The day that a tag authority names: "example.com,2026-03" is 1 March 2026 (RFC 4151, section 2.1)."""
    year, month, day = (*authority.partition(",")[2].split("-"), "1", "1")[:3]
    return dt.datetime(int(year), int(month), int(day), tzinfo=dt.UTC)
