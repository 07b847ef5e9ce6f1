"""The site: its settings, its addresses. One dict `WAYPOST` in the settings file, checked here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from plugins.core.links import host_of
from plugins.core.settings import Settings
from plugins.core.text import is_right_to_left, slugify
from plugins.core.vocabulary import Kind

FOLDERS: Mapping[Kind, str] = {
    "stage": "stages",
    "audience": "audiences",
    "industry": "industries",
    "author": "authors",
    "tag": "tags",
    "category": "categories",
    "series": "series",
}
"""Kind of hub → first segment of its address (design §4)."""

COMBINED: Final = "combined"
"""What stands there instead for feeds that combine kinds."""

FEED_FORMATS: Mapping[str, str] = {"rss": "rss.xml", "atom": "atom.xml", "json": "json"}
"""Format → ending of the feed's file name."""


class Site(BaseModel):
    """The site as all rooms see it: its name, where it stands, and the address of everything on it.

    Addresses are paths from the site's root ("/posts/x/"); `absolute` makes URLs of them, `local` what stands in an
    `href` on a page (the path below which the site is served goes before it).
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    name: str
    url: str
    subtitle: str = ""
    language: str = "en"
    zone: ZoneInfo
    settings: Settings
    preview: bool = False

    @property
    def base(self) -> str:
        """The path below which the site is served, without a slash at its end: "" or "/blog"."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def host(self) -> str:
        return host_of(self.url)

    def local(self, address: str) -> str:
        return self.base + address

    def absolute(self, address: str) -> str:
        return self.url + address

    def post(self, slug: str) -> str:
        return f"/posts/{slug}/"

    def page(self, slug: str) -> str:
        return f"/{slug}/"

    def hub(self, kind: Kind, key: str) -> str:
        return f"/{FOLDERS[kind]}/{key}/"

    def hubs(self, kind: Kind) -> str:
        return f"/{FOLDERS[kind]}/"

    def feed(self, form: str, kind: Kind | Literal["combined"] | None = None, key: str = "") -> str:
        """The address of a feed: of the whole site without `kind`; "combined" is for those that settings combine."""
        folder = COMBINED if kind == "combined" else FOLDERS[kind] if kind else ""
        return f"/feeds/{folder}/{key}.{FEED_FORMATS[form]}" if folder else f"/feeds/all.{FEED_FORMATS[form]}"

    def is_right_to_left(self, language: str) -> bool:
        """Whether words of this language run from right to left; templates ask it."""
        return is_right_to_left(language)

    @property
    def feed_list(self) -> str:
        """The address of the list of all feeds for programs (OPML)."""
        return "/feeds/all.opml"

    def post_uri(self, post_id: str) -> str:
        """The identity of a post in every feed: a tag URI (RFC 4151) that no new slug, date or domain changes."""
        return f"tag:{self.settings.authority}:post/{post_id}"

    def is_own(self, url: str) -> bool:
        """Whether an absolute URL leads to this site or to one measured together with it."""
        return host_of(url) in (self.host, *self.settings.internal_hosts)

    def inside(self, url: str) -> str | None:
        """The address on this site that an absolute URL leads to, with query and fragment; None for another site."""
        rest = url.partition("://")[2]
        address = rest[len(re.split(r"[/?#]", rest, maxsplit=1)[0]) :]
        path = re.split(r"[?#]", address, maxsplit=1)[0]
        if host_of(url) != self.host or not f"{path}/".startswith(f"{self.base}/"):
            return None
        inside = address.removeprefix(self.base)
        return inside if inside.startswith("/") else "/" + inside

    def is_owned(self, url: str) -> bool:
        """Whether an absolute URL leads to a site of the company that is measured apart from this one."""
        return host_of(url) in self.settings.owned_hosts

    def text(self, key: str, default: str) -> str:
        """A text of the theme: the site's own (`WAYPOST["texts"]`), else `default`."""
        return self.settings.texts.get(key, default)


def feed_format(address: str) -> str | None:
    """The format of the feed that has this address; None for what is no feed."""
    found = (form for form, end in FEED_FORMATS.items() if address.endswith(f".{end}"))
    return next(found, None) if address.startswith("/feeds/") else None


def output_path(address: str) -> str:
    """The file, relative to the output folder, that a server gives for an address."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def quoted(address: str) -> str:
    """An address with everything percent-encoded that a path may not hold (RFC 3986, section 3.3)."""
    return quote(address, safe="/-._~!$&'()*+,;=:@")


@lru_cache(maxsize=8192)
def term_key(name: str) -> str:
    """The key of a tag, category or series, which writers give by name."""
    return slugify(name, 60)


def stem(path: str) -> str:
    """The name of a source file without folder and ending."""
    return PurePosixPath(path).stem
