"""Links that subscribe to a feed in the usual readers. Plain links: no script, no button of theirs, nobody is told."""

from __future__ import annotations

from urllib.parse import quote

from plugins.core.records import dataclass

_READERS = (
    ("Feedly", "https://feedly.com/i/subscription/feed%2F{}"),
    ("Inoreader", "https://www.inoreader.com/?add_feed={}"),
    ("NewsBlur", "https://www.newsblur.com/?url={}"),
    ("The Old Reader", "https://theoldreader.com/feeds/subscribe?url={}"),
)
"""Name → the address by which each lets other sites add a feed, as blogs use it (seen 2026); {}: its URL."""


@dataclass(frozen=True, slots=True)
class Reader:
    """name: of a reader; url: subscribes there."""

    name: str
    url: str


def readers_of(feed: str) -> tuple[Reader, ...]:
    """The readers for the feed with this whole URL. Last the scheme `feed:`, which opens the app on this machine that
    has asked for it (NetNewsWire, Thunderbird and others); its name is for the theme to say. Of the two forms in use,
    `feed:https://…` and `feed://…`, only the second is a valid link to the Nu HTML checker; apps ask for it by http,
    and the server leads them to https, as it does with everybody."""
    web = tuple(Reader(name, address.format(quote(feed, safe=""))) for name, address in _READERS)
    return (*web, Reader("feed:", f"feed://{feed.partition('://')[2]}"))
