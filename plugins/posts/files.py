"""Static files: which are published, where, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from plugins.core.errors import Problem, errors_in
from plugins.core.house import StaticFile
from plugins.core.pictures import Measure, raster, too_large
from plugins.core.post import Page
from plugins.core.records import dataclass
from plugins.core.site import Site, quoted, stem
from plugins.dom.svg import active
from plugins.posts import metadata
from plugins.posts.measure import measure
from plugins.posts.sources import EXTRA, Sources

_MARKUP = ("svg", "xml")
"""Endings of files in which a browser runs what it finds."""
_SAVE_ANEW = "Save it anew, in the format that its ending names."
_WITHOUT = "Export it without metadata (position, camera)."
_TAKE_OUT = "Take that out, and save it as plain SVG or XML in UTF-8."


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
        look = _look_into(sources.root / name, ending)
        if look.wrong:
            out.append(Problem(sources.show(name), 1, "file", look.wrong, look.hint))
            continue
        print_, widths = sources.digest(name) if look.measure else b"", site.settings.image_widths
        image = raster(quoted(address), look.size, look.measure, print_, widths) if owner else None
        if image and (hint := too_large(look.size, look.measure, widths)):
            message = f"is {image.width} by {image.height} pixels: too large to make smaller copies of"
            out.append(Problem(sources.show(name), 1, "file", message, hint, "warning"))
        placed[name] = StaticFile(name, quoted(address), look.size, owner, image)
    return placed


@dataclass(frozen=True, slots=True)
class _Look:
    """size: bytes that will be published, an image counted without its metadata; wrong: what forbids to publish them,
    with a hint."""

    size: int
    wrong: str = ""
    hint: str = ""
    measure: Measure | None = None


def _look_into(path: Path, ending: str) -> _Look:
    with path.open("rb") as file:
        head = file.read(metadata.HEAD)
        whole = head + file.read() if ending in _MARKUP or metadata.is_cleaned(ending) else None
    try:
        if whole is None:
            metadata.check_ending(head, ending)
            edges = _edges(path)
            told = "may tell where it was taken" if metadata.tells_where(edges, ending) else ""
            return _Look(path.stat().st_size, told, _WITHOUT, measure(edges, ending))
        cleaned = metadata.clean(whole, ending)
    except ValueError as error:
        return _Look(0, str(error), _SAVE_ANEW)
    wrong = active(whole) if ending in _MARKUP else None
    return _Look(len(cleaned), wrong or "", _TAKE_OUT, measure(cleaned, ending))


def _edges(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(metadata.EDGE)
        file.seek(max(0, path.stat().st_size - metadata.EDGE))
        return head + file.read()


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


def refused(sources: Sources, items: Mapping[str, Page], problems: Iterable[Problem]) -> frozenset[str]:
    """What is there and not published for reasons that are told: paths in the content folder, and the addresses that
    files would have had. problems: those found so far."""
    wrong = (problem.path for problem in errors_in(problems) if problem.field == "file")
    names = {path.removeprefix(f"{sources.shown}/") for path in wrong}
    addresses = (_address(name, items) for name in names if "/" in name)
    return frozenset(names | {found[0] for found in addresses if found})


def published(placed: Mapping[str, StaticFile], built: set[str]) -> Iterator[StaticFile]:
    """The files that go out: those of extra/, and those of the posts and pages in `built` (by path)."""
    return (file for _, file in sorted(placed.items()) if not file.owner or file.owner in built)
