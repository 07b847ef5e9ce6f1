"""Where a page leads and what it fetches: every reference in its HTML, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from bs4 import Tag

from plugins.core.body import Slot, references
from plugins.core.records import dataclass

_PLACES = ("href", "src", "poster", "action", "formaction", "xlink:href")
_SETS = ("srcset", "imagesrcset")
_REFRESH = re.compile(r"(?i)^[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]*)")
_SHOWN = frozenset(["og:image", "og:url"])


@dataclass(frozen=True, slots=True)
class Ref:
    """One reference as it is written. tag: the element's name, "canonical" for the link of that name; line: in the
    written file, from 1."""

    url: str
    tag: str
    line: int = 1


def attr(tag: Tag, name: str) -> str:
    """An attribute's value without white space around it; "" where it is missing."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "").strip()


def refs_of(tags: Iterable[Tag], html: str) -> Iterator[Ref]:
    """All references of `tags`, which stand in document order, in the text `html`."""
    lines = _Lines(html)
    for tag in tags:
        canonical = tag.name == "link" and "canonical" in attr(tag, "rel").lower().split()
        for written, url in _references(tag):
            yield Ref(url, "canonical" if canonical else tag.name, lines.of(written))


def _references(tag: Tag) -> Iterator[tuple[str, str]]:
    """(value as written, one reference in it)"""
    yield from ((attr(tag, name), attr(tag, name)) for name in _PLACES if tag.has_attr(name))
    for name in _SETS:
        for url in references(Slot("image", tag.name, (("srcset", attr(tag, name)),))):
            yield attr(tag, name), url
    if tag.name == "object" and tag.has_attr("data"):
        yield attr(tag, "data"), attr(tag, "data")
    if tag.name == "meta":
        yield from _of_meta(tag)


def _of_meta(tag: Tag) -> Iterator[tuple[str, str]]:
    content = attr(tag, "content")
    if attr(tag, "property") in _SHOWN:
        yield content, content
    refresh = _REFRESH.match(content) if attr(tag, "http-equiv").lower() == "refresh" else None
    if refresh:
        yield content, refresh[1]


class _Lines:
    """The lines of attribute values, asked for in document order: one walk through the text for all of them."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def of(self, value: str) -> int:
        """The line of the next `value` in quotes; where it is spelled otherwise, that of the last one found."""
        spellings = dict.fromkeys((f'"{escape(value, quote=False)}"', f'"{value}"', f"'{value}'"))
        found = next((at for at in (self._text.find(s, self._at) for s in spellings) if at >= 0), -1)
        if found >= 0:
            self._line += self._text.count("\n", self._at, found)
            self._at = found
        return self._line
