"""The data files of `content/data/`, one model each: what marketing and sales agreed on is data, not code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from plugins.core.dates import Day
from plugins.core.links import is_web_url

Kind = Literal["stage", "audience", "industry", "author", "tag", "category", "series"]


def _plain_key(key: str) -> str:
    """A key stands in addresses and in utm values: lower case, digits, hyphens."""
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError("a key has lower-case letters, digits and single hyphens only")
    return key


def _http(url: str) -> str:
    if not is_web_url(url):
        raise ValueError("an address starts with https:// or http:// and names a host, without user and password")
    return url


Key = Annotated[str, AfterValidator(_plain_key)]
WebUrl = Annotated[str, AfterValidator(_http)]
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Entry(BaseModel):
    """What every entry of a data file keeps to: unknown keys refused, values of the declared type, unchangeable."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, str_strip_whitespace=True, defer_build=True)


class Stage(Entry):
    """Where the buyer is. `signals` are words that speak for the stage, `target` the share of posts wanted (0 to 1)."""

    name: Text
    question: Text
    intro: Annotated[str, Field(max_length=4000)] = ""
    offer: str | None = None
    signals: tuple[str, ...] = Field(default=(), strict=False)
    target: Annotated[float, Field(ge=0, le=1, strict=False)] | None = None


class Track(Entry):
    """An audience (cmo, cio) or an industry (finance, retail)."""

    name: Text
    intro: Annotated[str, Field(max_length=4000)] = ""


class Topic(Entry):
    """What is to be said of a tag, category or series, whose name the posts give."""

    intro: Annotated[str, Field(min_length=1, max_length=4000)]


class Tracks(Entry):
    audience: Mapping[Key, Track] = {}
    industry: Mapping[Key, Track] = {}
    tag: Mapping[Key, Topic] = {}
    category: Mapping[Key, Topic] = {}
    series: Mapping[Key, Topic] = {}


class Channel(Entry):
    """A way by which readers arrive. `network` names the rules by which share text is counted (x, bluesky, ...; plain
    for one that Waypost does not know); `limit`: characters that a plain network or a Mastodon instance takes;
    `paid`: what comes this way is paid for, and GA4 is meant to say so."""

    name: Text
    source: Text
    medium: Text
    network: str | None = None
    limit: Annotated[int, Field(ge=100, le=100_000)] | None = None
    paid: bool = False
    templates: Mapping[str, str] = {}


class Campaign(Entry):
    name: Text
    start: Day | None = None
    end: Day | None = None


class Offer(Entry):
    """A next step that a post can invite to. `stages` it fits; `sales_ready`: whoever takes it wants to be called."""

    label: Text
    url: WebUrl
    stages: tuple[str, ...] = Field(default=(), strict=False)
    sales_ready: bool = False
    text: Annotated[str, Field(max_length=500)] = ""


class Author(Entry):
    name: Text
    kind: Literal["person", "organization"]
    role: str = ""
    credentials: str = ""
    bio: Annotated[str, Field(max_length=4000)] = ""
    url: WebUrl | None = None
    trusted: bool = False


class Scheduler(Entry):
    """A tool that takes share texts as CSV. columns: heading → what stands in its cells, with {text}, {url}, ... in it;
    channels: those that it posts to, all where none are named; dates: the form of {date}, as strftime has it; header:
    whether the headings are its first line."""

    name: Text
    columns: Annotated[Mapping[str, str], Field(min_length=1)]
    channels: tuple[str, ...] = Field(default=(), strict=False)
    dates: Annotated[str, Field(min_length=1, max_length=60)] = "%Y-%m-%d %H:%M"
    header: bool = True


FILES: dict[str, Any] = {
    "stages": dict[Key, Stage],
    "tracks": Tracks,
    "channels": dict[Key, Channel],
    "campaigns": dict[Key, Campaign],
    "offers": dict[Key, Offer],
    "authors": dict[Key, Author],
    "redirects": dict[str, str],
    "schedulers": dict[Key, Scheduler],
}
"""File stem → what stands in it. A stage's place in its file is its place on the buyer's way."""


@dataclass(frozen=True)
class Vocabulary:
    """All data files together, by key, in the order of the files; `topics` has (kind, key), `lines` (file stem, key) →
    line."""

    stages: Mapping[str, Stage] = field(default_factory=dict)
    audiences: Mapping[str, Track] = field(default_factory=dict)
    industries: Mapping[str, Track] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    authors: Mapping[str, Author] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    schedulers: Mapping[str, Scheduler] = field(default_factory=dict)
    topics: Mapping[tuple[str, str], Topic] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def campaign_letters(self) -> Mapping[str, str]:
        """What `letters` leaves of a campaign's key → the key."""
        return {letters(key): key for key in self.campaigns}


def letters(name: str) -> str:
    """A name without what people spell in more than one way: case, hyphens, underscores, spaces."""
    return re.sub(r"[-_\s]", "", name.casefold())
