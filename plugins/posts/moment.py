"""Now: the one moment that decides what is scheduled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from plugins.core.dates import parse_moment
from plugins.core.errors import Misconfigured
from plugins.core.records import dataclass
from plugins.core.site import Site
from plugins.posts.words import in_zone


def moment_of(given: str | None, site: Site) -> dt.datetime:
    """The moment that decides what is scheduled: given, else the clock, read once. Raises Misconfigured."""
    try:
        return in_zone(parse_moment(given), site) if given else dt.datetime.now(dt.UTC)
    except ValueError as error:
        raise Misconfigured(f"--now: {error}") from None


@dataclass(frozen=True, slots=True)
class Span:
    """The moments at which the same posts are due: from `since`, and before `until`; None where nothing bounds them."""

    since: dt.datetime | None
    until: dt.datetime | None

    def holds(self, now: dt.datetime) -> bool:
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)


def span_at(now: dt.datetime, moments: Iterable[dt.datetime]) -> Span:
    """The span around `now`. moments: from which each post is due."""
    known = sorted(moments)
    before, after = [one for one in known if one <= now], [one for one in known if one > now]
    return Span(before[-1] if before else None, after[0] if after else None)
