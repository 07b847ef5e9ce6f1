"""The feeds as a person chooses among them: what the subscribe page and the footer list."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.core.house import House
from plugins.core.post import Term
from plugins.core.vocabulary import Kind
from plugins.feeds.plan import addresses, feed_terms

_TITLES: dict[Kind, str] = {
    "stage": "By buying stage",
    "audience": "By audience",
    "industry": "By industry",
    "author": "By author",
    "tag": "By tag",
    "category": "By category",
    "series": "By series",
}


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One feed: its title, and its address in each format."""

    title: str
    rss: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one kind under one title."""

    title: str
    feeds: tuple[FeedLink, ...]


def feed_groups(house: House) -> list[FeedGroup]:
    """All feeds, grouped: the whole site first, then each kind of `feed_kinds` that has terms. Titles are texts of the
    site (`feeds_all`, `feeds_everything`, `feeds_<kind>`)."""
    site = house.site
    whole = FeedLink(site.text("feeds_everything", "Every post"), **addresses(site))
    groups = [FeedGroup(site.text("feeds_all", "The whole blog"), (whole,))]
    terms = feed_terms(house)
    for kind in dict.fromkeys(term.kind for term in terms):
        found = tuple(_link(house, term) for term in terms if term.kind == kind)
        groups.append(FeedGroup(site.text(f"feeds_{kind}", _TITLES[kind]), found))
    return groups


def _link(house: House, term: Term) -> FeedLink:
    return FeedLink(term.name, **addresses(house.site, term.kind, term.key))
