"""Feed autodiscovery: which feeds a page names (RSS Advisory Board, "RSS Autodiscovery"; RFC 4287; JSON Feed 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plugins.core.post import Term
from plugins.core.site import Site

_FEEDS = {
    "rss": ("application/rss+xml", "RSS"),
    "atom": ("application/atom+xml", "Atom"),
    "json": ("application/feed+json", "JSON Feed"),
}


class Alternate(NamedTuple):
    """One feed for autodiscovery; `href` is a whole URL."""

    type: str
    title: str
    href: str


def alternates_of(site: Site, term: Term | None = None) -> tuple[Alternate, ...]:
    """The feeds that a page names: those of `term`, where its kind has feeds, before the site's."""
    own = _feeds(site, term) if term and term.kind in site.settings.feed_kinds else ()
    return (*own, *_feeds(site))


def _feeds(site: Site, term: Term | None = None) -> Iterator[Alternate]:
    for form, (type_, label) in _FEEDS.items():
        address = site.feed(form, term.kind, term.key) if term else site.feed(form)
        name = f"{term.name} · {site.name}" if term else site.name
        yield Alternate(type_, f"{name} ({label})", site.absolute(address))
