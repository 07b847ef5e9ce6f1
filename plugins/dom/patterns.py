"""Markdown's two dearest inline patterns with a short way for how they are written most: [words](address), *words*.

Markdown reads links letter by letter, and emphasis with a stack of everything that may begin or end one. What does not
look like the plain form is left to it.
"""

from __future__ import annotations

import re
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import LINK_RE, DelimiterProcessor, LinkInlineProcessor

Found: TypeAlias = tuple[Element | str | None, int | None, int | None]
"""What a pattern made of a match, where that begins and where it ends."""

_LINK = re.compile(r"([^\[\]]*)\]\(([^\s()<>\"'\x02]+)\)")
"""What stands behind the opening bracket: words without brackets, an address that nobody could read as a title or as
having an end elsewhere, or as holding a placeholder."""

_EMPHASIS = re.compile(r"(?<!\*)(\*\*?)(?![\s*])([^*_]*[^*_\s])\1(?!\*)")
"""One or two asterisks, and as many behind the words; in these is no sign of other emphasis."""
_SIGNS = r"\*|_"


_BRACKET = re.compile(r"\[(?<!!\[)", re.S)
"""LINK_RE: a bracket without "!" before it. What begins with a letter of its own is found four times as fast."""


class QuickLink(LinkInlineProcessor):
    """Links with an address in parentheses."""

    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802
        """What finds the opening brackets."""
        return _BRACKET if self.pattern == LINK_RE else super().getCompiledRegExp()

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """The link that begins with the bracket `m`, where it begins and ends; None for each where it is none."""
        plain = _LINK.match(data, m.end())
        if plain is None:
            return super().handleMatch(m, data)
        link = Element("a", {"href": plain[2]})
        link.text = plain[1]
        return link, m.start(), plain.end()


class QuickEmphasis(DelimiterProcessor):
    """Emphasis by asterisks and underscores."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        """The outermost element that begins at `m`, where it begins and ends; no element where none does."""
        found = None if self.regions or self.pattern != _SIGNS else _EMPHASIS.match(data, m.start())
        if found is None:
            return super().handleMatch(m, data)
        element = Element(self.delimiters["*"].tags[len(found[1]) == 1])
        element.text = found[2]
        return element, found.start(), found.end()
