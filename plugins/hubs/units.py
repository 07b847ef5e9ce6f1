"""The units of this room: every list of posts. Linear in posts, where Pelican's own term pages are quadratic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.site import output_path
from plugins.core.unit import Unit
from plugins.hubs.front import front
from plugins.hubs.pages import HubPage, Overview, description, home_pages, hub_pages, overviews, years
from plugins.hubs.paging import Pager

ARCHIVE = "/archives/"


def units(house: House, per_page: int) -> Iterator[Unit]:
    """The home page's list, the archive, every hub, and the list of hubs of each kind. per_page: 0 for all on one."""
    for part in home_pages(house, per_page):
        parts = {"the posts": _cards(part.posts), "the place": _place(part.pager)}
        door = front(house) if part.pager.number == 1 else None
        parts["the front door"] = door.digest if door else digest()
        yield _unit(house, "index", part.address, parts, posts=part.posts, pager=part.pager, front=door)
    yield _unit(house, "archives", ARCHIVE, {"the posts": _cards(house.listed)}, years=years(house))
    for page in hub_pages(house, per_page or 10):
        yield _hub(house, page)
    for overview in overviews(house):
        yield _overview(house, overview)


def _hub(house: House, page: HubPage) -> Unit:
    parts = {
        "the term": digest(page.term.kind, page.term.key, page.term.name, page.term.intro, str(page.count)),
        "the posts": _cards(page.posts),
        "the place": _place(page.pager),
    }
    return _unit(
        house,
        "hub",
        page.address,
        parts,
        of=page,
        term=page.term,
        posts=page.posts,
        count=page.count,
        pager=page.pager,
        entry=page.entry,
        feeds=page.feeds,
    )


def _overview(house: House, page: Overview) -> Unit:
    groups = (part for group in page.groups for part in (group.term.key, group.term.name, str(group.count)))
    values = {"kind": page.kind, "title": page.title, "groups": page.groups}
    return _unit(house, "hubs", page.address, {"the terms": digest(*groups)}, of=page, **values)


def _unit(
    house: House,
    template: str,
    address: str,
    parts: Mapping[str, bytes],
    of: HubPage | Overview | None = None,
    **values: Any,
) -> Unit:
    """A page of one template. of: what its head is about, where the template does not say that itself."""
    path, render = output_path(address), house.renderer
    assert render is not None, "pages are made after Pelican's generators"

    def make() -> bytes:
        return render.page(template, path, {**values, "head": _head(house, of)} if of else values)

    pager = values.get("pager")
    every = {"settings": house.ground, "template": render.digest(template), **parts}
    return Unit(path, f"the list {address}", every, make, repeats=bool(pager and pager.number > 1))


def _head(house: House, page: HubPage | Overview) -> Any:
    assert house.head_for is not None, "the room head is missing"
    return house.head_for(
        title=page.term.name if isinstance(page, HubPage) else page.title,
        description=description(page, house),
        address=page.address,
        page=page.pager.number if isinstance(page, HubPage) else 1,
        kind="hub",
        term=page.term if isinstance(page, HubPage) else None,
    )


def _cards(posts: Iterable[Post]) -> bytes:
    return digest(b"".join([post.card for post in posts]))


def _place(pager: Pager) -> bytes:
    return digest(str(pager.number), str(pager.pages))
