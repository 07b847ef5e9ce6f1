"""The dict `WAYPOST` of the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from plugins.core.links import host_of
from plugins.core.vocabulary import Kind


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
