"""The door of the addresses room."""

from __future__ import annotations

from collections.abc import Iterable

from pelican import Pelican
from pelican.plugins import signals

from plugins.addresses import hosts, redirects, registry, sitemap
from plugins.addresses.units import units
from plugins.core.house import Claim, House, house_of
from plugins.core.site import output_path


def claims(house: House) -> Iterable[Claim]:
    own = {claim.path for claim in _given(house)}
    if "robots.txt" not in own:
        yield Claim("robots.txt", "the site")
    yield from (Claim(name, "the site") for name in sitemap.names(house))
    every = redirects.redirects(house)
    if every:
        yield Claim(output_path(redirects.SCRIPT), redirects.OWNER)
    yield from hosts.claims(house, every)
    for redirect in every:
        yield Claim(redirects.file_of(redirect), f"redirect from {redirect.old}", redirect.source, redirect.line)


def _given(house: House) -> Iterable[Claim]:
    """Files of content/extra: a site's own robots.txt goes before ours."""
    return (Claim(file.address.lstrip("/"), file.source) for file in house.files)


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.claims.append(claims)
    house.units.append(units)
    house.checks += [registry.clashes, redirects.check]


def register() -> None:
    signals.initialized.connect(enter)
