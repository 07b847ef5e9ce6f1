"""One state of a site as its subscribers see it, and how its feeds are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field

from plugins.core.records import dataclass
from plugins.core.site import FEED_FORMATS
from plugins.publish.feedlist import Feeds


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a site. feeds: what stands in them; posts: id → date of every published post, as far as it is known;
    files: paths of all files, None where only the feeds are known; base: the path below which the site is served;
    addresses: id → address of every post with a page, as far as it is known; sources: id → its file in the content."""

    feeds: Feeds
    posts: Mapping[str, dt.datetime]
    files: Collection[str] | None = None
    base: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


def name_of(path: str) -> str:
    """A feed without its format: "all", "stages/interest"."""
    ends = (f".{end}" for end in FEED_FORMATS.values() if path.endswith(f".{end}"))
    return path.removeprefix("feeds/").removesuffix(next(ends, ""))


def shown_first(paths: Iterable[str]) -> str:
    """The feed that most people have: the site's, in RSS."""
    return min(paths, key=lambda path: (name_of(path) != "all", not path.endswith(".rss.xml"), path), default="")


def many(paths: Collection[str]) -> str:
    names = sorted({name_of(path) for path in paths}, key=lambda name: (name != "all", name))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more feeds" if len(names) > 3 else "")
