"""What must not reach subscribers. Pure.

Reader apps know a post by its guid, keep what they have shown, and sort by date. So a guid stays, a date stays, the
newest stands first, and a feed stays where it is or leaves something at its address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from plugins.core.errors import Problem
from plugins.core.site import output_path
from plugins.publish.addressfaults import inside
from plugins.publish.feedlist import FeedItem, to_the_second
from plugins.publish.feedside import Side, many, name_of, shown_first

ALLOW = "If that is meant, say --allow-feed-changes."


def faults(before: Side, after: Side) -> Iterator[Problem]:
    """Everything that subscribers would suffer from on the way from `before` to `after`."""
    yield from _lost_feeds(before, after)
    yield from _guids(before, after)
    yield from _dates(before, after)
    yield from _orders(after)


def _lost_feeds(before: Side, after: Side) -> Iterator[Problem]:
    """Feeds that are gone, the formats of one together."""
    lost: dict[str, list[str]] = {}
    for path in before.feeds.lists:
        if path not in after.feeds.lists:
            lost.setdefault(name_of(path), []).append(path)
    there = {name_of(path) for path in after.feeds.lists}
    for name, paths in lost.items():
        ends = {path: path.removeprefix(f"feeds/{name}.") for path in paths}
        forms = f" as {' and '.join(ends.values())}" if name in there else " in all its formats"
        leads = ", ".join(f'"/{path}": "/feeds/all.{end}"' for path, end in ends.items())
        what = "redirects" if len(paths) > 1 else "a redirect"
        hint = f"Give it {what} in redirects.yaml, such as {leads}." if name != "all" else "Is the feeds' room off?"
        message = f"the feed is gone{forms}: its subscribers' readers would show an error, and no post ever again"
        yield Problem(paths[0], 1, "feed", message, f"{hint} {ALLOW}")


def _guids(before: Side, after: Side) -> Iterator[Problem]:
    """Posts that would come a second time, and posts that are gone; each is told once for all feeds."""
    told: dict[tuple[str, str], list[str]] = {}
    for path, guids in after.feeds.lists.items():
        for fault in _faults_of(path, guids, before, after):
            told.setdefault(fault, []).append(path)
    for (message, hint), paths in told.items():
        yield Problem(shown_first(paths), 1, "guid", message, f"{hint} {ALLOW}")


def _faults_of(path: str, guids: Sequence[str], before: Side, after: Side) -> Iterator[tuple[str, str]]:
    """(message, hint) of what the subscribers of one feed would suffer by guids."""
    items, now, old = after.feeds.items, set(guids), before.feeds.lists.get(path, ())
    for guid in sorted({guid for guid in guids if guids.count(guid) > 1} if len(now) < len(guids) else ()):
        yield f"{_named(items[guid])} stands in the feed twice", "Give each post its own id."
    gone = [before.feeds.items[guid] for guid in old if guid not in now]
    fresh = [items[guid] for guid in guids if gone and guid not in old]
    by_id, by_address = {item.id: item for item in fresh}, {address(item): item for item in fresh}
    for item in gone:
        other = by_id.get(item.id) or by_address.get(address(item))
        if other:
            message = f"the guid of {_named(item)} changed from {item.guid} to {other.guid}"
            yield (
                f"{message}: subscribers would get it a second time",
                "Restore the post's id, and the site's authority.",
            )
        elif _is_gone(item, before, after):
            message = f"{_named(item)} is gone: its link in subscribers' readers would lead to nothing"
            yield message, f"Hide it instead (status: hidden), or redirect its address {address(item)}."
        elif _is_dropped(item, path, guids, after):
            yield f"{_named(item)} is published, but left the feed while older posts are in it", "Build again."


def _is_gone(item: FeedItem, before: Side, after: Side) -> bool:
    """Whether a post is published no more and leaves nothing at its address, no redirect and no hidden page."""
    if item.id in after.posts:
        return False
    return after.files is None or output_path(inside(item.url, before.base)) not in after.files


def _is_dropped(item: FeedItem, path: str, guids: Sequence[str], after: Side) -> bool:
    """Whether the site's own feed lacks a post that is newer than its last. Other feeds lose posts by an edit."""
    date = after.posts.get(item.id)
    return name_of(path) == "all" and date is not None and bool(guids) and date > after.feeds.items[guids[-1]].published


def _dates(before: Side, after: Side) -> Iterator[Problem]:
    """Old posts with a later date that would stand above what subscribers have seen after them."""
    was = {**{item.id: item.published for item in before.feeds.items.values()}, **_exact(before)}
    for guid, item in after.feeds.items.items():
        old = was.get(item.id)
        if old is None or item.published <= old:
            continue
        lists = ((path, guids) for path, guids in after.feeds.lists.items() if guid in guids)
        jumps = [path for path, guids in lists if _jumps(item, old, guids, after, was)]
        if jumps:
            message = (
                f"{_named(item)} was published on {old:%Y-%m-%d} and now bears {item.published:%Y-%m-%d}: "
                f"it would jump up as new in {many(jumps)}"
            )
            hint = f"Give it back its date; what changed since goes into modified:. {ALLOW}"
            yield Problem(shown_first(jumps), 1, "date", message, hint)


def _exact(side: Side) -> dict[str, dt.datetime]:
    return {id: to_the_second(date) for id, date in side.posts.items()}


def _jumps(item: FeedItem, old: dt.datetime, guids: Sequence[str], after: Side, was: Mapping[str, dt.datetime]) -> bool:
    """Whether it stands above a post of this feed that was out already, and newer than it."""
    below = guids[guids.index(item.guid) + 1 :]
    others = (after.feeds.items[guid].id for guid in below)
    return any(was.get(other, old) > old for other in others)


def _orders(after: Side) -> Iterator[Problem]:
    """Feeds that do not have their newest post first, the formats of one together."""
    items = after.feeds.items
    told: dict[tuple[str, str], list[str]] = {}
    for path, guids in after.feeds.lists.items():
        dates = [items[guid].published for guid in guids]
        if dates != sorted(dates, reverse=True):
            how = "the oldest post stands first" if dates == sorted(dates) else "the posts are out of order"
            told.setdefault((name_of(path), how), []).append(path)
    for (_, how), paths in told.items():
        message = f"{how}: subscribers' readers would take old posts for the newest"
        yield Problem(shown_first(paths), 1, "order", message, f"The newest post stands first. {ALLOW}")


def address(item: FeedItem) -> str:
    """Where an item leads, on whatever host, without query and fragment."""
    return urlsplit(item.url).path


def _named(item: FeedItem) -> str:
    return f'"{item.title}"' if item.title else item.guid
