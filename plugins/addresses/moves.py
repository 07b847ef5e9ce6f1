"""Redirects as a server sees them: decoded paths that were, and where they lead now, safe in every host's syntax."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from plugins.addresses.redirects import Redirect, file_of
from plugins.core.links import is_web_url, uri
from plugins.core.records import dataclass
from plugins.core.site import Site

_ORIGIN = re.compile(r"(?i)https?://[^/?#]*")
_ODD = re.compile(r"[^A-Za-z0-9\-._~/?&=%+,;@!()]")
"""What means something in a Caddyfile, in nginx.conf or in `_redirects`, and what a URI may not hold (RFC 3986)."""
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Move:
    """paths: as a server sees them, decoded, below the path of the site; to: path or whole URL, percent-encoded,
    without `query` and `fragment`."""

    paths: tuple[str, ...]
    to: str
    query: str = ""
    fragment: str = ""

    @property
    def address(self) -> str:
        """Where it leads, without anything that a reader brought along."""
        return self.to + (f"?{self.query}" if self.query else "") + self.hash

    @property
    def hash(self) -> str:
        return f"#{self.fragment}" if self.fragment else ""


def moves(redirects: Iterable[Redirect], site: Site) -> list[Move]:
    """Each redirect, of two with one path the first. A path that no server could be told of has its page alone."""
    found, taken = [], set[str]()
    for redirect in redirects:
        paths = tuple(path for path in _paths(redirect, site) if path.lower() not in taken)
        taken |= {path.lower() for path in paths}
        if paths:
            found.append(Move(paths, *_target(redirect.new, site)))
    return found


def _paths(redirect: Redirect, site: Site) -> Iterator[str]:
    """The old address, and for one that is a folder's the same without the slash at its end, or with it."""
    path = unquote(site.local(redirect.old))
    if _NEVER.search(path):
        return
    yield path
    if file_of(redirect).endswith("/index.html") and not path.endswith("/index.html"):
        yield path.rstrip("/") if path.endswith("/") else f"{path}/"


def _target(new: str, site: Site) -> tuple[str, str, str]:
    """(address, query, fragment). What is on this site is named by its path: a copy of the site stays on its host."""
    inside = site.inside(new) if is_web_url(new) else new
    whole = site.local(inside) if inside is not None else uri(new)
    origin = found[0] if (found := _ORIGIN.match(whole)) else ""
    front, _, fragment = whole[len(origin) :].partition("#")
    path, _, query = front.partition("?")
    return origin + _encoded(path or "/"), _encoded(query), _encoded(fragment)


def _encoded(text: str) -> str:
    return _ODD.sub(lambda found: quote(found[0], safe="", errors="replace"), text)
