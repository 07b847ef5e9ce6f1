"""Where a tagged URL leads: whether that is ours, and whether anything stands there now."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from plugins.core.errors import did_you_mean
from plugins.core.links import host_of
from plugins.core.site import output_path
from plugins.ledger.address import Address, usual
from plugins.ledger.book import Book


def foreign(address: Address, book: Book) -> Iterator[str]:
    """Why no link of ours can ever have led to this host, port or path."""
    host, site = host_of(address.page), book.site
    if host not in book.hosts:
        yield f"host: {host} is none of yours. {did_you_mean(host, book.hosts)}"
    elif host not in book.others and _authority(address.page) != _authority(usual(site.url)):
        yield f"address: {_authority(address.page)} has another port than this site, {site.url}"
    elif host not in book.others and site.inside(address.page) is None:
        yield f"address: it is outside of this site, which begins at {site.url}/"


def _authority(url: str) -> str:
    return url.split("/", 3)[2]


def lost(address: Address, book: Book) -> str:
    """The address on this site where nothing stands now, neither a page nor a redirect; "" for all others."""
    inside = book.site.inside(address.page)
    if inside is None:
        return ""
    path = posixpath.normpath(unquote(inside))  # never above the root, as in browsers
    there = (path, output_path(path.rstrip("/") + "/"))
    return "" if any(os.path.isfile(book.output / one.lstrip("/")) for one in there) else inside
