"""A published site to compare with: the last release of a target, a folder, or what a server gives."""

from __future__ import annotations

import datetime as dt
import http.client
import urllib.error
import urllib.request
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from plugins.core.errors import Misconfigured, PublishFailed
from plugins.core.links import is_web_url
from plugins.publish.directory import Directory
from plugins.publish.draft import online
from plugins.publish.feedlist import Feeds, is_feed, read_feeds
from plugins.publish.feedside import Side
from plugins.publish.targets import find_target
from plugins.publish.tree import measure

LARGEST = 64_000_000
"""Bytes of a feed that is fetched; more is no feed."""
_SECONDS = 30
_LIST = "feeds/all.opml"


def last_release(target: str) -> tuple[str, Side] | None:
    """(its name, what its subscribers saw) of the release that is online at a target; None before the first."""
    place = find_target(target)
    current = place.current()
    return (f"release {current}", online(place, current, place.read_receipt(current))) if current else None


def published(where: str, ours: Collection[str]) -> tuple[str, Side]:
    """(its name, what its subscribers see) of the site in a folder or at a URL. ours: paths of our feeds, which are
    asked for at a URL beside those that its OPML names.

    Raises Misconfigured for what is neither or has no feeds, PublishFailed where a feed cannot be had or is none.
    """
    if is_web_url(where):
        base = where.rstrip("/") + "/"
        return base, _with_feeds(_fetched(base, ours), where)
    folder = Path(where).expanduser()
    if not folder.is_dir():
        raise Misconfigured(f"--against {where}: neither a folder nor an http(s) address")
    place = Directory(folder.resolve())
    if place.link.is_symlink() and (found := last_release(str(folder))):
        return found
    return str(folder), _with_feeds(_in_folder(folder), where)


def _with_feeds(side: Side, where: str) -> Side:
    """The site, if it is one: against a wrong place all would be new, nothing twice, and nothing proven."""
    if not side.feeds.lists:
        message = f"--against {where}: no feeds found there. Give the root of the published site, that has feeds/ in it"
        raise Misconfigured(message)
    return side


def _in_folder(folder: Path) -> Side:
    files = measure(folder, skip="_waypost", strict=False)
    try:
        feeds = read_feeds(files, lambda path: (folder / path).read_bytes())
    except ValueError as error:
        raise PublishFailed(f"{folder}: {error}") from None
    return Side(feeds, _posts(feeds), files.keys())


def _fetched(base: str, ours: Iterable[str]) -> Side:
    """A site is asked for each feed once; what it does not have it does not have."""
    found: dict[str, bytes] = {}
    for path in dict.fromkeys((*_told(base), *filter(is_feed, ours))):
        data = _get(base + path)
        if data is not None:
            found[path] = data
    try:
        feeds = read_feeds(found, found.__getitem__)
    except ValueError as error:
        raise PublishFailed(f"{base}: {error}") from None
    return Side(feeds, _posts(feeds), None, urlsplit(base).path.rstrip("/"))


def _told(base: str) -> Iterator[str]:
    """The feeds that the site's OPML names, in all formats that their names can have."""
    data = _get(base + _LIST)
    if data is None or b"<!DOCTYPE" in data:
        return
    try:
        outlines = list(ElementTree.fromstring(data).iter("outline"))
    except ElementTree.ParseError:
        return
    for url in (outline.get("xmlUrl", "") for outline in outlines):
        path = urlsplit(urljoin(base, url)).path.partition("/feeds/")[2]
        if path.endswith(".rss.xml"):
            stem = f"feeds/{path.removesuffix('.rss.xml')}"
            yield from (f"{stem}.rss.xml", f"{stem}.atom.xml", f"{stem}.json")


def _get(url: str) -> bytes | None:
    """The bytes at a URL, None where the server says that there is nothing. Raises PublishFailed."""
    request = urllib.request.Request(url, headers={"User-Agent": "Waypost"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return None
        raise PublishFailed(f"{url}: the server answered {error.code}") from None
    except (OSError, http.client.HTTPException) as error:
        raise PublishFailed(f"{url}: {error}") from None
    if len(data) > LARGEST:
        raise PublishFailed(f"{url}: longer than {LARGEST} bytes, so no feed")
    return data


def _posts(feeds: Feeds) -> dict[str, dt.datetime]:
    return {item.id: item.published for item in feeds.items.values()}
