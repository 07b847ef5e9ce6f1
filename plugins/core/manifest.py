"""What the build tells the tasks: `_waypost/posts.json`. It stays at home when the site is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

VERSION: Literal[1] = 1
HOME = "_waypost"
"""The folder of the output that is for the house, not for readers."""


class Entry(BaseModel):
    """One post, as tasks and other programs need it. Times are ISO 8601 with offset; url is clean and absolute; source
    is the path in the content folder; sales_ready: whoever takes the post's offer wants to be called."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str
    slug: str
    title: str
    summary: str
    url: str
    source: str
    status: Literal["published", "draft", "hidden", "scheduled"]
    date: dt.datetime
    modified: dt.datetime | None = None
    authors: tuple[str, ...]
    stage: str | None
    stage_inferred: bool = False
    stage_evidence: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category: str | None = None
    series: str | None = None
    campaign: str | None = None
    offer: str | None = None
    sales_ready: bool = False
    goal: str | None = None
    metric: str | None = None
    words: int = 0
    minutes: int = 1


class Coming(BaseModel):
    """A post that is not published yet, for whoever plans: a draft, or one whose date is to come. stage: None in a
    draft without one."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    slug: str
    title: str
    source: str
    status: Literal["draft", "scheduled"]
    date: dt.datetime
    stage: str | None
    audience: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()


class Summary(BaseModel):
    """The figures of the closing line of a build."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    files: int
    posts: int
    drafts: int
    scheduled: int
    hidden: int
    refused: int = 0
    by_stage: Mapping[str, int]
    pages: int
    feeds: int
    snippets: int
    links: int
    warnings: int


class Manifest(BaseModel):
    """version: of this form; sources: hash of everything the build read; preview: whether drafts are in it;
    scheduled: slug → moment from which a build would publish it; coming: drafts and scheduled posts, oldest first."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    version: Literal[1] = VERSION
    site: str
    url: str
    preview: bool
    sources: str
    summary: Summary
    scheduled: Mapping[str, dt.datetime]
    coming: tuple[Coming, ...] = ()
    posts: tuple[Entry, ...]


def home(name: str) -> str:
    """A path in the house's folder of the output."""
    return f"{HOME}/{name}"
