"""The site: its settings, its addresses. One dict `WAYPOST` in the settings file, checked here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.links import host_of, is_web_url
from plugins.core.text import slugify
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

FEED_FORMATS: Mapping[str, str] = {"rss": "rss.xml", "atom": "atom.xml", "json": "json"}
"""Format → ending of the feed's file name."""


class Settings(BaseModel):
    """The dict `WAYPOST`. Every key has a default but `authority`, on which the identity of all posts hangs."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    authority: Annotated[str, Field(pattern=r"^[a-z0-9.-]+,\d{4}(-\d{2}){0,2}$")]
    description: str = ""
    stage_policy: Literal["require", "infer"] = "require"
    asked_for: Literal["warn", "require", "ignore"] = "warn"
    owned_hosts: tuple[str, ...] = Field(default=(), strict=False)
    internal_hosts: tuple[str, ...] = Field(default=(), strict=False)
    feed_items: Annotated[int, Field(ge=1, le=1000)] = 20
    feed_kinds: tuple[Kind, ...] = Field(default=("stage",), strict=False)
    hub: str | None = None
    share_channels: tuple[str, ...] = Field(default=("linkedin", "x", "bluesky", "mastodon", "email"), strict=False)
    site_channel: str = "site"
    feed_channel: str = "rss"
    static_types: tuple[str, ...] = Field(
        default=(
            "png jpg jpeg gif webp avif svg ico pdf csv txt json xml webmanifest woff2 mp3 mp4 webm vtt zip"
        ).split(),
        strict=False,
        validate_default=True,
    )
    embed_hosts: tuple[str, ...] = Field(default=("www.youtube-nocookie.com", "player.vimeo.com"), strict=False)
    static_names: tuple[str, ...] = Field(default=("CNAME", "_headers", "_redirects"), strict=False)
    max_bytes: Annotated[int, Field(ge=1000)] = 1_000_000
    max_seconds: Annotated[float, Field(gt=0, le=600, strict=False)] = 10.0
    publish: str | None = None
    keep_releases: Annotated[int, Field(ge=1, le=100)] = 5
    texts: Mapping[str, str] = {}

    @field_validator("owned_hosts", "internal_hosts", "embed_hosts")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if host_of(f"https://{host}") != host:
                raise ValueError(f"{host!r} is not a host name (lower case, without https:// and path)")
        return hosts


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

    def feed(self, form: str, kind: Kind | None = None, key: str = "") -> str:
        """The address of a feed: of the whole site without `kind`."""
        where = f"{FOLDERS[kind]}/{key}" if kind else "all"
        return f"/feeds/{where}.{FEED_FORMATS[form]}"

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


def output_path(address: str) -> str:
    """The file, relative to the output folder, that a server gives for an address."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def quoted(address: str) -> str:
    """An address with everything percent-encoded that a path may not hold (RFC 3986, section 3.3)."""
    return quote(address, safe="/-._~!$&'()*+,;=:@")


def term_key(name: str) -> str:
    """The key of a tag, category or series, which writers give by name."""
    return slugify(name, 60)


def make_site(settings: Mapping[str, Any], preview: bool = False) -> Site:
    """The Site from Pelican's settings. Raises Misconfigured with every fault at once."""
    url = str(settings.get("SITEURL") or "").rstrip("/")
    faults = [] if is_web_url(url) and not re.search("[?#]", url) else [f"SITEURL: {url!r} is no http(s) address"]
    try:
        zone = ZoneInfo(str(settings.get("TIMEZONE") or "UTC"))
    except (KeyError, ValueError, OSError):
        faults.append(f"TIMEZONE: {settings.get('TIMEZONE')!r} is not in the time zone database")
    checked = _checked(settings.get("WAYPOST"), faults)
    if faults or checked is None:
        raise Misconfigured("; ".join(faults))
    return Site(
        name=str(settings.get("SITENAME") or ""),
        url=url,
        subtitle=str(settings.get("SITESUBTITLE") or ""),
        language=str(settings.get("DEFAULT_LANG") or "en"),
        zone=zone,
        settings=checked,
        preview=preview,
    )


def _checked(raw: object, faults: list[str]) -> Settings | None:
    if not isinstance(raw, dict):
        faults.append('WAYPOST: missing. At least WAYPOST = {"authority": "example.com,2026"}')
        return None
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(str(part) for part in fault["loc"])
            unknown = fault["type"] == "extra_forbidden"
            hint = did_you_mean(name, Settings.model_fields) if unknown else ""
            faults.append(f"WAYPOST[{name!r}]: {'unknown key' if unknown else _plainly(fault['msg'])}. {hint}".rstrip())
        return None


def _plainly(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should be a valid tuple", "a list is expected")


def stem(path: str) -> str:
    """The name of a source file without folder and ending."""
    return PurePosixPath(path).stem
