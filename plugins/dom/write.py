"""From the tree to a body: finished strings, and a slot for every start tag whose references are settled later."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from plugins.core.body import Body, Slot
from plugins.core.text import squeeze
from plugins.dom.tree import Node, Tree, is_mark

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
BLOCKS = frozenset(
    (
        "address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
        "header hr li ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_LEADS = frozenset(["a", "area"])
_LINKS = frozenset(["href", "xlink:href"])
_FETCHES = _LINKS | {"src", "srcset", "poster", "data"}
"""A link in an SVG may be spelled xlink:href; its <image> and <use> fetch what href names."""
_NAMES = frozenset(["id"])
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_.-]*")
_NO_TRACK = "data-no-track"
_BREAK = "\0"
"""Between the texts of two blocks; no text of a tree has one (XML 1.0, Char)."""


class Writer:
    """Collects the parts of one body, and its plain text beside them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.joined: list[str | Slot] = []
        self.strings: list[str] = []
        self.words: list[str] = []
        self.anchors: set[str] = set()
        self.nestings: set[tuple[str, str]] = set()

    def body(self) -> Body:
        """Everything below the tree's root, neighbouring strings joined."""
        self._inside(self.tree.root, "")
        self._join()
        return tuple(self.joined)

    def lines(self) -> list[list[str]]:
        """The words of the plain text, blocks on lines of their own."""
        lines = "".join(self.words).split(_BREAK)
        return [words for line in lines if line and (words := line.split())]

    def _join(self) -> None:
        if self.strings:
            self.joined.append("".join(self.strings))
            self.strings.clear()

    def _inside(self, element: Node, tag: str) -> None:
        if element.text:
            self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, tag)
            if child.tail:
                self._text(child.tail)

    def _element(self, element: Node, parent: str) -> None:
        tag = str(element.tag)
        start, end, is_block = _tags(tag)
        if not start:
            self._inside(element, parent)
            return
        self.nestings.add((parent, tag))
        if is_block:
            self.words.append(_BREAK)
        if tag in _LEADS or element.keys():
            self._start(element, tag)
        else:
            self.strings.append(start)
        said = len(self.words)
        if len(element):
            self._inside(element, tag)  # also of a void one: libxml2 takes what follows <wbr> for its content
        elif element.text:
            self._text(element.text)
        self.strings.append(end)
        if tag == "a" and is_mark(element):
            del self.words[said:]
        if is_block:
            self.words.append(_BREAK)

    def _text(self, text: str) -> None:
        special = "&" in text or "<" in text or ">" in text
        self.strings.append(escape(text, quote=False) if special else text)
        self.words.append(text)

    def _start(self, element: Node, tag: str) -> None:
        attrs = [pair for pair in element.items() if _is_attribute(pair[0])]
        found = dict(attrs)
        if "id" in found:
            self.anchors.add(found["id"])
        if tag in _LEADS:
            said = "".join(element.itertext())
            self._slot("link", tag, attrs, _LINKS, squeeze(said) or self._alt(element))
        elif not _FETCHES.isdisjoint(found):
            self._slot("image", tag, attrs, _FETCHES, found.get("alt", ""))
        elif "id" in found:
            self._slot("anchor", tag, attrs, _NAMES, "")
        else:
            self.strings.append(_written(tag, tuple(attrs)))

    def _slot(self, kind: str, tag: str, attrs: list[tuple[str, str]], names: frozenset[str], text: str) -> None:
        refs = [(k, v.strip()) for k, v in attrs if k in names]
        rest = [pair for pair in attrs if pair[0] not in names]
        no_track = _NO_TRACK in [k for k, _ in rest]
        if no_track:
            rest = [pair for pair in rest if pair[0] != _NO_TRACK]
        line = self.tree.line_of(refs[0][1]) if refs and kind != "anchor" else self.tree.first_line
        self._join()
        self.joined.append(Slot(kind, tag, tuple(refs), tuple(rest), line, text, no_track))  # type: ignore[arg-type]

    def _alt(self, element: Node) -> str:
        return squeeze(" ".join(str(image.get("alt") or "") for image in element.iter("img")))


@lru_cache(maxsize=500)
def _tags(tag: str) -> tuple[str, str, bool]:
    """The start tag without attributes and the end tag, "" where there is none; and whether it is a block's. Neither
    where the name is none of HTML's."""
    if not _is_attribute(tag) or ":" in tag:
        return "", "", False
    return f"<{tag}>", "" if tag in VOID else f"</{tag}>", tag in BLOCKS


@lru_cache(maxsize=500)
def _written(tag: str, attrs: tuple[tuple[str, str], ...]) -> str:
    """A start tag that leads nowhere; most are those of tables and code, with the same attributes everywhere."""
    written = "".join([f' {name}="{escape(value)}"' for name, value in attrs])
    return f"<{tag}{written}>"


@lru_cache(maxsize=500)
def _is_attribute(name: str) -> bool:
    return _NAME.fullmatch(name) is not None
