"""Telling a WebSub hub which feeds changed, so that subscribers get a post at once (PubSubHubbub Core 0.4, section 7;
W3C WebSub leaves the words to hub and publisher, and hubs kept these)."""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable, Sequence
from urllib.parse import quote, urlencode

from plugins.publish.feedlist import is_feed
from plugins.publish.plan import Plan

_SECONDS = 10
_AT_ONCE = 50
"""Feeds in one request: a hub reads the form whole."""


def announce(hub: str, site: str, plan: Plan, echo: Callable[[str], None]) -> None:
    """Tells the hub of every feed that this publish added or changed. site: its URL.

    The site is online by then: whatever the hub answers, it is a warning and no failure.
    """
    urls = [f"{site}/{quote(path)}" for path in sorted((*plan.added, *plan.changed)) if is_feed(path)]
    for start in range(0, len(urls), _AT_ONCE):
        try:
            _ping(hub, urls[start : start + _AT_ONCE])
        except (OSError, http.client.HTTPException, ValueError) as error:
            echo(f"warning: the hub {hub} was not told of {len(urls) - start} feeds: {error}")
            return
    if urls:
        echo(f"told the hub {hub} of {len(urls)} feed{'' if len(urls) == 1 else 's'}")


def _ping(hub: str, urls: Sequence[str]) -> None:
    """One form. Raises OSError where the hub cannot be reached or says no (urllib's HTTPError is one)."""
    form = urlencode([("hub.mode", "publish"), *(("hub.url", url) for url in urls)]).encode()
    request = urllib.request.Request(hub, form, {"User-Agent": "Waypost"}, method="POST")
    with urllib.request.urlopen(request, timeout=_SECONDS):
        pass
