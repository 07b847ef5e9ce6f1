"""The units of this room: the sitemap, robots.txt, a page for each redirect with the script that all share, and the
files for hosts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.addresses import hosts, redirects, sitemap
from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.site import output_path
from plugins.core.unit import Unit


def units(house: House) -> Iterator[Unit]:
    """All of them; a robots.txt of the site's own goes before ours."""
    cards = digest(*(item.front for item in (*house.posts, *house.pages)))
    parts = {"settings": house.ground, "the posts and pages": cards}
    for name in sitemap.names(house):
        yield Unit(name, "the site", parts, partial(_sitemap, house, name))
    if not any(file.address == "/robots.txt" for file in house.files):
        yield Unit("robots.txt", "the site", {"settings": house.ground}, lambda: sitemap.robots(house).encode())
    if redirects.redirects(house):
        path = output_path(redirects.SCRIPT)
        yield Unit(path, redirects.OWNER, {"settings": house.ground}, redirects.script)
    sound = redirects.sound(house)
    for redirect in sound:
        yield _page(house, redirect)
    yield from hosts.units(house, sound)


def _sitemap(house: House, name: str) -> bytes:
    return sitemap.sitemap(house, name).encode()


def _page(house: House, redirect: redirects.Redirect) -> Unit:
    parts = {"settings": house.ground, "the redirect": digest(redirect.old, redirect.new)}
    owner = f"redirect from {redirect.old}"
    return Unit(redirects.file_of(redirect), owner, parts, lambda: redirects.page(redirect, house.site).encode())
