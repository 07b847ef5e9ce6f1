"""The dict `WAYPOST` of the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from plugins.core.links import host_of, is_web_url
from plugins.core.vocabulary import Key, Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
_Names = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value), Field(strict=False)
]


class Combined(BaseModel):
    """One feed of `WAYPOST["feeds"]`: the posts that have, of each kind given, at least one of the keys given.

    name: for people; description: what stands below it. {"audience": "cmo", "industry": ["finance", "retail"]} has the
    posts for chief marketing officers in finance or retail.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=120)]
    description: str = ""
    stage: _Names = ()
    audience: _Names = ()
    industry: _Names = ()
    author: _Names = ()
    category: _Names = ()
    tag: _Names = ()
    series: _Names = ()

    @model_validator(mode="after")
    def _some(self) -> Combined:
        if not self.wanted:
            raise ValueError("a feed names at least one of: " + ", ".join(KINDS))
        return self

    @property
    def wanted(self) -> Mapping[Kind, tuple[str, ...]]:
        """Kind → keys, of the kinds given."""
        return {kind: names for kind in KINDS if (names := getattr(self, kind))}


class Settings(BaseModel):
    """The dict `WAYPOST`. Every key has a default but `authority`, on which the identity of all posts hangs.

    share_channels: where share texts are made for; where it is left out, every channel that has a network.
    publish_share: whether the share kit's pages go online, at `/_waypost/share/`; else they stay at home.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    authority: Annotated[str, Field(pattern=r"^[a-z0-9.-]+,\d{4}(-\d{2}){0,2}$")]
    description: str = ""
    stage_policy: Literal["require", "infer"] = "require"
    asked_for: Literal["warn", "require", "ignore"] = "warn"
    owned_hosts: tuple[str, ...] = Field(default=(), strict=False)
    internal_hosts: tuple[str, ...] = Field(default=(), strict=False)
    feed_items: Annotated[int, Field(ge=1, le=1000)] = 20
    feed_kinds: tuple[Kind, ...] = Field(default=KINDS, strict=False)
    feeds: Mapping[Key, Combined] = {}
    hub: str | None = None
    share_channels: tuple[str, ...] = Field(default=(), strict=False)
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
    cards: bool = True
    search: bool = True
    image_widths: tuple[Annotated[int, Field(ge=16, le=4000)], ...] = Field(
        default=(480, 800, 1200, 1600), strict=False
    )
    image_sizes: str = "(min-width: 44rem) 38rem, 92vw"
    publish: str | None = None
    publish_share: bool = False
    precompress: tuple[Literal["br", "gz"], ...] = Field(default=("br", "gz"), strict=False)
    keep_releases: Annotated[int, Field(ge=1, le=100)] = 5
    texts: Mapping[str, str] = {}

    @field_validator("hub")
    @classmethod
    def _hub(cls, hub: str | None) -> str | None:
        if hub is not None and not is_web_url(hub):
            raise ValueError(f"{hub!r} is no http(s) address")
        return hub

    @field_validator("image_widths")
    @classmethod
    def _widths(cls, widths: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(set(widths)))

    @field_validator("owned_hosts", "internal_hosts", "embed_hosts")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if host_of(f"https://{host}") != host:
                raise ValueError(f"{host!r} is not a host name (lower case, without https:// and path)")
        return hosts
