"""The receipt of a release: what stands in it, and what it changed. Kept beside the release as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from plugins.core.errors import PublishFailed
from plugins.publish.feedlist import Feeds
from plugins.publish.plan import Plan, address_of
from plugins.publish.tree import Fingerprint


class Urls(BaseModel):
    """Addresses of HTML pages ("/posts/x/"), sorted, not percent-encoded: what can be told to search engines."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Counts(BaseModel):
    """Numbers of files, compressed copies apart; `total` is of the release, `copies` how many of those it has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    added: int
    changed: int
    removed: int
    unchanged: int
    total: int
    copies: int = 0


class Receipt(BaseModel):
    """release: its id; url: the site's; former: the release that was online before, to which a rollback leads; feeds:
    what stands in each; posts: id → date of all published posts; addresses: id → address of all that have a page. A
    receipt of a former version has none of the three."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    release: str
    url: str
    former: str | None = None
    files: Mapping[str, Fingerprint]
    urls: Urls = Urls()
    counts: Counts
    feeds: Feeds | None = None
    posts: Mapping[str, dt.datetime] = {}
    addresses: Mapping[str, str] = {}


def receipt_of(
    plan: Plan,
    release: str,
    url: str,
    former: str | None,
    feeds: Feeds | None = None,
    posts: Mapping[str, dt.datetime] | None = None,
    addresses: Mapping[str, str] | None = None,
) -> Receipt:
    """The receipt that a release made by this plan has."""
    return Receipt(
        release=release,
        url=url,
        former=former,
        files=plan.after,
        urls=Urls(added=_pages(plan.added), changed=_pages(plan.changed), removed=_pages(plan.removed)),
        counts=Counts(
            added=len(plan.shown(plan.added)),
            changed=len(plan.shown(plan.changed)),
            removed=len(plan.shown(plan.removed)),
            unchanged=len(plan.shown(plan.unchanged)),
            total=len(plan.shown(tuple(plan.after))),
            copies=len(plan.copies & plan.after.keys()),
        ),
        feeds=feeds,
        posts=posts or {},
        addresses=addresses or {},
    )


def _pages(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(address for path in paths if (address := address_of(path))))


def dump(receipt: Receipt) -> bytes:
    """The receipt as JSON with sorted keys: the same release, the same bytes."""
    text = json.dumps(receipt.model_dump(mode="json"), sort_keys=True, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


def load(path: Path) -> Receipt | None:
    """The receipt in a file; None where there is none. Raises PublishFailed where it cannot be understood."""
    try:
        return Receipt.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        raise PublishFailed(f"{path} is no receipt of this version of Waypost; move it away to go on") from None
