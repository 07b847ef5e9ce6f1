"""Telling a WebSub hub which feeds changed, so that subscribers get a post at once (PubSubHubbub Core 0.4, section 7;
W3C WebSub leaves the words to hub and publisher, and hubs kept these)."""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable, Collection, Sequence
from urllib.parse import quote, urlencode

_SECONDS = 10
_AT_ONCE = 50
"""Feeds in one request: a hub reads the form whole."""


def announce(hub: str, site: str, feeds: Collection[str], echo: Callable[[str], None]) -> list[str]:
    """Tells the hub of feeds, by their paths; gives those that it could not be told of. site: its URL.

    The site is online by then: whatever the hub answers, it is a warning and no failure.
    """
    paths = sorted(feeds)
    for start in range(0, len(paths), _AT_ONCE):
        try:
            _ping(hub, [f"{site}/{quote(path)}" for path in paths[start : start + _AT_ONCE]])
        except (OSError, http.client.HTTPException, ValueError) as error:
            left = paths[start:]
            echo(f"warning: the hub {hub} was not told of {_many(left)}, which the next publish will do: {error}")
            return left
    echo(f"told the hub {hub} of {_many(paths)}")
    return []


def _many(paths: Sequence[str]) -> str:
    return f"{len(paths)} feed{'' if len(paths) == 1 else 's'}"


def _ping(hub: str, urls: Sequence[str]) -> None:
    """One form. Raises OSError where the hub cannot be reached or says no (urllib's HTTPError is one)."""
    form = urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in urls)]).encode()
    request = urllib.request.Request(hub, form, {"User-Agent": "Waypost"}, method="POST")
    with urllib.request.urlopen(request, timeout=_SECONDS):
        pass
