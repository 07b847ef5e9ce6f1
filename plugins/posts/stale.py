"""What a built site was built from: what tasks ask before they build again, builds before they make files again."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from plugins.core.digest import digest
from plugins.core.manifest import Manifest
from plugins.core.site import Site
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.packages import WRITING, versions
from plugins.posts.sources import Sources

_ELSEWHERE = frozenset(
    (
        "PATH OUTPUT_PATH THEME THEME_TEMPLATES_OVERRIDES CACHE_PATH PLUGIN_PATHS BIND PORT DEBUG LOG_FILTER WAYPOST "
        "WAYPOST_PREVIEW WAYPOST_NOW WAYPOST_EMBEDDED WAYPOST_HOLD_BACK "
        "WAYPOST_FULL WAYPOST_WHY WAYPOST_EARLY WAYPOST_TELL WAYPOST_CACHE"
    ).split()
)
"""Settings that say where things lie or how a build was called, and those that the Site has checked already."""


def said(settings: Mapping[str, Any]) -> str:
    """What a settings file says, as far as it is data; to be asked before plugins change it. No path of a machine."""
    return json.dumps(dict(sorted(_of_matter(settings).items())), skipkeys=True, default=_named)


def is_data(settings: Mapping[str, Any]) -> bool:
    """Whether `said` tells all that a settings file says: not what a function does, nor somebody's Jinja extension."""
    try:
        json.dumps(_of_matter(settings), skipkeys=True, default=_as_data)
    except TypeError:
        return False
    extensions = settings["JINJA_ENVIRONMENT"].get("extensions", ())
    return all(str(name).startswith("jinja2.") for name in extensions)


def _of_matter(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if key not in _ELSEWHERE}


def _named(value: object) -> object:
    try:
        return _as_data(value)
    except TypeError:
        return type(value).__name__


def _as_data(value: object) -> object:
    """What stands for a value in JSON. Raises TypeError where it is no data."""
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, type) and value.__module__.startswith("jinja2."):
        return f"{value.__module__}.{value.__name__}"
    if isinstance(value, PurePath | dt.date | re.Pattern):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no data")


def ground(site: Site, told: str, engine: Path, prints: Fingerprints) -> bytes:
    """A digest of engine and settings: what everything in a build may depend on. told: what `said` gave."""
    machine = (sys.version, *versions(WRITING))
    return digest(*machine, site.model_dump_json(exclude={"zone"}), str(site.zone), told, *_in(engine, prints))


def theme(settings: Mapping[str, Any], prints: Fingerprints) -> bytes:
    """A digest of every file of the theme, and of the templates that go before it."""
    folders = [settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]
    return digest(*(part for folder in folders for part in (b"folder", *_in(Path(folder), prints))))


def state(ground: bytes, theme: bytes, sources: Sources) -> str:
    """A hash of everything that a build reads."""
    files = (part for name, found in sources.digests() for part in (name, found))
    told = (str(replace(p, path=p.path.removeprefix(f"{sources.shown}/"))) for p in sources.problems)
    return digest(ground, theme, *files, *told).hex()


def _in(folder: Path, prints: Fingerprints) -> list[bytes | str]:
    return [part for name, found in prints.below(folder, links=True) for part in (name, found)]


def is_due(manifest: Manifest, now: dt.datetime) -> bool:
    """Whether a build at `now` would publish more posts than this one did, or fewer."""
    late = any(moment <= now for moment in manifest.scheduled.values())
    early = any(entry.status == "published" and entry.date > now for entry in manifest.posts)
    return late or early
