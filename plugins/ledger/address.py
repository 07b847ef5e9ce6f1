"""A URL taken apart as the tags in it need it; nothing is decoded that is not asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote_plus

PREFIX = "utm_"
_FRONT = re.compile(r"([a-zA-Z]+)://([^/?#]*)(?=(.?))")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_IN_HTML = re.compile(r"&(?:amp|#0*38|#x0*26);", re.I)


@dataclass(frozen=True)
class Address:
    """page: all before the query; utm: (name, value) of each `utm_` parameter in its order, decoded, names in lower
    case; others: all other parameters as they are written."""

    page: str
    utm: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    fragment: str

    @cached_property
    def values(self) -> dict[str, str]:
        """The utm parameters by name, the first of each."""
        return dict(reversed(self.utm))

    @property
    def twice(self) -> Sequence[str]:
        """Names of utm parameters that stand more than once."""
        names = [name for name, _ in self.utm]
        return sorted({name for name in names if names.count(name) > 1})

    @property
    def clean(self) -> str:
        """The URL without its utm parameters."""
        query = "&".join(self.others)
        return self.page + (f"?{query}" if query else "") + (f"#{self.fragment}" if self.fragment else "")


def usual(url: str) -> str:
    """`url` as browsers write it (WHATWG URL): scheme and host in lower case, no default port, a path; the rest as it
    is."""
    front = _FRONT.match(url)
    if front is None:
        return url
    scheme, authority = front[1].lower(), front[2].lower()
    path = "" if front[3] == "/" else "/"
    return f"{scheme}://{authority.removesuffix(_DEFAULT_PORTS.get(scheme, ''))}{path}{url[front.end() :]}"


def from_html(url: str) -> str | None:
    """`url` with `&` where it was copied from HTML, which writes that otherwise; None where it was not."""
    return _IN_HTML.sub("&", url) if re.search(f"{_IN_HTML.pattern}{PREFIX}", url, re.I) else None


def taken_apart(url: str) -> Address:
    """The parts of `url`, whatever it is."""
    front, _, fragment = url.partition("#")
    page, _, query = front.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    utm, others = [], []
    for pair in pairs:
        name, _, value = pair.partition("=")
        name = unquote_plus(name).strip().lower()
        if name.startswith(PREFIX):
            utm.append((name, unquote_plus(value)))
        else:
            others.append(pair)
    return Address(page, tuple(utm), tuple(others), fragment)
