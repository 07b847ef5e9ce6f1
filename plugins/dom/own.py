"""Markdown's own tree, where it is the one that a parser would make of what Markdown writes.

Markdown builds a tree and writes it as HTML, which is parsed again: for raw HTML, of which the tree knows nothing, and
for all that a parser reads otherwise than it was meant. Most articles have neither. What is allowed here is known to
come back from libxml2 as it was, whatever the words are; all else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html.entities import html5
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE, STX

from plugins.core.text import xml_safe
from plugins.dom.frame import SURE
from plugins.dom.source import holds_comment
from plugins.dom.trees import words_in

Fit: TypeAlias = "Callable[[Sequence[Element]], bool]"
"""Has a say in whether a tree will do, by those of its elements that have attributes, as Markdown gave them."""
_ROOT = "div"
NESTINGS = SURE - {("a", "a")} | {(_ROOT, tag) for outer, tag in SURE if not outer}
"""(parent, child) that libxml2 takes as they are: it closes no element for the start tag of another one here."""
NAMES = frozenset("alt href id src start style title".split())
"""Attributes that Markdown gives. No class: an article that has some has footnotes, or a list of attributes."""
SIGNS = {f"&{name}": sign for name, sign in html5.items() if name.endswith(";")}
"""References to characters by name: what writers spell so, what typography makes of quotes, and "<" in code."""
_REFERENCE = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);", re.I)
"""What Markdown takes for a reference to a character; any other "&" it writes as one."""


_CODE = re.compile(r"<pre><code(?: class=\"([^\"<>&]*)\")?>([^<]*)</code></pre>")
"""A block of code between fences, as Markdown puts it aside."""
Kept: TypeAlias = "str | Element"


def own_tree(root: Element, source: str, stash: Sequence[object], is_fit: Fit) -> Element | None:
    """The tree that Markdown made of `source`, made ready to be the article's; None, and no change, where a parser is
    needed. stash: what Markdown has put aside, for which placeholders stand in the tree."""
    kept = [made for made in map(_kept, stash) if made is not None]
    words, elements = words_in(root), [*root.iter()]
    given = [element for element in elements if element.keys()]
    is_known = _is_known(root, elements) and _are_given(given) and _are_known(words, root, kept) and is_fit(given)
    if holds_comment(source) or len(kept) < len(stash) or not is_known:
        return None
    root.text = root[-1].tail = None  # white space there is not written
    if stash or "&" in words:
        _put_blocks(root, kept)
        _read_texts(root, kept)
    for element in given:
        _read_attributes(element)
    return root


def _kept(html: object) -> Kept | None:
    """What was put aside: a sign, or code in a block as it is written; None for all else."""
    if not isinstance(html, str) or html in SIGNS:
        return SIGNS.get(html) if isinstance(html, str) else None
    code = _CODE.fullmatch(html)
    if code is None or not _is_text(code[2]):
        return None
    element = Element("code", {"class": code[1]} if code[1] is not None else {})
    element.text = code[2]
    return element


def _is_known(root: Element, elements: Sequence[Element]) -> bool:
    """Whether tags stand in each other in such ways that a parser knows what is meant."""
    if not len(root) or _says(root.text) or _says(root[-1].tail):
        return False
    return {(outer.tag, inner.tag) for outer in elements if len(outer) for inner in outer} <= NESTINGS


def _are_given(given: Sequence[Element]) -> bool:
    """Whether attributes and their values are such."""
    pairs = [pair for element in given for pair in element.items()]
    if not all(name in NAMES and type(value) is str for name, value in pairs):
        return False
    return _is_text(" ".join([value for _, value in pairs]))  # no reference goes on behind a space


def _says(text: str | None) -> bool:
    return text is not None and text.strip() != ""


def _are_known(words: str, root: Element, kept: Sequence[Kept]) -> bool:
    """Whether the texts in `root` are such, and each block of code is to stand where a paragraph holds nothing else."""
    places = [int(place) for place in HTML_PLACEHOLDER_RE.findall(words)] if STX in words else []
    if not _is_text(HTML_PLACEHOLDER_RE.sub("", words) if places else words) or max(places, default=-1) >= len(kept):
        return False
    blocks = sum(isinstance(kept[place], Element) for place in places)
    return not blocks or blocks == sum(_block(element, kept) is not None for element in root.iter("p"))


def _is_text(text: str) -> bool:
    """Whether a text has no reference without a name and no sign that XML does not know; a placeholder has some."""
    return xml_safe(text) == text and ("&" not in text or SIGNS.keys() >= {*_REFERENCE.findall(text)})


def _block(element: Element, kept: Sequence[Kept]) -> Element | None:
    """The code that stands where this paragraph is."""
    place = HTML_PLACEHOLDER_RE.fullmatch(element.text or "")
    if not place or len(element) or element.keys():
        return None
    found = kept[int(place[1])]
    return found if isinstance(found, Element) else None


def _put_blocks(root: Element, kept: Sequence[Kept]) -> None:
    for element in [*root.iter("p")]:
        code = _block(element, kept)
        if code is not None:
            element.tag, element.text = "pre", None
            element.append(code)


def _read_texts(root: Element, kept: Sequence[Kept]) -> None:
    for element in root.iter():
        if element.text:
            element.text = _read(element.text, kept)
        if element.tail:
            element.tail = _read(element.tail, kept)


def _read(text: str, kept: Sequence[Kept] = ()) -> str:
    """A text as a parser reads it: each sign in place of the reference to it, or of its placeholder."""
    if "&" in text:
        text = _REFERENCE.sub(lambda found: SIGNS[found[0]], text)
    return HTML_PLACEHOLDER_RE.sub(lambda found: str(kept[int(found[1])]), text) if STX in text else text


def _read_attributes(element: Element) -> None:
    """Attributes in the order in which Markdown writes them."""
    given = sorted(element.items())
    if len(given) > 1:
        element.attrib.clear()
    elif "&" not in given[0][1] and STX not in given[0][1]:
        return  # as it is, like nearly every link
    for name, value in given:
        element.set(name, _read(value))
