"""Feeds that stood elsewhere before: whoever subscribed there goes on getting posts, each of them once.

A feed reader does not follow a page that leads on. So a redirect in `redirects.yaml` from one feed to another gives a
copy of the new feed at the old address: the guids are the same and nothing is unread again, and `rel="self"` tells
readers and hubs where the feed is now. A redirect from one hub to another, or to the home page, does that for the feeds
of the hub too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plugins.core.errors import Problem, did_you_mean
from plugins.core.house import House
from plugins.core.links import is_web_url
from plugins.core.records import dataclass
from plugins.core.site import FEED_FORMATS, FOLDERS, feed_format
from plugins.feeds.plan import Plan, addressed

_HUB = re.compile(rf"/(?:{'|'.join(FOLDERS.values())})/[^/?#.]+/?")
_FEED = re.compile(r"/[^\\?#\x00-\x20\x7f]+")


@dataclass(frozen=True, slots=True)
class Moved:
    """old: the address that readers know; form: its format; name: of the feed that they get there."""

    old: str
    form: str
    name: str


def moved(house: House) -> list[Moved]:
    """Every old address of a feed, each once. What cannot be done is told by `moved_checks`."""
    planned, found = _planned(house), {}
    for old, new in _redirects(house):
        if not _fault(old, new, planned):
            found[old] = Moved(old, planned[new][0], planned[new][1].name)
    for old, new in _hubs(house):
        for form, end in FEED_FORMATS.items():
            was, now = _feed_of(old, end), _feed_of(new, end)
            if was not in planned and now in planned:
                found.setdefault(was, Moved(was, form, planned[now][1].name))
    return list(found.values())


def moved_checks(house: House) -> Iterator[Problem]:
    """Redirects of feeds that lead to no feed of the same format, or hide one."""
    planned = _planned(house) if house.vocabulary.redirects else {}
    for old, new in _redirects(house):
        message = _fault(old, new, planned)
        if message:
            line = house.vocabulary.lines.get(("redirects", old), 1)
            known = [address for address in planned if feed_format(address) == feed_format(old)]
            yield Problem(house.data_file("redirects"), line, "redirect", message, did_you_mean(new, known))


def _fault(old: str, new: str, planned: Mapping[str, tuple[str, Plan]]) -> str:
    if not _FEED.fullmatch(old) or ".." in old.split("/"):
        return f"{old!r} is no address of a feed"
    if old in planned:
        return f"{old!r} is a feed of this site, so nobody can be led away from it"
    if new not in planned:
        return f"leads feed readers to {new!r}, which is no feed of this site"
    if planned[new][0] != feed_format(old):
        return f"leads feed readers from one format to another: {new!r}"
    return ""


def _planned(house: House) -> dict[str, tuple[str, Plan]]:
    return {address: (form, plan) for address, form, plan in addressed(house)}


def _redirects(house: House) -> Iterator[tuple[str, str]]:
    """(old, new) of the redirects that begin at a feed's address."""
    for old, new in house.vocabulary.redirects.items():
        if feed_format(old):
            yield old, _inside(house, new)


def _hubs(house: House) -> Iterator[tuple[str, str]]:
    for old, new in house.vocabulary.redirects.items():
        inside = _inside(house, new)
        if _HUB.fullmatch(old) and (inside == "/" or _HUB.fullmatch(inside)):
            yield old, inside


def _inside(house: House, new: str) -> str:
    return house.site.inside(new) or new if is_web_url(new) else new


def _feed_of(hub: str, end: str) -> str:
    return f"/feeds{hub.rstrip('/') or '/all'}.{end}"
