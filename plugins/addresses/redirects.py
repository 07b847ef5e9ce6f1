"""Old addresses: a page for each that leads on, and tells search engines where the new one is.

A script takes along the query and fragment that a reader came with: a tagged link to an old address still proves where
its reader came from. The refresh is for browsers without scripts alone, or it would race with it and lose them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from plugins.core.errors import Problem, did_you_mean
from plugins.core.house import House
from plugins.core.links import is_web_url
from plugins.core.records import dataclass
from plugins.core.site import Site, feed_format, output_path

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{url}">
<meta name="robots" content="noindex">
<script src="{script}" data-to="{url}"></script>
<noscript><meta http-equiv="refresh" content="0; url={url}"></noscript>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body>
<h1>{title}</h1>
<p><a href="{url}">{url}</a></p>
</body>
</html>
"""

SCRIPT = "/moved.js"
"""The address of the script of all these pages."""
OWNER = "the redirects"


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """old: an address on this site; new: an address on this site, or a whole URL; source, line: who says so."""

    old: str
    new: str
    source: str
    line: int = 1


def redirects(house: House) -> list[Redirect]:
    """All of the data file and of the front matter of what is built, sorted."""
    lines = house.vocabulary.lines
    found = [
        Redirect(old, new, house.data_file("redirects"), lines.get(("redirects", old), 1))
        for old, new in house.vocabulary.redirects.items()
        if not feed_format(old)  # no feed reader would follow a page: the feeds' room gives it the feed itself
    ]
    for item in (*house.posts, *house.pages):
        found += [Redirect(old, item.address, item.path, _line(house, item.path)) for old in item.redirect_from]
    return sorted(found)


def _line(house: House, path: str) -> int:
    prepared = house.prepared.get(path)
    return prepared.lines.get("redirect_from", 1) if prepared else 1


def check(house: House) -> Iterator[Problem]:
    """Redirects that begin or end nowhere, or that leave the company's own sites."""
    for _, faults in _judged(house):
        yield from faults


def sound(house: House) -> list[Redirect]:
    """The redirects to write: with --hold-back one may lead to a post that is left out, and then waits with it."""
    return [redirect for redirect, faults in _judged(house) if not faults]


def _judged(house: House) -> Iterator[tuple[Redirect, list[Problem]]]:
    every = redirects(house)
    outputs = {claim.path for claim in house.claimed()} if every else ()
    moved = {file_of(redirect) for redirect in every}
    for redirect in every:
        yield redirect, list(_faults(redirect, house, outputs, moved))


def _faults(redirect: Redirect, house: House, outputs: Collection[str], moved: Collection[str]) -> Iterator[Problem]:
    if not _is_path(redirect.old) or set(redirect.old) & set("?#"):
        message = f"{redirect.old!r} is no address of this site"
        yield _problem(redirect, message, "Write the path from the site's root: /old-address/.")
    inside = house.site.inside(redirect.new) if is_web_url(redirect.new) else redirect.new
    if inside is not None:
        yield from _dead(redirect, inside, outputs, moved)
    elif not (house.site.is_own(redirect.new) or house.site.is_owned(redirect.new)):
        yield _problem(redirect, f"{redirect.new!r} is not one of your hosts", "Add the host to owned_hosts.")


def _dead(redirect: Redirect, inside: str, outputs: Collection[str], moved: Collection[str]) -> Iterator[Problem]:
    """Whether the address `inside` this site is one; another redirect is not: chains are slow, and some are circles."""
    file = output_path(unquote(inside.partition("#")[0].partition("?")[0]))
    if not _is_path(inside) or file not in outputs:
        addresses = ["/" + path.removesuffix("index.html") for path in outputs if path not in moved]
        message = f"leads to {redirect.new!r}, which is no address of this site"
        yield _problem(redirect, message, did_you_mean(redirect.new, addresses))
    elif file in moved:
        yield _problem(redirect, f"leads to {redirect.new!r}, which leads on itself", "Name the address where it ends.")


def _is_path(address: str) -> bool:
    """Whether `address` is a path from the site's root, with nothing in it that browsers read otherwise."""
    return address.startswith("/") and not address.startswith("//") and not re.search(r"[\\\x00-\x1f\x7f]", address)


def _problem(redirect: Redirect, message: str, hint: str) -> Problem:
    return Problem(redirect.source, redirect.line, "redirect", message, hint)


def file_of(redirect: Redirect) -> str:
    """The output path of a redirect's page: an old address without a file's ending is a folder's."""
    path = unquote(redirect.old).lstrip("/")
    return path if path.endswith((".html", ".htm")) else output_path(path.rstrip("/") + "/")


def page(redirect: Redirect, site: Site) -> str:
    """The page that stands at the old address."""
    url = redirect.new if is_web_url(redirect.new) else site.absolute(redirect.new)
    title = site.text("moved", "This page has moved")
    values = {"lang": site.language, "title": title, "url": url, "script": site.local(SCRIPT)}
    return _PAGE.format(**{name: html.escape(value) for name, value in values.items()})


def script() -> bytes:
    """The script of all these pages. It leads on with the query that a visitor came with behind that of the new
    address, and with the visitor's fragment where that has none (as RFC 9110, section 10.2.2, has it for redirects).
    Its bytes go out as they are, so what is to be said of it is said here."""
    return (Path(__file__).parent / "parts" / "moved.js").read_bytes()
