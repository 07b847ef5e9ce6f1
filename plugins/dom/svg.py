"""What in an uploaded SVG, or other XML, would run, load or lead elsewhere when a reader opens it.

Browsers run script in any XML that has elements of SVG or XHTML, so data in XML is looked at too. References are held
against an allow-list: places in the file itself, files beside it, pictures and fonts carried within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_RUNS = frozenset("script foreignobject handler listener iframe embed object applet audio video".split())
_ANIMATES = frozenset("animate set animatecolor animatetransform animatemotion".split())
_REFERENCES = frozenset("href src base action formaction ping attributionsrc".split())
_TELLING = frozenset(["export-filename", "absref", "docbase"])
"""What drawing programs write beside the drawing: where it lay on the machine that made it."""
_DECLARED = re.compile(rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet")
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([^"']*)["']""")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_RUNNING = re.compile(r"(?:^|[;,])(?:java|vb|live)script:", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+:", re.I)
_CARRIED = re.compile(
    r"data:(?:image/(?:png|jpe?g|gif|webp|avif)|font/[a-z0-9]+|application/(?:x-)?font-[a-z0-9-]+)[;,]", re.I
)
"""What a data: address may carry. No SVG: that would have to be looked at in its turn."""
_URL = re.compile(r"""url\(\s*+["']?([^"')]*+)""", re.I)
_LOADS = re.compile(
    r"@import|-moz-binding|image-set\(|(?<![a-z-])(?:expression\(|behavior\s{0,9}:|image\(|src\()", re.I
)


def active(data: bytes) -> str | None:
    """What is wrong with this SVG or XML, in words to go on after the file's name; None where nothing is.

    What is no well-formed UTF-8 XML is wrong too: a browser could see another thing in it than this parser. Nothing is
    fetched, no entity is expanded; libxml2's own limits hold (256 levels, 10 MB in one text).
    """
    declared = _DECLARED.search(data)
    if declared:
        line = data.count(b"\n", 0, declared.start()) + 1
        return f"holds {declared[0].decode()} in line {line}"
    encoding = _ENCODING.match(data)
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
        return "is not in UTF-8"
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        return f"is no well-formed XML: it breaks in line {error.lineno or 1}"
    is_svg = _name(root.tag)[1] == "svg"
    found = ((what, element) for element in root.iter("*") for what in _active_in(element, is_svg))
    return next((f"{what} in line {element.sourceline}" for what, element in found), None)


def _parser() -> etree.XMLParser:
    """Comments and instructions are left out, so that a style cut in two by one reads as browsers read it."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


def _name(qualified: object) -> tuple[str, str]:
    """(namespace, local name in lower case, as HTML would read it) of a tag or an attribute."""
    space, _, name = str(qualified).rpartition("}")
    return space.removeprefix("{"), name.lower()


def _active_in(element: etree._Element, is_svg: bool) -> Iterator[str]:
    """What is active in one element; data in other XML has no events and no styles."""
    space, name = _name(element.tag)
    if not is_svg and space not in (_SVG, _XHTML):
        return
    translation = name == "link" and element.get("rel") == "alternate"  # a sitemap's xhtml:link
    if name in _RUNS or (space == _XHTML and not translation):
        yield f"holds <{name}>"
    if name in _ANIMATES and re.search(r"href\s*$|^\s*on", element.get("attributeName") or "", re.I):
        yield f"holds <{name}> that changes where a link leads"
    if name == "style":
        yield from _in_style("".join(map(str, element.itertext())))
    for key, value in element.attrib.items():
        yield from _in_attribute(_name(key), str(value), may_lead_out=translation)


def _in_attribute(key: tuple[str, str], value: str, may_lead_out: bool) -> Iterator[str]:
    space, name = key
    bare = _BLANKS.sub("", value)
    if name in _TELLING:
        yield f"tells a path of your machine ({name})"
    if not space and name.startswith("on"):
        yield f"holds {name}="
    if _RUNNING.search(bare):
        yield f"holds {bare[:40]!r}"
    if not may_lead_out and name in _REFERENCES and _leads_out(bare):
        yield f"leads to {bare[:60]!r}"
    if not space and (name == "style" or "(" in value):
        yield from _in_style(value)


def _in_style(style: str) -> Iterator[str]:
    """Loading by CSS; a backslash could spell any of it in another way."""
    loading = _LOADS.search(style)
    if loading or "\\" in style:
        yield f"holds {loading[0] if loading else 'a backslash'} in a style"
    for match in _URL.finditer(style):
        if _leads_out(_BLANKS.sub("", match[1])):
            yield f"loads {match[1].strip()[:60]!r}"


def _leads_out(url: str) -> bool:
    """Whether a reference leaves this site: it has a scheme or a host, as browsers read it (WHATWG URL §4.4)."""
    if _CARRIED.match(url):
        return False
    return bool(_SCHEME.match(url)) or url.startswith("//") or "\\" in url
