"""A body: finished HTML strings and slots. It is filled by joining, never by parsing, with one resolver per use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Literal, NamedTuple

SlotKind = Literal["link", "image", "anchor"]


class Slot(NamedTuple):
    """One start tag whose references are settled later. There are many, and a tuple is made without a line of Python.

    kind: link (leads somewhere), image (is fetched: img, source, video, audio, iframe), anchor (can be led to: any
    element with an id). refs: (attribute, reference as the writer wrote it); an anchor's is ("id", name). attrs: all
    other attributes, in order. line: in the source file, from 1. text: a link's words or an image's alt.
    """

    kind: SlotKind
    tag: str
    refs: tuple[tuple[str, str], ...]
    attrs: tuple[tuple[str, str], ...] = ()
    line: int = 1
    text: str = ""
    no_track: bool = False


Body = tuple[str | Slot, ...]
Resolver = Callable[[Slot, str], str | None]
"""(slot, one reference) → what to write for it; None leaves the attribute out."""

Plain = tuple[str | tuple[object, ...], ...]
"""A body in which a slot is the tuple of its values."""
_CANDIDATE = re.compile(r"[\s,]*+(\S*[^\s,])(?:\s+([^\s,][^,]*))?")
"""One candidate of a srcset: its URL, which may hold commas but end with none, and its descriptor (HTML 4.8.4.2)."""


def plain(body: Body) -> Plain:
    """A body as it is quickly packed and unpacked."""
    return tuple([part if isinstance(part, str) else tuple(part) for part in body])


def from_plain(body: Plain) -> Body:
    """What `plain` was given."""
    return tuple([part if isinstance(part, str) else tuple.__new__(Slot, part) for part in body])


def slots(body: Body) -> Iterator[Slot]:
    """The slots of a body, in order."""
    return (part for part in body if isinstance(part, Slot))


def references(slot: Slot) -> Iterator[str]:
    """Each single reference of a slot; a srcset has several."""
    for name, value in slot.refs:
        if name == "srcset":
            yield from (match[1] for match in _CANDIDATE.finditer(value))
        else:
            yield value


def fill(body: Body, resolve: Resolver) -> str:
    """The body as HTML, every reference given by `resolve`."""
    return "".join([part if isinstance(part, str) else _start_tag(part, resolve) for part in body])


def _start_tag(slot: Slot, resolve: Resolver) -> str:
    written = f"<{slot.tag}"
    for name, value in slot.refs:
        settled = _srcset(slot, value, resolve) if name == "srcset" else resolve(slot, value)
        if settled is not None:
            written += f' {name}="{escape(settled)}"'
    for name, value in slot.attrs:
        written += f' {name}="{escape(value)}"'
    return f"{written}>"


def _srcset(slot: Slot, value: str, resolve: Resolver) -> str | None:
    found = [(resolve(slot, match[1]), match[2] or "") for match in _CANDIDATE.finditer(value)]
    return ", ".join(f"{url} {size}".strip() for url, size in found if url) or None
