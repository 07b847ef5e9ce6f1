"""Attributes as parsers give them: nothing that runs, loads by itself or leads somewhere unseen."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

FILMS = "films.example"
"""The one host whose frames may be shown."""
SCHEMES = frozenset(["http", "https", "mailto", "tel", "sms", "xmpp"])
URLS = frozenset(["href", "src", "poster", "action", "formaction", "data", "cite", "xlink:href", "background", "ping"])
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_PICTURE = (True, True, "data:image/")


@lru_cache(maxsize=20_000)
def check_attribute(tag: str, name: str, value: str) -> None:
    """One attribute as a parser gives it, its character references decoded."""
    assert not name.startswith("on"), f"{name} on <{tag}>"
    assert name not in ("srcdoc", "formaction", "ping", "background"), f"{name} on <{tag}>"
    assert (tag, name) != ("meta", "http-equiv"), "a meta that acts"
    if (tag, name) == ("iframe", "src"):
        assert re.match(rf"https://{FILMS}(?:[/?#]|$)", value, re.I), f"a frame of {value!r}"
    assert name != "style", f"style={value!r}"
    if name == "srcset":
        for url in re.split(r"[\s,]+", value):
            check_url(tag, name, url)
    elif name in URLS:
        check_url(tag, name, value)


def check_url(tag: str, name: str, value: str) -> None:
    """A URL as browsers read it: leading controls and spaces go, tabs and line breaks go everywhere (WHATWG URL)."""
    told = f"{tag} {name}={value!r}"
    for spelling in (value, unescape(value)):
        url = re.sub(r"[\t\r\n]", "", spelling).lstrip("".join(map(chr, range(33))))
        scheme = _SCHEME.match(url)
        if scheme and scheme[1].lower() not in SCHEMES:
            assert (tag in ("img", "source"), name in ("src", "srcset"), url[:11].lower()) == _PICTURE, told
        assert not re.match(r"(?i)\s*(javascript|vbscript)\s*:", unquote(url)), told
