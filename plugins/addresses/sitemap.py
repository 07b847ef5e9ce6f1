"""Sitemap and robots.txt (sitemaps.org protocol 0.9; RFC 9309)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape

from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.site import FOLDERS

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def entries(house: House) -> Iterator[tuple[str, dt.datetime | None]]:
    """Clean address and last modification of everything that search engines may show, home first."""
    public = house.public
    newest = max((post.changed for post in public), default=None)
    yield "/", newest
    for post in public:
        if post.canonical is None:
            yield post.address, post.changed
    for page in house.pages:
        if page.status == "published" and page.canonical is None:
            yield page.address, page.modified
    yield "/archives/", newest
    if not any(page.slug == "subscribe" for page in house.pages):
        yield "/subscribe/", None
    yield from _hubs(house, public)


def _hubs(house: House, public: list[Post]) -> Iterator[tuple[str, dt.datetime | None]]:
    groups = house.by_term(public)
    for term in house.terms():
        posts = groups.get((term.kind, term.key), [])
        if posts:
            yield term.address, max(post.changed for post in posts)
    present = {term.kind for term in house.terms()}
    for kind in FOLDERS:
        if kind in present:
            yield house.site.hubs(kind), None


def sitemap(house: House) -> str:
    """sitemap.xml: `lastmod` only where it is true."""
    lines = []
    for address, changed in entries(house):
        when = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(house.site.absolute(address))}</loc>{when}</url>\n")
    return _OPEN + "".join(lines) + "</urlset>\n"


def robots(house: House) -> str:
    """robots.txt: everything may be read; a preview nothing."""
    rule = "Disallow: /" if house.site.preview else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {house.site.absolute('/sitemap.xml')}\n"
