"""Share kits as a build left them."""

from __future__ import annotations

from pathlib import Path

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.manifest import Entry, Manifest, home
from plugins.core.share import Kit


def kit_of(output: Path, manifest: Manifest, name: str) -> Kit:
    """The kit of the post with this slug or id. Raises Misconfigured where there is none, and says why."""
    wanted = name.strip().lower()
    entry = next((post for post in manifest.posts if wanted in (post.slug, post.id)), None)
    if entry is None:
        raise Misconfigured(_not_built(manifest, name, wanted))
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
