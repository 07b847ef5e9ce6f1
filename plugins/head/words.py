"""The words of <head>: titles and descriptions for every page, cut to what is shown, and no two alike."""

from __future__ import annotations

from plugins.core.links import has_utm
from plugins.core.post import Term
from plugins.core.site import Site
from plugins.core.text import graphemes, squeeze
from plugins.head.nodes import kind_name

MAX_DESCRIPTION = 160
"""Characters; what search engines show of a description."""


def clip(text: str, limit: int = MAX_DESCRIPTION) -> str:
    """`text` on one line of at most `limit` characters, cut after a word; inside one only where words are endless."""
    line = squeeze(text)
    if len(line) <= limit:
        return line
    words = line[:limit].rpartition(" ")[0]
    kept = words if len(words) >= limit // 2 else _whole_graphemes(line, limit - 1)
    return kept.rstrip(" ,;:.–—-") + "…"


def _whole_graphemes(line: str, limit: int) -> str:
    kept = ""
    for grapheme in graphemes(line[: limit * 2]):
        if len(kept) + len(grapheme) > limit:
            break
        kept += grapheme
    return kept


def clean(url: str) -> str:
    """`url` without its `utm_` parameters, every other byte as it was."""
    if "?" not in url or not has_utm(url):
        return url
    front, mark, fragment = url.partition("#")
    path, _, query = front.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not has_utm(f"?{pair}"))
    return f"{path}{'?' if kept else ''}{kept}{mark}{fragment}"


def titled(site: Site, title: str, subtitle: str = "") -> str:
    """The title of a document: "Title · Site name", and for the home page the site's name and subtitle."""
    parts = (title, subtitle) if title == site.name else (title, site.name)
    return " · ".join(part for part in parts if part)


def in_general(site: Site, title: str = "", term: Term | None = None) -> str:
    """A description for a page that has none: its kind and title before what is said of the whole site."""
    words = site.settings.description or site.subtitle or site.name
    kind = f"{kind_name(site, term.kind)}: " if term else ""
    return f"{kind}{title} · {words}" if title else words


def number(site: Site, page: int) -> str:
    """What marks page n of several, " · Page 2"; nothing on the first."""
    return " · " + site.text("page_n", "Page {n}").replace("{n}", str(page)) if page > 1 else ""


def described(site: Site, text: str, page: int = 1) -> str:
    """A description, cut, that differs from page to page of one list."""
    mark = number(site, page)
    return clip(text, MAX_DESCRIPTION - len(mark)) + mark
