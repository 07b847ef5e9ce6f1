"""Sitemap and robots.txt (sitemaps.org protocol 0.9; RFC 9309). A sitemap that would be too long becomes an index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.site import FOLDERS

MOST_URLS = 50_000
MOST_BYTES = 50 * 2**20
"""What one sitemap may hold, uncompressed (sitemaps.org, "Using Sitemap index files")."""
_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
Entry = tuple[str, dt.datetime | None]
"""An address and when what stands there last changed, where that is known."""


def entries(house: House) -> Iterator[Entry]:
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
    if house.site.settings.search:
        yield "/search/", None
    yield from _hubs(house, public)


def _hubs(house: House, public: list[Post]) -> Iterator[Entry]:
    groups = house.by_term(public)
    for term in house.terms():
        posts = groups.get((term.kind, term.key), [])
        if posts:
            yield term.address, max(post.changed for post in posts)
    present = {term.kind for term in house.terms()}
    for kind in FOLDERS:
        if kind in present:
            yield house.site.hubs(kind), None


def names(house: House) -> list[str]:
    """The paths of all sitemaps: one, or the index and its parts."""
    many = _count(house)
    return ["sitemap.xml", *(_part(number) for number in range(1, many + 1) if many > 1)]


def _part(number: int) -> str:
    return f"sitemap-{number}.xml"


def _count(house: House) -> int:
    """In how many parts the sitemap comes. Hardly any site has so many pages that it would be worth to count them."""
    addresses = len(house.posts) + len(house.pages) + len(house.terms()) + len(FOLDERS) + 4
    longest = 500 + len(house.site.url.encode())  # bytes of a line; a part of a path has at most 200
    if addresses <= MOST_URLS and addresses * longest <= MOST_BYTES:
        return 1
    return len(_parts(house))


def sitemap(house: House, name: str = "sitemap.xml") -> str:
    """One of the sitemaps by its path; `lastmod` only where it is true."""
    parts = _parts(house)
    if len(parts) == 1:
        return written(parts[0])
    if name != "sitemap.xml":
        return written(parts[int(name.removeprefix("sitemap-").removesuffix(".xml")) - 1])
    newest = (max((when for _, when in part if when), default=None) for part in parts)
    places = (house.site.absolute(f"/{_part(number)}") for number in range(1, len(parts) + 1))
    return written(zip(places, newest, strict=True), "sitemapindex", "sitemap")


def _parts(house: House) -> list[list[Entry]]:
    return split([(house.site.absolute(address), changed) for address, changed in entries(house)])


def split(found: list[Entry], urls: int = MOST_URLS, size: int = MOST_BYTES) -> list[list[Entry]]:
    """`found` in as few parts as the protocol allows, in order; at least one. urls, size: what one may hold."""
    parts: list[list[Entry]] = [[]]
    room = size - len(written(()).encode())
    left = room
    for entry in found:
        length = len(_line(entry).encode())
        if parts[-1] and (len(parts[-1]) >= urls or length > left):
            parts.append([])
            left = room
        parts[-1].append(entry)
        left -= length
    return parts


def _line(entry: Entry, kind: str = "url") -> str:
    address, changed = entry
    when = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{kind}><loc>{escape(address, quote=False)}</loc>{when}</{kind}>\n"


def written(found: Iterable[Entry], root: str = "urlset", kind: str = "url") -> str:
    """A whole sitemap, or with other names an index."""
    return _OPEN.format(root=root) + "".join(_line(entry, kind) for entry in found) + f"</{root}>\n"


def robots(house: House) -> str:
    """robots.txt: everything may be read; a preview nothing."""
    rule = "Disallow: /" if house.site.preview else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {house.site.absolute('/sitemap.xml')}\n"
