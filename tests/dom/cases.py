"""What all tests of this room use: an article filled as it was written, its Problems as short lines."""

from __future__ import annotations

from plugins.core.body import fill, slots
from plugins.dom.article import Parsed, parse_article
from plugins.dom.convert import tree_or_html
from plugins.dom.extensions import EXTENSIONS

FIRST_LINE = 10


EMBEDS = frozenset(["x.example"])
"""The hosts whose videos may be shown."""


def parse(source: str, trusted: bool = True) -> Parsed:
    """`source` as the body of a file, beginning on line 10."""
    return parse_article(source, "posts/a.md", FIRST_LINE, trusted, embeds=EMBEDS)


def convert(source: str, extensions: tuple[str, ...] = EXTENSIONS, *_: object) -> str:
    """The HTML that Markdown writes, whatever would do."""
    html = tree_or_html(source, extensions, lambda given: False)
    assert isinstance(html, str)
    return html


def html_of(source: str, trusted: bool = True) -> str:
    """The body with every reference as it was written."""
    return fill(parse(source, trusted).body, lambda slot, reference: reference)


def told(source: str, trusted: bool = True) -> list[tuple[int, str, str]]:
    """The Problems: line, field, message."""
    return [(p.line, p.field, p.message) for p in parse(source, trusted).problems]


def lines_of(source: str, trusted: bool = True) -> list[tuple[str, int]]:
    """The first reference of each link and image, with its line."""
    return [(s.refs[0][1], s.line) for s in slots(parse(source, trusted).body) if s.kind != "anchor"]
