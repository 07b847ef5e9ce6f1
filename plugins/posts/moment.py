"""Now: the one moment that decides what is scheduled."""

from __future__ import annotations

import datetime as dt

from plugins.core.dates import parse_moment
from plugins.core.errors import Misconfigured
from plugins.core.site import Site
from plugins.posts.words import in_zone


def moment_of(given: str | None, site: Site) -> dt.datetime:
    """The moment that decides what is scheduled: given, else the clock, read once. Raises Misconfigured."""
    try:
        return in_zone(parse_moment(given), site) if given else dt.datetime.now(dt.UTC)
    except ValueError as error:
        raise Misconfigured(f"--now: {error}") from None
