"""Which feeds the site has, where they stand, and which posts belong in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal

from plugins.core.house import House
from plugins.core.post import Post, Term
from plugins.core.records import dataclass
from plugins.core.settings import Combined
from plugins.core.site import COMBINED, FEED_FORMATS, Site, term_key
from plugins.core.text import sentences, squeeze
from plugins.core.vocabulary import Kind

SUBSCRIBE = "subscribe"
"""Slug of the page that lists the feeds: the writer's own, else one made here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One feed in all its formats.

    term: what its posts have in common, None for the whole site and for what settings combine. name: what the feed is
    called in its id, words of the data files and settings only: "all", "stage/interest", "combined/bank-cmos". label:
    its title without the site's. home: the address of the page that lists the same posts. addresses: format ("rss",
    "atom", "json") → address. combines: what the settings say of it.
    """

    name: str
    label: str
    title: str
    description: str
    home: str
    addresses: Mapping[str, str]
    posts: tuple[Post, ...] = ()
    term: Term | None = None
    combines: Combined | None = None


def plans(house: House) -> list[Plan]:
    """Every feed of the site with its posts: the newest `feed_items` published ones.

    A term without posts has a feed without items, so that a reader can subscribe before the first post.
    """
    return [replace(plan, posts=tuple(_newest(house, plan))) for plan in outline(house)]


def outline(house: House) -> list[Plan]:
    """Every feed without its posts: all posts first, then what settings combine, then term by term in the order of
    `feed_kinds` and of the data files."""
    site = house.site
    combined = [_combined(site, key, feed) for key, feed in site.settings.feeds.items()]
    return [_whole(site), *combined, *(_of_term(site, term) for term in feed_terms(house))]


def feed_terms(house: House) -> list[Term]:
    """The terms that have feeds of their own."""
    kinds = house.site.settings.feed_kinds
    return sorted((t for t in house.terms() if t.kind in kinds), key=lambda t: kinds.index(t.kind))


def addresses(site: Site, kind: Kind | Literal["combined"] | None = None, key: str = "") -> dict[str, str]:
    """Format → address of one feed."""
    return {form: site.feed(form, kind, key) for form in FEED_FORMATS}


def key_of(kind: Kind, word: str) -> str:
    """The key that settings mean: of a tag, category or series they may give the name."""
    return term_key(word) if kind in ("tag", "category", "series") else word


def _newest(house: House, plan: Plan) -> Sequence[Post]:
    public, count = house.public, house.site.settings.feed_items
    if plan.term:
        return house.by_term(public).get((plan.term.kind, plan.term.key), ())[:count]
    if plan.combines is None:
        return public[:count]
    groups = house.by_term(public)
    wanted = [
        {post.id for word in words for post in groups.get((kind, key_of(kind, word)), ())}
        for kind, words in plan.combines.wanted.items()
    ]
    return list(islice((post for post in public if all(post.id in ids for ids in wanted)), count))


def _whole(site: Site) -> Plan:
    name = _name(site)
    return Plan("all", name, name, _own_words(site) or name, "/", addresses(site))


def _of_term(site: Site, term: Term) -> Plan:
    """What stands below the title is the first two sentences of the hub's intro, else the site's own words."""
    title = f"{_name(site)}: {term.name}"
    intro = " ".join(sentences(squeeze(term.intro))[:2])
    where = addresses(site, term.kind, term.key)
    description = intro or _own_words(site) or _name(site)
    return Plan(f"{term.kind}/{term.key}", term.name, title, description, term.address, where, term=term)


def _combined(site: Site, key: str, feed: Combined) -> Plan:
    title = f"{_name(site)}: {feed.name}"
    where = addresses(site, COMBINED, key)
    description = feed.description or _own_words(site) or _name(site)
    return Plan(f"{COMBINED}/{key}", feed.name, title, description, "/", where, combines=feed)


def _name(site: Site) -> str:
    return site.name or site.host


def _own_words(site: Site) -> str:
    return site.settings.description or site.subtitle


def addressed(house: House) -> Iterator[tuple[str, str, Plan]]:
    """(address, format, feed) of every feed, without posts."""
    for plan in outline(house):
        for form, address in plan.addresses.items():
            yield address, form, plan
