"""Which file answers a request: as a static host would say it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from plugins.core.records import dataclass
from plugins.core.site import output_path, quoted

LOST = "404.html"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "htm": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml; charset=utf-8",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "zip": "application/zip",
}
"""Ending → media type (IANA's registry; RFC 4287 for Atom, RFC 9239 for scripts); a machine's own table may differ."""


@dataclass(frozen=True, slots=True)
class Answer:
    """status: of HTTP; path: of the file below the output folder; location: where a redirect leads."""

    status: int
    path: str = ""
    location: str = ""


def answer(target: str, base: str, has: Callable[[str], bool]) -> Answer:
    """What a request is answered with. target: path and query as the browser sent them; base: as Site has it."""
    path, mark, query = target.partition("?")
    path = unquote(path)
    if path in (base, "/"):
        return Answer(302, location=f"{base}/{mark}{query}") if base else Answer(200, "index.html")
    inside = path.removeprefix(base)
    if not path.startswith(f"{base}/") or inside.startswith("//"):  # which a redirect would make another host
        return Answer(404, LOST)
    if has(output_path(inside)):
        return Answer(200, output_path(inside))
    if not inside.endswith("/") and has(output_path(f"{inside}/")):
        return Answer(302, location=f"{quoted(f'{base}{inside}')}/{mark}{query}")
    return Answer(404, LOST)


def media_type(path: str) -> str:
    """The Content-Type of a file."""
    name = path.rpartition("/")[2].partition(".")[2].lower()
    while name not in _TYPES and "." in name:
        name = name.partition(".")[2]
    return _TYPES.get(name, "application/octet-stream")
