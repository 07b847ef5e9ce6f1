"""What stands in the feeds of a site: read from the files as subscribers get them, kept in the receipt."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from pydantic import BaseModel, ConfigDict

from plugins.core.site import feed_format

_POST = re.compile(r"tag:[^:]+:post/(.+)")
_ATOM, _CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class FeedItem(BaseModel):
    """An item as subscribers get it. id: the post's, as its guid says it, else the guid; url: where it leads;
    published: the date it bears, to the second; first_published: the one it bore in the first release that had it;
    hash: SHA-256 of title, address and content, shortened."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    guid: str
    url: str
    title: str
    published: dt.datetime
    first_published: dt.datetime
    hash: str


class Feeds(BaseModel):
    """items: by guid, the same in every feed; lists: path of each feed → the guids in it, in its order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: Mapping[str, FeedItem] = {}
    lists: Mapping[str, tuple[str, ...]] = {}


def is_feed(path: str) -> bool:
    """Whether a path of the output is a feed's."""
    return feed_format(f"/{path}") is not None


def read_feeds(
    paths: Iterable[str], read: Callable[[str], bytes], known: Feeds | None = None, strict: bool = True
) -> Feeds:
    """The feeds among `paths`. read: gives a file's bytes; known: what stood in former ones, for first_published.

    Raises ValueError, with the path, for a file that is no feed; where not `strict`, it is passed over.
    """
    items: dict[str, FeedItem] = {}
    lists: dict[str, tuple[str, ...]] = {}
    before = known.items if known else {}
    for path in sorted(filter(is_feed, paths)):
        try:
            found = items_of(path, read(path))
        except ValueError:
            if strict:
                raise
            continue
        lists[path] = tuple(item.guid for item in found)
        for item in found:
            items.setdefault(item.guid, _first(item, before))
    return Feeds(items=items, lists=lists)


def _first(item: FeedItem, before: Mapping[str, FeedItem]) -> FeedItem:
    old = before.get(item.guid)
    return item.model_copy(update={"first_published": old.first_published}) if old else item


def items_of(path: str, data: bytes) -> list[FeedItem]:
    """The items of one feed, in its order. Raises ValueError for what is no feed of the format that its name says."""
    readers = {"rss": _rss, "atom": _atom, "json": _json}
    form = feed_format(f"/{path}") or ""
    try:
        return list(readers[form](data))
    except (ElementTree.ParseError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path} is no feed in {form}: {error}") from None


def _rss(data: bytes) -> Iterator[FeedItem]:
    for item in _root(data).iterfind("channel/item"):
        content = item.findtext(f"{_CONTENT}encoded") or item.findtext("description") or ""
        link = item.findtext("link") or ""
        date = item.findtext("pubDate")
        moment = parsedate_to_datetime(date) if date else _NEVER
        yield _item(item.findtext("guid") or link, link, item.findtext("title"), moment, content)


def _atom(data: bytes) -> Iterator[FeedItem]:
    for entry in _root(data).iterfind(f"{_ATOM}entry"):
        links = [x.get("href", "") for x in entry.iterfind(f"{_ATOM}link") if x.get("rel", "alternate") == "alternate"]
        date = entry.findtext(f"{_ATOM}published") or entry.findtext(f"{_ATOM}updated")
        content = entry.findtext(f"{_ATOM}content") or entry.findtext(f"{_ATOM}summary") or ""
        title, link = entry.findtext(f"{_ATOM}title"), links[0] if links else ""
        yield _item(entry.findtext(f"{_ATOM}id") or link, link, title, _moment(date), content)


def _json(data: bytes) -> Iterator[FeedItem]:
    for item in json.loads(data)["items"]:
        content = item.get("content_html") or item.get("content_text") or ""
        title, link = item.get("title"), item.get("url", "")
        yield _item(str(item["id"]), link, title, _moment(item.get("date_published")), content)


def _root(data: bytes) -> ElementTree.Element:
    """A feed has no document type: nothing in it can grow (entities) or be fetched."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("it has a document type")
    return ElementTree.fromstring(data)


def _moment(text: str | None) -> dt.datetime:
    return dt.datetime.fromisoformat(text) if text else _NEVER


def to_the_second(moment: dt.datetime) -> dt.datetime:
    """RSS knows no fractions (RFC 822), so that no format has them here."""
    return moment - dt.timedelta(microseconds=moment.microsecond)


def _item(guid: str, url: str, title: str | None, date: dt.datetime, content: str) -> FeedItem:
    published = to_the_second(date if date.tzinfo else dt.datetime.combine(date.date(), date.time(), dt.UTC))
    post = _POST.fullmatch(guid.strip())
    text = "\0".join((title or "", url, content)).encode("utf-8", "surrogatepass")
    return FeedItem(
        id=post[1] if post else guid.strip(),
        guid=guid.strip(),
        url=url,
        title=" ".join((title or "").split()),
        published=published,
        first_published=published,
        hash=hashlib.sha256(text).hexdigest()[:16],
    )
