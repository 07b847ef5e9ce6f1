"""The feeds as files: every feed in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from plugins.core.house import House
from plugins.feeds.feed import Feed, make_feeds
from plugins.feeds.jsonfeed import json_feed
from plugins.feeds.xmlfeeds import atom, rss

WRITERS: Mapping[str, Callable[[Feed], bytes]] = {"rss": rss, "atom": atom, "json": json_feed}
"""Format (core.site.FEED_FORMATS) → how it is written."""


def feed_files(house: House) -> Iterator[tuple[str, bytes]]:
    """(path relative to the output folder, content) of every feed file; the same house gives the same bytes."""
    for feed in make_feeds(house):
        for form, path in feed.files.items():
            yield path, WRITERS[form](feed)
