"""The feeds as a person chooses among them: what the subscribe page and the footer list."""

from __future__ import annotations

from plugins.core.house import House
from plugins.core.records import dataclass
from plugins.core.text import sentences, squeeze
from plugins.feeds.plan import Plan, outline
from plugins.feeds.readers import Reader, readers_of

_TITLES = {
    "all": "The whole blog",
    "combined": "For you in particular",
    "stage": "By buying stage",
    "audience": "By audience",
    "industry": "By industry",
    "author": "By author",
    "tag": "By tag",
    "category": "By category",
    "series": "By series",
}
_FOR_READERS = ("all", "combined", "stage", "audience", "industry")
"""Kinds whose feeds people choose by who they are: these get a link for each of the usual readers."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One feed: its title, its address in each format; full: the title that a reader app shows; home: the page with the
    same posts; about: for whom it is, in a sentence; readers: links that subscribe to its RSS in a reader app."""

    title: str
    rss: str
    atom: str
    json: str
    full: str = ""
    home: str = "/"
    about: str = ""
    readers: tuple[Reader, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one kind under one title. kind: of its terms, "all" for the whole site, "combined"."""

    title: str
    feeds: tuple[FeedLink, ...]
    kind: str = "all"


def feed_groups(house: House) -> list[FeedGroup]:
    """All feeds, grouped: the whole site first, then what the settings combine, then each kind of `feed_kinds` that has
    terms. Titles are texts of the site (`feeds_all`, `feeds_everything`, `feeds_combined`, `feeds_<kind>`)."""
    found: dict[str, list[FeedLink]] = {}
    for plan in outline(house):
        kind = plan.name.partition("/")[0]
        found.setdefault(kind, []).append(_link(house, plan, kind))
    return [FeedGroup(_title(house, kind), tuple(links), kind) for kind, links in found.items()]


def _title(house: House, kind: str) -> str:
    return house.site.text(f"feeds_{kind}", _TITLES[kind])


def _link(house: House, plan: Plan, kind: str) -> FeedLink:
    site = house.site
    title = site.text("feeds_everything", "Every post") if kind == "all" else plan.label
    readers = readers_of(site.absolute(plan.addresses["rss"])) if kind in _FOR_READERS else ()
    return FeedLink(
        title, **plan.addresses, full=plan.title, home=plan.home, about=_about(house, plan), readers=readers
    )


def _about(house: House, plan: Plan) -> str:
    """A stage's question, the first sentence about an audience or industry, what the settings say of a combination."""
    if plan.combines:
        return plan.combines.description
    if plan.term and plan.term.kind == "stage":
        stage = house.vocabulary.stages.get(plan.term.key)
        return stage.question if stage else ""
    if plan.term and plan.term.kind in ("audience", "industry"):
        return next(iter(sentences(squeeze(plan.term.intro))), "")
    return ""
