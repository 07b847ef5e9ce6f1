"""HTML as a browser sees it, held against what may be published.

The parser of HTML5 is html5ever, by way of nh3 (the specification's tree construction, no allow-list used here). lxml's
older parser reads the same text beside it: what only one of two parsers sees is a hole for the other's readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import nh3
from lxml import html as lxml_html

from tests.fuzz.attributes import SCHEMES, check_attribute

EARLY = (Path(__file__).parents[2] / "theme/templates/partials/early.js").read_text(encoding="utf-8").rstrip("\n")
BEGIN, END = "<!--wp:begin-->", "<!--wp:end-->"
VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
RAW = frozenset(["iframe", "noscript", "noembed", "noframes", "xmp", "style", "script"])
BANNED = frozenset(
    (
        "script style base meta link object embed applet frame frameset form animate set main html head body "
        "plaintext xmp noembed noframes textarea portal"
    ).split()
)
EMBEDS = frozenset(["video", "audio", "svg", "math", "input", "button", "select", "template", "noscript"])
_HEAD = frozenset(["meta", "title", "link", "script"])
_MINE = re.compile(r"src=/theme/js/(?:address|copy|search|theme)(?:\.[0-9a-f]{8})?\.js")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"]|\"[^\"]*\")*)>")
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_LETTERS = set("abcdefghijklmnopqrstuvwxyz-_:0123456789")
_KNOWN = {*SCHEMES, "data", "javascript", "vbscript", "file", "blob", "ftp", "about", "livescript"}


Attribute = tuple[str, str, str]
"""Tag, name, value: as a parser gives it, character references decoded."""


def seen(html: str, found: list[Attribute] | None = None) -> str:
    """The tree that a browser builds of `html` inside of <body>, written out. found: gets its attributes."""
    kept: list[Attribute] = [] if found is None else found

    def told(tag: str, name: str, value: str) -> str:
        kept.append((tag, name, value))  # nothing is judged here: nh3 swallows what its caller raises
        return value

    tags = {match[1].lower() for match in _NAME.finditer(html)} - {"html", "head", "body"}
    tags |= {"img", "p", "tbody", "tr", "colgroup"}  # what browsers make of <image>, of </p>, of <td> alone
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes=_LETTERS,
        attribute_filter=told,
        strip_comments=False,
        link_rel=None,
        url_schemes=_KNOWN,
    )


def check_inner(html: str, trusted: bool) -> None:
    """A fragment that goes into somebody else's page: it stays where it is put, and does nothing there."""
    framed = f'<article><div class="frame">{BEGIN}{html}{END}</div></article><footer>after</footer>'
    found: list[Attribute] = []
    _check_frame(framed, seen(framed, found), trusted)
    for attribute in (*found, *_attributes(f"<div>{html}</div>")):
        check_attribute(*attribute)


def check_page(page: str, trusted: bool) -> str:
    """A whole page with BEGIN and END about the article's body; gives its JSON-LD. Raises AssertionError."""
    for name in ("html", "head", "body"):
        assert len(re.findall(rf"<{name}[\s/>]", page, re.I)) == 1, f"more than one <{name}>"
    head, body = re.split(r"<body[^>]*>", page)
    found: list[Attribute] = []
    tree = seen(body, found)
    _check_frame(body, tree, trusted)
    outside = _outside(tree)
    for name, many in (("main", 1), ("article", 1), ("h1", 1), ("script", 0)):
        assert len(re.findall(rf"<{name}[ >]", outside)) == many, f"not {many} <{name}> about the body"
    inside_main = outside[outside.index("<main") : outside.index("</main>")]
    assert BEGIN in inside_main, "the article is not in main"
    assert 'class="site-footer"' not in inside_main, "the footer of the site is in main"
    for attribute in (*found, *_attributes(page)):
        check_attribute(*attribute)
    scripts = scripts_of(head)
    assert len(scripts) == 1, "not one script of JSON-LD"
    return scripts[0]


def _check_frame(html: str, tree: str, trusted: bool) -> None:
    """What stands about the body is the same whatever the body is, and the body opens and closes by itself."""
    assert tree.count(BEGIN) == tree.count(END) == 1, "a mark about the body is gone"
    assert tree.count("<!--") == 2, "a comment is published"
    assert _outside(tree) == seen(_outside(html)), "the body changes what stands about it"
    inner = tree.partition(BEGIN)[2].partition(END)[0]
    depth, refused = 0, BANNED if trusted else BANNED | EMBEDS
    for closing, tag in _tags(inner):
        assert tag not in refused, f"<{tag}> is published"
        depth += 0 if tag in VOID else -1 if closing else 1
        assert depth >= 0, f"</{tag}> closes what stands about the body"
    assert depth == 0, "the body leaves something open"


def _outside(text: str) -> str:
    return text.partition(BEGIN)[0] + BEGIN + END + text.partition(END)[2]


def _tags(tree: str) -> Iterator[tuple[bool, str]]:
    """(closing, name) of every tag of a written tree; what a browser takes for text to its end tag is passed over."""
    at = 0
    while match := _TAG.search(tree, at):
        closing, tag = bool(match[1]), match[2].lower()
        yield closing, tag
        at = match.end()
        if tag in RAW and not closing:
            at = max(at, tree.lower().find(f"</{tag}", at))


def _attributes(html: str) -> Iterator[Attribute]:
    for element in lxml_html.document_fromstring(html).iter():
        if isinstance(element.tag, str):
            for name, value in element.attrib.items():
                yield element.tag, str(name), str(value)


class _Head(HTMLParser):
    """The tags of <head> and what stands in its script."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in (*_HEAD, "html", "head"), f"<{tag}> in head"
        data = attrs == [("type", "application/ld+json")]
        if tag == "script":
            mine = not attrs or (
                attrs[0] == ("defer", None) and _MINE.fullmatch("".join(f"{k}={v}" for k, v in attrs[1:]))
            )
            assert data or mine, f"script {attrs}"
            self.scripts += [""] if data else []
        self.inside = "theme" if tag == "script" and not data else tag if tag in ("script", "title") else ""

    def handle_data(self, data: str) -> None:
        assert self.inside or not data.strip(), f"text in head: {data[:40]!r}"
        if self.inside == "theme":
            assert data == EARLY, f"a script of somebody else's: {data[:40]!r}"
        if self.inside == "script":
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def scripts_of(head: str) -> list[str]:
    """The text of every script in a head, which holds only what we write there."""
    parser = _Head()
    parser.feed(head.partition("<!doctype html>")[2].partition("</head>")[0])
    parser.close()
    return parser.scripts
