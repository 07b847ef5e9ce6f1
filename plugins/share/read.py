"""Share kits and schedulers as a build left them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.manifest import Entry, Manifest, home
from plugins.core.share import Kit
from plugins.core.vocabulary import Scheduler

SCHEDULERS = home("schedulers.json")
PAGES = home("share/index.html")


def kit_of(output: Path, manifest: Manifest, name: str) -> Kit:
    """The kit of the post with this slug or id. Raises Misconfigured where there is none, and says why."""
    return _kit(output, entry_of(manifest, name))


def entry_of(manifest: Manifest, name: str) -> Entry:
    """The post with this slug or id. Raises Misconfigured."""
    wanted = name.strip().lower()
    entry = next((post for post in manifest.posts if wanted in (post.slug, post.id)), None)
    if entry is None:
        raise Misconfigured(_not_built(manifest, name, wanted))
    return entry


def kits(output: Path, manifest: Manifest, name: str | None = None) -> Iterator[tuple[Kit, dt.datetime]]:
    """(kit, when its post appears) of the post with this slug or id, or of every post that has a kit, newest first.

    Raises Misconfigured where the one post that was asked for has none.
    """
    if name is not None:
        entry = entry_of(manifest, name)
        yield _kit(output, entry), entry.date
        return
    for entry in manifest.posts:
        if entry.status != "hidden":
            yield _kit(output, entry), entry.date


def past(manifest: Manifest) -> frozenset[str]:
    """Slugs of the posts that no tool can post on their day: they are out, or drafts, whose dates nobody keeps."""
    return frozenset(post.slug for post in manifest.posts if post.status != "scheduled")


def scheduler(output: Path, key: str) -> Scheduler:
    """The scheduler with this key. Raises Misconfigured where the site has none."""
    known = json.loads((output / SCHEDULERS).read_bytes())["schedulers"]
    if key not in known:
        hint = did_you_mean(key, known) or "Add it to data/schedulers.yaml."
        raise Misconfigured(f"the site has no scheduler {key!r}. {hint}")
    return Scheduler.model_validate(known[key])


def _kit(output: Path, entry: Entry) -> Kit:
    path = output / home(f"share/{entry.slug}.json")
    if not path.is_file():
        raise Misconfigured(_without_kit(entry))
    return Kit.model_validate_json(path.read_bytes())


def _not_built(manifest: Manifest, name: str, wanted: str) -> str:
    if wanted in manifest.scheduled:
        moment = manifest.scheduled[wanted].isoformat(" ", "minutes")
        return f"{wanted} is scheduled for {moment}. --preview shows its share texts"
    hint = did_you_mean(
        wanted, [*(post.slug for post in manifest.posts if post.status != "hidden"), *manifest.scheduled]
    )
    drafts = "" if manifest.preview or not manifest.summary.drafts else " If it is a draft, --preview shows it."
    return f"no post of this build has the slug or id {name!r}. {hint}{drafts}".strip()


def _without_kit(entry: Entry) -> str:
    if entry.status == "hidden":
        return f"{entry.slug} is hidden, and hidden posts have no share texts"
    if entry.status == "published":
        return f"the share texts of {entry.slug} are missing from the output. Build again"
    return f"{entry.slug} is {'a draft' if entry.status == 'draft' else 'scheduled'}. --preview shows its share texts"
