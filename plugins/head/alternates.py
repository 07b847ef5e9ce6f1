"""What else a page names: its feeds (RSS Advisory Board, "RSS Autodiscovery"; RFC 4287; JSON Feed 1.1), and itself in
other languages (Google Search Central, "Tell Google about localized versions of your page")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.core.post import Page, Term
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


class Language(NamedTuple):
    """One version of a page. hreflang: its language (BCP 47), or "x-default" for all others; `href` is a whole URL."""

    hreflang: str
    href: str


def languages_of(site: Site, versions: Sequence[Page]) -> tuple[Language, ...]:
    """Each version, itself too, as all of them must say of all; the original, which comes first, is the default."""
    found = tuple(Language(item.lang, site.absolute(item.address)) for item in versions)
    return (*found, Language("x-default", found[0].href)) if found else ()
