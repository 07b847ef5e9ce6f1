"""Whether a built site is still what its sources would give: what tasks ask before they build again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.core.manifest import Manifest
from plugins.core.site import Site
from plugins.posts.sources import digest

_ELSEWHERE = frozenset(
    (
        "PATH OUTPUT_PATH THEME THEME_TEMPLATES_OVERRIDES CACHE_PATH PLUGIN_PATHS BIND PORT DEBUG LOG_FILTER WAYPOST "
        "WAYPOST_PREVIEW WAYPOST_NOW WAYPOST_EMBEDDED WAYPOST_HOLD_BACK"
    ).split()
)
"""Settings that say where things lie or how a build was called, and those that the Site has checked already."""


def said(settings: Mapping[str, Any]) -> str:
    """What a settings file says, as far as it is data; to be asked before plugins change it. No path of a machine."""
    plain = {key: value for key, value in settings.items() if key not in _ELSEWHERE}
    return json.dumps(dict(sorted(plain.items())), skipkeys=True, default=_named)


def _named(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else type(value).__name__


def state(settings: Mapping[str, Any], site: Site, told: str, engine: Path) -> str:
    """A hash of content, theme, engine and settings. told: what `said` gave."""
    theme = [settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]
    extra = site.model_dump_json(exclude={"zone"}) + str(site.zone) + told
    return digest([Path(settings["PATH"]), *map(Path, theme), engine], extra)


def is_due(manifest: Manifest, now: dt.datetime) -> bool:
    """Whether a build at `now` would publish more posts than this one did, or fewer."""
    late = any(moment <= now for moment in manifest.scheduled.values())
    early = any(entry.status == "published" and entry.date > now for entry in manifest.posts)
    return late or early
