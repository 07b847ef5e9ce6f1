"""Markdown's last walks over the tree of an article, each left out or shortened where it changes nothing."""

from __future__ import annotations

from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.serializers import BOOLEAN_ATTRIBUTES, RE_AMP, to_html_string  # type: ignore[attr-defined]
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX

_RAW = ("script", "style")
_BOOLEAN = BOOLEAN_ATTRIBUTES["html"]


def words_in(root: Element) -> str:
    """All text below an element, of code too, without what stands in attributes."""
    return "".join(root.itertext())


class QuickAttributes(AttrListTreeprocessor):
    """Lists of attributes in braces: none where no brace is."""

    def run(self, root: Element) -> None:
        if "{" in words_in(root):
            super().run(root)


class QuickUnescape(UnescapeTreeprocessor):
    """What a backslash protected."""

    def run(self, root: Element) -> None:
        values = [value for element in root.iter() for _, value in element.items() if value and STX in value]
        if values or self._is_in(words_in(root)):
            super().run(root)

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text

    def _is_in(self, text: str) -> bool:
        """Most placeholders are no escapes: they stand for quotes and dashes."""
        return STX in text and self.RE.search(text) is not None


class QuickPrettify(PrettifyTreeprocessor):
    """Line ends between blocks."""

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802
        """As Markdown's; for an element that holds none, of which most blocks are, it does not call itself."""
        blocks = self.md.levels()  # type: ignore[attr-defined]
        if elem.tag not in ("code", "pre") and blocks[elem.tag]:
            if len(elem) and (not elem.text or elem.text.isspace()) and blocks[elem[0].tag]:
                elem.text = "\n"
            for child in elem:
                if blocks[child.tag]:
                    if len(child):
                        self._prettifyETree(child)
                    elif not child.tail or child.tail.isspace():
                        child.tail = "\n"
        if not elem.tail or elem.tail.isspace():
            elem.tail = "\n"


def to_html(root: Element) -> str:
    """An element, with what stands in it and behind it, as Markdown writes HTML."""
    parts: list[str] = []
    _write(root, parts)
    return "".join(parts)


def _write(element: Element, parts: list[str]) -> None:
    tag, text = element.tag, element.text
    if not isinstance(tag, str):  # a comment, a processing instruction: no Markdown makes one
        parts.append(to_html_string(element))
        return
    given = element.items()
    parts.append(f"<{tag}{''.join([_attribute(*pair) for pair in sorted(given)])}>" if given else f"<{tag}>")
    if text:
        parts.append(text if tag.lower() in _RAW else _escaped(text))
    for child in element:
        _write(child, parts)
    if tag.lower() not in HTML_EMPTY:
        parts.append(f"</{tag}>")
    if element.tail:
        parts.append(_escaped(element.tail))


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return f" {name}"
    value = _escaped(value).replace('"', "&quot;")
    return f" {value}" if name == value and name in _BOOLEAN else f' {name}="{value}"'


def _escaped(text: str) -> str:
    """Without markup; what is a reference already stays one."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
