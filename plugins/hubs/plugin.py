"""The door of the hubs room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.house import Claim, House, house_of
from plugins.core.site import output_path
from plugins.core.unit import Unit
from plugins.hubs.pages import home_pages, hub_pages, overviews
from plugins.hubs.units import ARCHIVE, units


def list_claims(house: House, per_page: int) -> Iterable[Claim]:
    """The home page with those that follow it, and the archive."""
    for part in home_pages(house, per_page):
        yield Claim(output_path(part.address), "the site" if part.pager.number == 1 else "the home page")
    yield Claim(output_path(ARCHIVE), "the site")


def hub_claims(house: House, per_page: int) -> Iterable[Claim]:
    for page in hub_pages(house, per_page or 10):
        yield Claim(output_path(page.address), f"{page.term.kind} {page.term.name!r}")
    for overview in overviews(house):
        yield Claim(output_path(overview.address), f"the list of {overview.title.lower()}")


def enter(pelican: Pelican) -> None:
    per_page = int(pelican.settings["DEFAULT_PAGINATION"] or 0)

    def hand_in(house: House) -> Iterable[Unit]:
        return units(house, per_page)

    house = house_of(pelican.settings)
    house.claims += [partial(list_claims, per_page=per_page), partial(hub_claims, per_page=per_page)]
    house.units.append(hand_in)


def register() -> None:
    signals.initialized.connect(enter)
