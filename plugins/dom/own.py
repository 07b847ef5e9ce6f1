"""Markdown's own tree, where it is the one that a parser would make of what Markdown writes.

Markdown builds a tree and writes it as HTML, which is parsed again: for raw HTML, of which the tree knows nothing, and
for all that a parser reads otherwise than it was meant. Most articles have neither. What is allowed here is known to
come back from libxml2 as it was, whatever the words are; all else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.entities import html5
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE, STX

from plugins.core.text import xml_safe
from plugins.dom.frame import SURE
from plugins.dom.trees import words_in

_ROOT = "div"
NESTINGS = SURE - {("a", "a")} | {(_ROOT, tag) for outer, tag in SURE if not outer}
"""(parent, child) that libxml2 takes as they are: it closes no element for the start tag of another one here."""
NAMES = frozenset("alt href id src start style title".split())
"""Attributes that Markdown gives. No class: an article that has some has footnotes, or a list of attributes."""
SIGNS = {f"&{name}": sign for name, sign in html5.items() if name.endswith(";")}
"""References to characters by name: what writers spell so, what typography makes of quotes, and "<" in code."""
_REFERENCE = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);", re.I)
"""What Markdown takes for a reference to a character; any other "&" it writes as one."""


def own_tree(root: Element, source: str, stash: Sequence[object]) -> Element | None:
    """The tree that Markdown made of `source`, made ready to be the article's; None, and no change, where a parser is
    needed. stash: what Markdown has put aside, for which placeholders stand in the tree."""
    if "<!--" in source or not all(kept in SIGNS for kept in stash):
        return None
    words = words_in(root)
    if not _is_known(root) or not _is_text(words, len(stash)):
        return None
    root.text = root[-1].tail = None  # white space there is not written
    if stash or "&" in words:
        _read_texts(root, [SIGNS[str(kept)] for kept in stash])
    _read_attributes(root)
    return root


def _is_known(root: Element) -> bool:
    """Whether tags, attributes and their values are such that a parser knows what is meant."""
    if not len(root) or _says(root.text) or _says(root[-1].tail):
        return False
    if not {(outer.tag, inner.tag) for outer in root.iter() for inner in outer} <= NESTINGS:
        return False
    given = [pair for element in root.iter() for pair in element.items()]
    return all(name in NAMES and type(value) is str and _is_text(value) for name, value in given)


def _is_text(text: str, kept: int = 0) -> bool:
    """Whether a text has no reference that has no name, no sign that XML does not know, and no placeholder but for the
    first `kept` things that were put aside."""
    if STX in text:
        text = HTML_PLACEHOLDER_RE.sub(lambda found: "" if int(found[1]) < kept else found[0], text)
    return xml_safe(text) == text and ("&" not in text or SIGNS.keys() >= {*_REFERENCE.findall(text)})


def _says(text: str | None) -> bool:
    return text is not None and text.strip() != ""


def _read_texts(root: Element, kept: Sequence[str]) -> None:
    for element in root.iter():
        if element.text:
            element.text = _read(element.text, kept)
        if element.tail:
            element.tail = _read(element.tail, kept)


def _read(text: str, kept: Sequence[str] = ()) -> str:
    """A text as a parser reads it: each sign in place of the reference to it, or of its placeholder."""
    if "&" in text:
        text = _REFERENCE.sub(lambda found: SIGNS[found[0]], text)
    return HTML_PLACEHOLDER_RE.sub(lambda found: kept[int(found[1])], text) if STX in text else text


def _read_attributes(root: Element) -> None:
    """Attributes in the order in which Markdown writes them."""
    for element in root.iter():
        if element.keys():
            given = sorted(element.items())
            element.attrib.clear()
            element.attrib.update((name, _read(value)) for name, value in given)
