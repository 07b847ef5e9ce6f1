"""Share kits as a build left them."""

from __future__ import annotations

from pathlib import Path

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.manifest import Manifest, home
from plugins.core.share import Kit


def kit_of(output: Path, manifest: Manifest, name: str) -> Kit:
    """The kit of the post with this slug or id. Raises Misconfigured where there is none, with the nearest slug."""
    wanted = name.strip().lower()
    entry = next((post for post in manifest.posts if wanted in (post.slug, post.id)), None)
    if entry is None:
        raise Misconfigured(
            f"no post has the slug or id {name!r}. {did_you_mean(wanted, [p.slug for p in manifest.posts])}"
        )
    path = output / home(f"share/{entry.slug}.json")
    if not path.is_file():
        raise Misconfigured(f"{entry.slug} is {entry.status} and has no share kit. See --preview")
    return Kit.model_validate_json(path.read_bytes())
