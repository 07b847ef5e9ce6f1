"""What subscribers would receive by a release: new, updated, nothing twice. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plugins.core.errors import Problem
from plugins.core.records import dataclass
from plugins.publish.addressfaults import moved_faults
from plugins.publish.feedfaults import faults
from plugins.publish.feedlist import FeedItem
from plugins.publish.feedside import Side, name_of


@dataclass(frozen=True, slots=True)
class Received:
    """What the subscribers of one feed would get, newest first. older: of the new ones those that the site had
    published before, and this feed had not. items: how many stand in it."""

    path: str
    items: int
    new: tuple[FeedItem, ...]
    older: tuple[FeedItem, ...]
    updated: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """received: of every feed that stands after; problems: what subscribers would suffer, sorted."""

    received: tuple[Received, ...]
    problems: tuple[Problem, ...]


def difference(before: Side, after: Side) -> Difference:
    """What leads from `before` to `after` as subscribers see it."""
    known = before.posts.keys() | {item.id for item in before.feeds.items.values()}
    received = tuple(_received(path, before, after, known) for path in after.feeds.lists)
    return Difference(received, tuple(sorted({*faults(before, after), *moved_faults(before, after)})))


def _received(path: str, before: Side, after: Side, known: Collection[str]) -> Received:
    old, items = set(_had(path, before, after)), after.feeds.items
    listed = [items[guid] for guid in dict.fromkeys(after.feeds.lists[path])]
    new = tuple(item for item in listed if item.guid not in old)
    older = tuple(item for item in new if path in before.feeds.lists and item.id in known)
    changed = (item for item in listed if item.guid in old and item.hash != before.feeds.items[item.guid].hash)
    return Received(path, len(listed), new, older, tuple(changed))


def _had(path: str, before: Side, after: Side) -> Iterator[str]:
    """The guids that the subscribers of a feed have. Those of a new feed come, if any, by a redirect from another
    one, which has the same posts in the same format since."""
    was, now = before.feeds.lists, after.feeds.lists
    form = path.removeprefix(f"feeds/{name_of(path)}")
    moved = (old for old in was if old.endswith(form) and now.get(old) == now[path])
    for old in [path] if path in was else moved:
        yield from was[old]
