"""The allow-list for authors who are not marked trusted; nh3 parses as browsers do and keeps what is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import nh3

TAGS = frozenset(
    (
        "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 "
        "h3 h4 h5 h6 hr i iframe img ins kbd li mark ol p pre q s samp small span strong sub summary sup table "
        "tbody td tfoot th thead time tr u ul var wbr"
    ).split()
)
_EVERYWHERE = {"id", "title", "lang", "dir", "class"}
ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "hreflang", "data-no-track"},
    "img": {"src", "srcset", "alt", "width", "height"},
    "iframe": {"src", "width", "height", "allowfullscreen"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
SCHEMES = frozenset(["http", "https", "mailto", "tel", "offer"])
STYLES = frozenset(["text-align"])
_REST = r"[^\x00-\x20\\&{0}]*(?:&amp;[^\x00-\x20\\&{0}]*)*"
_ADDRESS = re.compile(
    r"(?:https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]+(?=[/?#]|\Z)|(?:mailto|tel|offer):(?!/))"
    f"{_REST.format('')}|{_REST.format(':')}"
)
"""One of the schemes above or none, and nothing that the URL Standard (url.spec.whatwg.org) would call a failure."""
_ALIGNED = re.compile("text-align: (?:left|right|center);")
_LEFT = {
    ("a", "href"): _ADDRESS,
    ("img", "src"): _ADDRESS,
    ("img", "alt"): None,
    ("ol", "start"): None,
    ("td", "style"): _ALIGNED,
    ("th", "style"): _ALIGNED,
}
"""(tag, attribute) → what values of Markdown's stay as they are; None: all."""
_COMMENT = re.compile("<!--.*?-->", re.S)


def refused(html: str) -> list[str]:
    """The names of the tags in `html` that `sanitise` will drop, each once."""
    html = _COMMENT.sub("", html)
    return sorted({name.lower() for name in re.findall(r"<([a-zA-Z][a-zA-Z0-9:-]*)", html)} - TAGS)


def is_left(given: Iterable[Element]) -> bool:
    """Whether `sanitise` would leave these elements of Markdown's own tree as they are: True only for what nobody could
    read in two ways. Tags need no look: those that Markdown makes are all above."""
    return all(_is_left(str(element.tag), name, value) for element in given for name, value in element.items())


def _is_left(tag: str, name: str, value: str) -> bool:
    if name in ("id", "title"):
        return True
    if (tag, name) not in _LEFT:
        return False
    form = _LEFT[tag, name]
    return form is None or form.fullmatch(value) is not None


def sanitise(html: str) -> str:
    """`html` with only the tags, attributes and schemes above; comments and everything active are gone."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        filter_style_properties=set(STYLES),
    )
