"""Which hub pages there are, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.core.house import House
from plugins.core.post import Post, Term
from plugins.core.site import FEED_FORMATS, FOLDERS
from plugins.core.vocabulary import Author, Entry, Kind

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
class Pager:
    """Where in a list a page is. newer, older: addresses of its neighbours."""

    number: int
    pages: int
    newer: str | None
    older: str | None


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
class Overview:
    """All hubs of one kind."""

    kind: Kind
    title: str
    address: str
    groups: tuple[tuple[Term, int], ...]


def hub_pages(house: House, per_page: int) -> Iterator[HubPage]:
    """Every page of every hub, newest posts first. A stage, track or author without posts has its page too."""
    groups = house.by_term(house.listed)
    for term in house.terms():
        posts = groups.get((term.kind, term.key), [])
        pages = max(1, -(-len(posts) // per_page))
        for number in range(1, pages + 1):
            shown = tuple(posts[(number - 1) * per_page : number * per_page])
            pager = Pager(number, pages, _page(term, number - 1, pages), _page(term, number + 1, pages))
            address = _page(term, number, pages) or term.address
            yield HubPage(term, shown, len(posts), pager, address, _entry(house, term), _feeds(house, term))


def overviews(house: House) -> Iterator[Overview]:
    """The page of each kind that has terms."""
    groups = house.by_term(house.listed)
    terms = house.terms()
    for kind in FOLDERS:
        counted = tuple((t, len(groups.get((t.kind, t.key), []))) for t in terms if t.kind == kind)
        if counted:
            title = house.site.text(f"hubs_{kind}", _TITLES[kind])
            yield Overview(kind, title, house.site.hubs(kind), counted)


def _page(term: Term, number: int, pages: int) -> str | None:
    """The address of page `number` (design §4: pagination in folders); None outside of the list."""
    if not 1 <= number <= pages:
        return None
    return term.address if number == 1 else f"{term.address}page/{number}/"


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
        names = ", ".join(term.name for term, _ in page.groups[:12])
        return f"{page.title} · {house.site.name}: {names}"
    words = page.term.intro if not isinstance(page.entry, Author) else page.entry.bio
    return words or f"{page.term.name} · {house.site.name}"
