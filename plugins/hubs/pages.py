"""Which lists of posts there are, hubs and home page and archive, and what stands on each of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.core.house import House
from plugins.core.post import Post, Term
from plugins.core.records import dataclass
from plugins.core.site import FEED_FORMATS, FOLDERS
from plugins.core.text import sentences
from plugins.core.vocabulary import Author, Entry, Kind
from plugins.hubs.paging import Pager, Part, parts

_TITLES: Mapping[Kind, str] = {
    "stage": "Stages",
    "audience": "Audiences",
    "industry": "Industries",
    "author": "Authors",
    "tag": "Tags",
    "category": "Categories",
    "series": "Series",
}


@dataclass(frozen=True, slots=True)
class HubPage:
    """One page of one hub."""

    term: Term
    posts: tuple[Post, ...]
    count: int
    pager: Pager
    address: str
    entry: Entry | None
    feeds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """One hub in the list of its kind. question: a stage's; about: the first sentence of its intro."""

    term: Term
    count: int
    question: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All hubs of one kind."""

    kind: Kind
    title: str
    address: str
    groups: tuple[Group, ...]


def home_pages(house: House, per_page: int) -> Iterator[Part]:
    """The pages of the list of all posts, newest first: the first is the home page. per_page: 0 for all on one."""
    return parts("/", house.listed, per_page)


def years(house: House) -> tuple[tuple[int, tuple[Post, ...]], ...]:
    """The archive: each year, as its posts' dates have it, with its posts; both newest first."""
    found: dict[int, list[Post]] = {}
    for post in house.listed:
        found.setdefault(post.date.year, []).append(post)
    return tuple((year, tuple(found[year])) for year in sorted(found, reverse=True))


def hub_pages(house: House, per_page: int) -> Iterator[HubPage]:
    """Every page of every hub, newest posts first, a series from its beginning. A stage, track or author without posts
    has its page too."""
    groups = house.by_term(house.listed)
    for term in house.terms():
        posts = groups.get((term.kind, term.key), [])
        posts = posts[::-1] if term.kind == "series" else posts
        entry, feeds = _entry(house, term), _feeds(house, term)
        for part in parts(term.address, posts, per_page):
            yield HubPage(term, part.posts, len(posts), part.pager, part.address, entry, feeds)


def overviews(house: House) -> Iterator[Overview]:
    """The page of each kind that has terms."""
    groups = house.by_term(house.listed)
    terms = house.terms()
    for kind in FOLDERS:
        counted = tuple(_group(house, t, len(groups.get((t.kind, t.key), []))) for t in terms if t.kind == kind)
        if counted:
            title = house.site.text(f"hubs_{kind}", _TITLES[kind])
            yield Overview(kind, title, house.site.hubs(kind), counted)


def _group(house: House, term: Term, count: int) -> Group:
    stage = house.vocabulary.stages.get(term.key) if term.kind == "stage" else None
    return Group(term, count, stage.question if stage else "", "".join(sentences(term.intro)[:1]))


def _feeds(house: House, term: Term) -> Mapping[str, str]:
    if term.kind not in house.site.settings.feed_kinds:
        return {}
    return {form: house.site.feed(form, term.kind, term.key) for form in FEED_FORMATS}


def _entry(house: House, term: Term) -> Entry | None:
    v = house.vocabulary
    tables: Mapping[str, Mapping[str, Entry]] = {
        "stage": v.stages,
        "audience": v.audiences,
        "industry": v.industries,
        "author": v.authors,
    }
    return tables.get(term.kind, {}).get(term.key)


def description(page: HubPage | Overview, house: House) -> str:
    """What search engines show: the hub's own words, else what it holds."""
    if isinstance(page, Overview):
        names = ", ".join(group.term.name for group in page.groups[:12])
        return f"{page.title} · {house.site.name}: {names}"
    words = page.term.intro if not isinstance(page.entry, Author) else page.entry.bio
    return words or f"{page.term.name} · {house.site.name}"
