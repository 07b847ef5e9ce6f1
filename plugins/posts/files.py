"""Static files: which are published, where, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from plugins.core.errors import Problem
from plugins.core.house import StaticFile
from plugins.core.post import Page
from plugins.core.site import Site, quoted, stem
from plugins.posts.sources import EXTRA, Sources


def place(sources: Sources, items: Mapping[str, Page], site: Site, out: list[Problem]) -> dict[str, StaticFile]:
    """Path in the content folder → file. items: posts and pages by path."""
    placed: dict[str, StaticFile] = {}
    for name in sources.static:
        ending = PurePosixPath(name).suffix.lstrip(".").lower()
        if not _is_allowed(name, ending, site):
            known = f"Allowed: {', '.join(site.settings.static_types)}."
            out.append(Problem(sources.show(name), 1, "file", f"files of type {ending!r} are not published", known))
            continue
        found = _address(name, items)
        if found is None:
            hint = "Put it into the folder beside its post: posts/<file name of the post>/."
            out.append(Problem(sources.show(name), 1, "file", "belongs to no post or page", hint, "warning"))
            continue
        address, owner = found
        placed[name] = StaticFile(name, quoted(address), (sources.root / name).stat().st_size, owner)
    return placed


def _is_allowed(name: str, ending: str, site: Site) -> bool:
    """By type; without one, what hosts read by name, and what stands in /.well-known/ (RFC 8615)."""
    if ending:
        return ending in site.settings.static_types
    return name.startswith(f"{EXTRA}/") and (stem(name) in site.settings.static_names or "/.well-known/" in name)


def _address(name: str, items: Mapping[str, Page]) -> tuple[str, str] | None:
    parts = PurePosixPath(name).parts
    if parts[0] == EXTRA:
        return "/" + "/".join(parts[1:]), ""
    for depth in range(len(parts) - 1, 1, -1):
        owner = "/".join(parts[:depth]) + ".md"
        if owner in items:
            return items[owner].address + "/".join(parts[depth:]), owner
    return None


def published(placed: Mapping[str, StaticFile], built: set[str]) -> Iterator[StaticFile]:
    """The files that go out: those of extra/, and those of the posts and pages in `built` (by path)."""
    return (file for _, file in sorted(placed.items()) if not file.owner or file.owner in built)
