"""A share snippet: what a marketer pastes, and what it counts to on its network."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter


class Part(BaseModel):
    """One post of a thread, with its number in its text; count, bytes and facets as a Snippet has them."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    text: str
    count: int
    bytes: int | None = None
    facets: tuple[dict[str, object], ...] = ()


class Snippet(BaseModel):
    """Text for one channel. `count` and `limit` are in the network's own units; `fold`: characters shown before
    "see more", where the network folds; `composed`: made by the build, not written by the author; `subject`: e-mail;
    `facets`: Bluesky's links and hashtags with UTF-8 byte offsets; `intent`: opens the network with the text filled in;
    `image`, `image_alt`: the picture to post with it, and its words; `name`: the network's, as people say it.

    `posts`: of a thread, each of its posts. `text` is then all of them with empty lines between, `count` and `bytes`
    are the longest's, and `intent` opens the first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    channel: str
    network: str
    name: str = ""
    text: str
    url: str
    count: int
    limit: int
    unit: str
    composed: bool
    fold: int | None = None
    bytes: int | None = None
    subject: str | None = None
    intent: str | None = None
    facets: tuple[dict[str, object], ...] = ()
    warnings: tuple[str, ...] = ()
    image: str | None = None
    image_alt: str | None = None
    posts: tuple[Part, ...] = ()


class Kit(BaseModel):
    """The share kit of one post, as `_waypost/share/<slug>.json` has it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    version: int = 1
    id: str
    slug: str
    title: str
    stage: str
    stage_inferred: bool
    url: str
    image: str | None = None
    image_alt: str | None = None
    snippets: tuple[Snippet, ...] = ()


def as_json(kit: Kit, *, indent: int | None = None, exclude: Any = None) -> bytes:
    """A kit as JSON in UTF-8. exclude: what is left out, as for pydantic's `model_dump`."""
    return _writer().dump_json(kit, indent=indent, exclude=exclude)


@cache
def _writer() -> TypeAdapter[Kit]:
    return TypeAdapter(Kit)
