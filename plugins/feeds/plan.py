"""Which feeds the site has, where they stand, and which posts belong in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.core.errors import Problem, did_you_mean
from plugins.core.house import Claim, House
from plugins.core.post import Post, Term
from plugins.core.site import FEED_FORMATS, Site, output_path
from plugins.core.text import sentences, squeeze
from plugins.core.vocabulary import Kind

SUBSCRIBE = "subscribe"
"""Slug of the page that lists the feeds: the writer's own, else one made here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One feed in all its formats.

    term: what its posts have in common, None for the whole site. addresses: format ("rss", "atom", "json") → address.
    """

    term: Term | None
    title: str
    description: str
    addresses: Mapping[str, str]
    posts: tuple[Post, ...]

    @property
    def name(self) -> str:
        """What the feed is called in its id: "all" or "stage/interest". Words of the data files only."""
        return f"{self.term.kind}/{self.term.key}" if self.term else "all"

    @property
    def home(self) -> str:
        """The address of the page that lists the same posts."""
        return self.term.address if self.term else "/"


def plans(house: House) -> list[Plan]:
    """Every feed of the site: all posts first, then term by term in the order of `feed_kinds` and of the data files.

    The newest `feed_items` published posts are in each; a term without posts has a feed without items, so that a
    reader can subscribe before the first post.
    """
    public = house.public
    groups = house.by_term(public)
    own = [_plan(house.site, term, groups.get((term.kind, term.key), ())) for term in feed_terms(house)]
    return [_plan(house.site, None, public), *own]


def feed_terms(house: House) -> list[Term]:
    """The terms that have feeds of their own."""
    kinds = house.site.settings.feed_kinds
    return sorted((t for t in house.terms() if t.kind in kinds), key=lambda t: kinds.index(t.kind))


def addresses(site: Site, kind: Kind | None = None, key: str = "") -> dict[str, str]:
    """Format → address of one feed."""
    return {form: site.feed(form, kind, key) for form in FEED_FORMATS}


def claims(house: House) -> Iterator[Claim]:
    """Every file this room will write, relative to the output folder."""
    for term in (None, *feed_terms(house)):
        where = addresses(house.site, term.kind, term.key) if term else addresses(house.site)
        for address in where.values():
            yield Claim(output_path(address), "feeds")
    if not has_own_subscribe(house):
        yield Claim(output_path(house.site.page(SUBSCRIBE)), "feeds")


def has_own_subscribe(house: House) -> bool:
    """Whether the content has a subscribe page; then this room makes none."""
    return any(page.slug == SUBSCRIBE for page in house.pages)


def checks(house: House) -> Iterator[Problem]:
    """A warning where feeds could prove nothing: their channel is unknown, so that no link in them is tagged."""
    channel = house.site.settings.feed_channel
    if house.public and house.arrival(channel) is None:
        message = f"the feeds' channel {channel!r} is missing, so no link in the feeds is tagged"
        hint = 'Add it, or name another in WAYPOST["feed_channel"]. ' + did_you_mean(channel, house.vocabulary.channels)
        yield Problem(house.data_file("channels"), 1, "feed_channel", message, hint.strip(), "warning")


def _plan(site: Site, term: Term | None, posts: Sequence[Post]) -> Plan:
    name = site.name or site.host
    return Plan(
        term=term,
        title=f"{name}: {term.name}" if term else name,
        description=_description(site, term) or name,
        addresses=addresses(site, term.kind, term.key) if term else addresses(site),
        posts=tuple(posts[: site.settings.feed_items]),
    )


def _description(site: Site, term: Term | None) -> str:
    """What stands below the title: the first two sentences of the hub's intro, else the site's own words."""
    intro = " ".join(sentences(squeeze(term.intro))[:2]) if term else ""
    return intro or site.settings.description or site.subtitle
