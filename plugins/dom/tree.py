"""One parsed article, on its way through the passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.core.errors import Problem
from plugins.core.post import Heading

_PARSER = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_OUTER = re.compile(r"</?(?:html|head|body)(?:\s[^<>]*)?/?>", re.I)
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)", re.M | re.S
)


@dataclass(slots=True)
class Tree:
    """What a pass may change: `root` holds the article; headings and Problems are collected on the way."""

    root: HtmlElement
    path: str
    source: str
    first_line: int = 1
    headings: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _masked: str | None = None
    cursors: dict[str, int] = field(default_factory=dict)

    def elements(self, *tags: str) -> Iterator[HtmlElement]:
        """The elements with these tag names, in document order, safe against changes while iterating."""
        return iter([el for el in self.root.iter(*tags) if el is not self.root])

    def line_of(self, reference: str) -> int:
        """The source line where `reference` stands; asked again, the next one. Code is passed over.

        Markdown forgets lines, so a reference is looked up in the source in document order: right for inline links
        and images, the definition's line for links by reference, the article's first line where nothing is found.
        """
        for spelling in (reference, reference.replace("&", "&amp;")):
            at = self._text.find(spelling, self.cursors.get(spelling, 0)) if spelling else -1
            at = self._text.find(spelling) if spelling and at < 0 else at
            if at >= 0:
                self.cursors[spelling] = at + len(spelling)
                return self.first_line + self._text.count("\n", 0, at)
        return self.first_line

    def problem(self, line: int, field_name: str, message: str, hint: str = "", warning: bool = False) -> None:
        severity = "warning" if warning else "error"
        self.problems.append(Problem(self.path, line, field_name, message, hint, severity))  # type: ignore[arg-type]

    @property
    def _text(self) -> str:
        if self._masked is None:
            self._masked = _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), self.source)
        return self._masked


def parse(html: str, path: str, source: str, first_line: int) -> Tree:
    """The one parse of an article. libxml2 never refuses: what is unclosed is closed at the end of the article."""
    inner = _OUTER.sub("", html)
    document = lxml_html.document_fromstring(f"<html><body>{inner}</body></html>", parser=_PARSER)
    body = document.find("body")
    return Tree(root=body if body is not None else document, path=path, source=source, first_line=first_line)
