"""How feedgen writes an item, learned from it once for each shape of item and filled in for all others of that shape.

feedgen makes an element for each of some forty values, which takes ten times as long as to join their texts. What it
makes of a sample with a mark in the place of each value tells what stands between them, and what follows a mark there
tells how the value is escaped: of RSS and Atom nothing is said here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from itertools import count

from plugins.feeds.item import Author, Category, Item

Shape = tuple[int, int, bool]
"""What all items of one mould have alike: how many authors and categories, and whether an image."""
Date = Callable[[dt.datetime], str]
"""How a format writes a moment."""

_MARK = '\ue000{}\ue001&"'
_PLACE = re.compile('\ue000([0-9]+)\ue001(&[a-z0-9#;&]*?(?:"|&quot;))', re.I)
_PUBLISHED, _UPDATED = (dt.datetime(year, 2, 3, 4, 5, 6, tzinfo=dt.UTC) for year in (2001, 2002))
_SIZE = 314_159_265_358_979


@dataclass(frozen=True, slots=True)
class Mould:
    """begin: what stands before the first value; rest: which value, how it is escaped, what stands after it."""

    begin: str
    rest: tuple[tuple[int, Callable[[str], str], str], ...]

    def filled(self, item: Item, date: Date) -> str:
        """An item of the mould's shape, as feedgen writes it."""
        values = _values(item, date)
        return self.begin + "".join([way(values[at]) + after for at, way, after in self.rest])


def shape_of(item: Item, language: str) -> Shape | None:
    """None for an item of which no mould is made: feedgen leaves out what is empty, and says a language only where it
    is not the feed's (language)."""
    if item.language != language or not all(_values(item, str)):
        return None
    return len(item.authors), len(item.categories), bool(item.image)


def sample(item: Item) -> Item:
    """An item of the shape of `item` with a mark in the place of each value, or one that no text holds by chance."""
    marks = map(_MARK.format, count())
    return replace(
        item,
        id=next(marks),
        url=next(marks),
        title=next(marks),
        summary=next(marks),
        html=next(marks),
        published=_PUBLISHED,
        updated=_UPDATED,
        authors=tuple(Author(next(marks), next(marks)) for _ in item.authors),
        categories=tuple(Category(next(marks), next(marks), next(marks)) for _ in item.categories),
        image_url=next(marks),
        image=replace(item.image, type=next(marks), size=_SIZE) if item.image else None,
    )


def _values(item: Item, date: Date) -> list[str]:
    """Every value that is written of an item, in the order of the marks; last those that are no texts."""
    authors = [text for author in item.authors for text in (author.name, author.url)]
    categories = [text for one in item.categories for text in (one.term, one.label, one.scheme)]
    texts = [item.id, item.url, item.title, item.summary, item.html, *authors, *categories]
    image = [item.image_url, item.image.type, str(item.image.size)] if item.image else []
    return [*texts, *image, date(item.published), date(item.updated)]


def mould(written: str, of: Item, date: Date) -> Mould:
    """The mould of a sample's shape. written: the sample (of) as feedgen writes it."""
    last = len(_values(of, date)) - 1
    numbers = {date(of.updated): last, date(of.published): last - 1, str(_SIZE): last - 2}
    for number, at in numbers.items():
        written = written.replace(number, _text(_MARK.format(at)))
    begin, *rest = _PLACE.split(written)
    places = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    return Mould(begin, tuple((int(at), _WAYS[way], after) for at, way, after in places))


def plainly(xml: str) -> str:
    """Escaped text with & and < as hexadecimal character references: the same to XML, but some reader apps look at the
    bytes to tell text from HTML (RSS Advisory Board, RSS Best Practices Profile, "Character Data")."""
    return xml.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def _text(value: str) -> str:
    """As lxml writes text."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(value: str) -> str:
    """As lxml writes the value of an attribute."""
    return _text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


_WAYS: dict[str, Callable[[str], str]] = {
    '&amp;"': _text,
    "&amp;&quot;": _attribute,
    '&#x26;"': lambda value: plainly(_text(value)),
    "&#x26;&quot;": lambda value: plainly(_attribute(value)),
    '&amp;amp;"': lambda value: _text(escape(value, quote=False)),
}
"""What has become of the &" of a mark → how a value is escaped in its place."""
