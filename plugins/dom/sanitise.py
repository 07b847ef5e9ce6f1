"""The allow-list for authors who are not marked trusted; nh3 parses as browsers do and keeps what is named."""

from __future__ import annotations

import re

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
_COMMENT = re.compile("<!--.*?-->", re.S)


def refused(html: str) -> list[str]:
    """The names of the tags in `html` that `sanitise` will drop, each once."""
    html = _COMMENT.sub("", html)
    return sorted({name.lower() for name in re.findall(r"<([a-zA-Z][a-zA-Z0-9:-]*)", html)} - TAGS)


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
