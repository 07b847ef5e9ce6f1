"""One parsed article, on its way through the passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import TypeAlias
from xml.etree.ElementTree import Element

import regex
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.core.errors import Problem
from plugins.core.post import Heading
from plugins.core.records import dataclass
from plugins.core.text import xml_safe
from plugins.dom.source import headings, letters, without_code

_PARSER = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))  # no other for forms: slow
_OUTER = regex.compile(r"</?(?:html|head|body)(?=[\s/>])(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*+>", re.I)
END = "</body></html>"
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,9})|0*([0-9]+));?", re.I)
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda reference: reference,
    lambda reference: reference.replace("&", "&amp;"),
    lambda reference: reference.removeprefix("mailto:"),
)
"""How a reference may be written in the source; the first is right for nearly all."""

Node: TypeAlias = "HtmlElement | Element"
"""An element as the parser gives it, or Markdown's own. Both have text, tail, attributes and children; who asks for
more (a parent, an XPath) asks for an HtmlElement, and sees to it that there is one."""


@dataclass(slots=True)
class Tree:
    """What a pass may change: `root` holds the article; headings and Problems are collected on the way."""

    root: Node
    path: str
    source: str
    first_line: int = 1
    embeds: frozenset[str] = frozenset()
    headings: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cursors: dict[str, int] = field(default_factory=dict)
    _masked: str | None = None
    _heads: list[tuple[int, str]] | None = None
    _found: list[Node] = field(default_factory=list)
    _given: list[Node] | None = None
    _is_current: bool = False
    _tags: frozenset[str] = frozenset()

    def elements(self, *tags: str) -> Iterator[Node]:
        """The elements with these tag names, in document order, safe against changes while iterating."""
        found = self._all()
        if not tags:
            return iter(found)
        wanted = self._tags.intersection(tags)
        return iter([element for element in found if element.tag in wanted] if wanted else ())

    def given(self) -> Iterator[Node]:
        """The elements that the writer or Markdown gave attributes; of those that a pass did, only some. As safe."""
        found = self._all()
        if self._given is None:
            self._given = [element for element in found if element.keys()]
        return iter(self._given)

    def parsed(self, *tags: str) -> Iterator[HtmlElement]:
        """The same, of a tree that a parser gave: for what Markdown's own never has."""
        if isinstance(self.root, Element):
            return iter(())
        return (element for element in self.elements(*tags) if isinstance(element, HtmlElement))

    def changed(self) -> None:
        """To be called by who takes elements out, puts some in or names them otherwise."""
        self._is_current = False

    def _all(self) -> list[Node]:
        """All elements but the root; kept, for lxml makes each element anew when nobody holds it."""
        if not self._is_current:
            self._is_current, self._given = True, None
            self._found = list(self.root.iter())[1:]
            self._tags = frozenset([element.tag for element in self._found])
        return self._found

    def line_of(self, reference: str) -> int:
        """The source line where `reference` stands; asked again, the next one. Code is passed over.

        Markdown forgets lines, so a reference is looked up in the source in document order: right for inline links
        and images, the definition's line for links by reference, the article's first line where nothing is found.
        """
        if not reference:
            return self.line_where("]()")
        for spell in _SPELLINGS:
            line = self._next(spell(reference), self._is_address)
            if line:
                return line
        return self.line_where(reference)

    def line_where(self, words: str) -> int:
        """The line where `words` stand, in any spelling of case; asked again, the next one."""
        return self._next(words.lower(), lambda start, end: True, self._text.lower()) or self.first_line

    def line_of_heading(self, words: str) -> int:
        """The line of the next heading with these words; signs do not count, for markup and typography change them."""
        if self._heads is None:
            self._heads = list(headings(self.source, self._text))
        first, sought = self.cursors.get("#", 0), letters(words)
        for n, said in self._heads:
            if n >= first and sought in said:
                self.cursors["#"] = n + 1
                return self.first_line + n
        return self.line_where(words)

    def _next(self, words: str, fits: Callable[[int, int], bool], text: str | None = None) -> int | None:
        text = self._text if text is None else text
        for start in (self.cursors.get(words, 0), 0):
            at = text.find(words, start) if words else -1
            while at >= 0:
                end = at + len(words)
                if fits(at, end):
                    self.cursors[words] = end
                    return self.first_line + text.count("\n", 0, at)
                at = text.find(words, end)
        return None

    def _is_address(self, start: int, end: int) -> bool:
        """Whether a link, an image, an attribute or a definition has its address here: not the middle of another."""
        before = self._text[max(0, start - 20) : start]
        opened = before.endswith("<") or before.rstrip(" \t\n<\"'").endswith(("](", "]:", "="))
        return opened and self._text[end : end + 1] in " \t\n)>\"'"

    def problem(self, line: int, field_name: str, message: str, hint: str = "", warning: bool = False) -> None:
        severity = "warning" if warning else "error"
        self.problems.append(Problem(self.path, line, field_name, message, hint, severity))  # type: ignore[arg-type]

    @property
    def _text(self) -> str:
        if self._masked is None:
            self._masked = without_code(self.source)
        return self._masked


def words_of(element: Node) -> str:
    """The text of an element, without the marks of its footnotes."""
    if not len(element):
        return element.text or ""
    if isinstance(element, Element) or not any(map(is_mark, element.iter("a"))):  # no tree of Markdown's own has marks
        return "".join(element.itertext())
    return "".join(map(str, element.xpath(".//text()[not(ancestor::a[starts-with(@class, 'footnote-')])]")))


def is_mark(element: Node) -> bool:
    """Whether an element is the mark of a footnote, or the way back from one."""
    return element.tag == "a" and str(element.get("class") or "").startswith("footnote-")


def parse(html: str, path: str, source: str, first_line: int) -> Tree:
    """The one parse of an article. libxml2 never refuses: what is unclosed is closed at the end of the article."""
    inner, smuggled = _sound(_OUTER.sub("", html))
    document = lxml_html.document_fromstring(f"<html><body>{inner}{END}", parser=_PARSER)
    body = document.find("body")
    tree = Tree(root=body if body is not None else document, path=path, source=source, first_line=first_line)
    for reference in smuggled:
        message = f"the character reference {reference[:20]} stands for a control character"
        tree.problem(tree.line_where(reference.rstrip(";")), "text", message, "Delete it; feed readers refuse it.")
    return tree


def _sound(html: str) -> tuple[str, list[str]]:
    """`html` without what XML, and so lxml and a feed, cannot hold; and the character references that stood for it."""
    smuggled: list[str] = []

    def keep(match: re.Match[str]) -> str:
        code = int(match[1], 16) if match[1] else int(match[2][:9])
        if 0 < code <= 0x10FFFF and xml_safe(chr(code)):
            return match[0]
        smuggled.append(match[0])
        return ""

    return _REFERENCE.sub(keep, xml_safe(html)), smuggled
