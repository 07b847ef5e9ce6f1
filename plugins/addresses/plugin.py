"""The door of the addresses room."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals

from plugins.addresses import redirects, registry, sitemap
from plugins.core.house import Claim, House, house_of


def claims(house: House) -> Iterable[Claim]:
    own = {claim.path for claim in _given(house)}
    if "robots.txt" not in own:
        yield Claim("robots.txt", "the site")
    yield Claim("sitemap.xml", "the site")
    for redirect in redirects.redirects(house):
        yield Claim(redirects.file_of(redirect), f"redirect from {redirect.old}", redirect.source, redirect.line)


def _given(house: House) -> Iterable[Claim]:
    """Files of content/extra: a site's own robots.txt goes before ours."""
    return (Claim(file.address.lstrip("/"), file.source) for file in house.files)


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.claims.append(claims)
    house.checks += [registry.clashes, redirects.check]


def write(pelican: Pelican) -> None:
    """After all pages are written: what is about them."""
    house, folder = house_of(pelican.settings), Path(pelican.output_path)
    _put(folder / "sitemap.xml", sitemap.sitemap(house))
    if not (folder / "robots.txt").exists() and not any(c.path == "robots.txt" for c in _given(house)):
        _put(folder / "robots.txt", sitemap.robots(house))
    for redirect in redirects.sound(house):
        _put(folder / redirects.file_of(redirect), redirects.page(redirect, house.site))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def register() -> None:
    signals.initialized.connect(enter)
    signals.finalized.connect(write)
