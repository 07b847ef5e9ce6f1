"""Items after a model: the library writes one item of each shape, and every other one of that shape is the same with
its own words. To make a tree of elements for each takes ten times as long.

Items have one shape where the same texts are there, and the same are empty. In a model each text is a mark, which holds
the two characters that tell what place it stands in: how they are written is how a text is to be written there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from html import escape

from plugins.core.dates import posted
from plugins.core.post import Picture
from plugins.core.records import dataclass
from plugins.feeds.item import Author, Category, Item

Words = dict[str, str]
"""Name of a place → its text, not escaped."""
Escape = Callable[[str], str]
Piece = tuple[str, Escape, str]
"""What stands before a place, how its text is written, the name of the place."""
_MARK = re.compile('\ue000(&[^\ue000]*?(?:"|&quot;))([a-z]+[0-9]*)\ue000')
_PUBLISHED, _UPDATED = dt.datetime(2001, 2, 3, 4, 5, 6, tzinfo=dt.UTC), dt.datetime(2007, 8, 9, tzinfo=dt.UTC)
_SIZE = 31_415_926_535
_NUMBERS = {
    _PUBLISHED.isoformat(): "published",
    _UPDATED.isoformat(): "updated",
    posted(_PUBLISHED): "posted",
    str(_SIZE): "size",
}
"""What no mark can be in, as a model has it → the name of the place."""


def plainly(xml: str) -> str:
    """Escaped text with & and < as hexadecimal character references: the same to XML, but some reader apps look at the
    bytes to tell text from HTML (RSS Advisory Board, RSS Best Practices Profile, "Character Data")."""
    return xml.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _html(text: str) -> str:
    return _text(escape(text, quote=False))


_ESCAPES: Mapping[str, Escape] = {
    '&amp;"': _text,
    '&amp;amp;"': _html,
    "&amp;&quot;": _attribute,
    '&#x26;"': lambda text: plainly(_text(text)),
    "&#x26;&quot;": lambda text: plainly(_attribute(text)),
}
"""How the two characters of a mark are written → how any text is in its place."""


@dataclass(frozen=True, slots=True)
class _Model:
    pieces: tuple[Piece, ...]
    end: str


class Models:
    """The models of one library. write: format → an item in it, which follows from the item alone, but for whether it
    is in the language given."""

    def __init__(self, write: Callable[[Item, str], Mapping[str, str]]) -> None:
        self._write = write
        self._known: dict[tuple[object, ...], Mapping[str, _Model]] = {}

    def written(self, item: Item, language: str) -> dict[str, str]:
        """What `write` gives for an item, whose texts are as it promises. language: of the feed."""
        words = _words(item)
        shape = (*words, *map(bool, words.values()), item.language == language)
        if shape not in self._known:
            marked = _marked(item, words, language)
            self._known[shape] = {form: _model(text) for form, text in self._write(marked, language).items()}
        done: dict[tuple[Escape, str], str] = {}  # the content is long, and written in the same way in several formats
        return {form: _filled(model, words, done) for form, model in self._known[shape].items()}


def _words(item: Item) -> Words:
    """Every text of an item by the name of its place."""
    found = {"id": item.id, "url": item.url, "title": item.title, "summary": item.summary, "html": item.html}
    found |= {"published": item.published.isoformat(), "updated": item.updated.isoformat()}
    found |= {"posted": posted(item.published), "language": item.language}
    for at, author in enumerate(item.authors):
        found |= {f"author{at}": author.name, f"page{at}": author.url}
    for at, one in enumerate(item.categories):
        found |= {f"term{at}": one.term, f"label{at}": one.label, f"scheme{at}": one.scheme}
    if item.image:
        found |= {"image": item.image_url, "type": item.image.type, "size": str(item.image.size)}
    return found


def _marked(item: Item, words: Words, language: str) -> Item:
    """An item of the same shape, whose texts are marks."""
    mark = {name: f'\ue000&"{name}\ue000' if text else "" for name, text in words.items()}
    authors = (Author(mark[f"author{at}"], mark[f"page{at}"]) for at in range(len(item.authors)))
    places = range(len(item.categories))
    categories = (Category(mark[f"term{at}"], mark[f"label{at}"], mark[f"scheme{at}"]) for at in places)
    return Item(
        **{name: mark[name] for name in ("id", "url", "title", "summary", "html")},
        published=_PUBLISHED,
        updated=_UPDATED,
        language=language if item.language == language else mark["language"],
        authors=tuple(authors),
        categories=tuple(categories),
        image=Picture("", "", _SIZE, mark["type"]) if item.image else None,
        image_url=mark.get("image", ""),
        post=item.post,
    )


def _model(text: str) -> _Model:
    for written, name in _NUMBERS.items():
        text = text.replace(written, f'\ue000&amp;"{name}\ue000')
    *parts, end = _MARK.split(text)
    pieces = zip(parts[::3], (_ESCAPES[told] for told in parts[1::3]), parts[2::3], strict=True)
    return _Model(tuple(pieces), end)


def _filled(model: _Model, words: Words, done: dict[tuple[Escape, str], str]) -> str:
    parts: list[str] = []
    for before, write, name in model.pieces:
        if (write, name) not in done:
            done[write, name] = write(words[name])
        parts += before, done[write, name]
    return "".join(parts) + model.end
