"""A body stays where it is put: what stands about it on a page or in a feed reader is the same whatever is in it.

The article is parsed by libxml2, which is older than HTML5; browsers build some trees otherwise (content of tables goes
before the table, a button ends the one before it), and a tag that closes too early there would close the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3

_BEGIN, _END = "<!--begin-->", "<!--end-->"
_BEFORE, _AFTER = "<article><div>", "</div></article><p>after</p>"
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)(?:[^>\"]|\"[^\"]*\")*>")
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RAW = frozenset(["iframe", "noscript"])
"""What browsers read as text to its end tag, and what of it `drop_active` lets through."""
_IMPLIED = frozenset(["article", "colgroup", "div", "img", "p", "tbody", "tr"])


_WORDS = "a abbr b br code del em i img ins kbd mark q s samp small span strong sub sup u"
_FLOW = f"{_WORDS} blockquote dl div h1 h2 h3 h4 h5 h6 hr ol p pre table ul"
_INSIDE = {
    "blockquote dd div li td th": _FLOW,
    "h1 h2 h3 h4 h5 h6 p pre dt a abbr b code del em i ins kbd mark q s samp small span strong sub sup u": _WORDS,
    "ul ol": "li",
    "dl": "dt dd",
    "table": "thead tbody",
    "thead tbody": "tr",
    "tr": "td th",
}
SURE = frozenset(
    [("", tag) for tag in _FLOW.split()]
    + [(outer, inner) for outers, inners in _INSIDE.items() for outer in outers.split() for inner in inners.split()]
)
"""(parent, child) as Markdown and careful writers nest them. A tree of these alone, written out, is the tree that
browsers read (HTML 13.2.6): no start tag here closes an element that it stands in, and none is read as text."""


def is_sure(nestings: set[tuple[str, str]]) -> bool:
    """Whether a body whose tags stand in each other in these ways only needs no look by `misread`."""
    return nestings <= SURE


def misread(html: str) -> str | None:
    """The first tag of a written body that browsers read otherwise, where that lets the body out of its frame.

    None where the body stays inside; that browsers add a <tbody> or end a <p> earlier is nobody's harm.
    """
    framed = f"{_BEFORE}{_BEGIN}{html}{_END}{_AFTER}"
    tree = _as_browsers_see(framed)
    before, _, rest = tree.partition(_BEGIN)
    inside, _, after = rest.partition(_END)
    if (before, after) == (_BEFORE, _AFTER) and _is_whole(inside):
        return None
    ours, theirs = ([tag for tag in _tags(text) if tag[1] != "tbody"] for text in (framed, tree))
    return next((mine[1] for mine, their in zip(ours, theirs, strict=False) if mine != their), "div")


def _as_browsers_see(html: str) -> str:
    """The tree of HTML5's own construction (html5ever, by way of nh3), written out, without attributes."""
    tags = {match[2].lower() for match in _TAG.finditer(html)} - {"html", "head", "body"}
    return nh3.clean(html, tags=tags | _IMPLIED, clean_content_tags=set(), attributes={}, strip_comments=False)


def _is_whole(inside: str) -> bool:
    """Whether everything that is opened is closed, and nothing else."""
    depth = 0
    for closing, tag in _tags(inside):
        depth += 0 if tag in _VOID else -1 if closing else 1
        if depth < 0:
            return False
    return depth == 0


def _tags(html: str) -> Iterator[tuple[bool, str]]:
    """(closing, name) of every tag."""
    at = 0
    while match := _TAG.search(html, at):
        closing, tag, at = bool(match[1]), match[2].lower(), match.end()
        yield closing, tag
        if tag in _RAW and not closing:
            at = max(at, html.lower().find(f"</{tag}", at))
