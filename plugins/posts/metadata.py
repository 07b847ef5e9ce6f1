"""Images as they are published: without positions, cameras, names, comments and thumbnails; every pixel as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plugins.posts import chunks, gif, jpeg

_FORMATS: Mapping[str, str] = {
    "png": "PNG",
    "apng": "PNG",
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "jpe": "JPEG",
    "jfif": "JPEG",
    "gif": "GIF",
    "webp": "WebP",
    "avif": "AVIF",
}
_CLEANERS: Mapping[str, Callable[[bytes], bytes]] = {
    "PNG": chunks.clean_png,
    "JPEG": jpeg.clean,
    "GIF": gif.clean,
    "WebP": chunks.clean_webp,
}
_BEGINNINGS = {chunks.PNG: "PNG", b"\xff\xd8\xff": "JPEG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
_TELLTALES: Mapping[str, tuple[bytes, ...]] = {
    "avif": (b"Exif", b"x:xmpmeta"),
    "mp4": (b"\xa9xyz", b"location.ISO6709"),
}
"""In files that are published as they are: what a camera or telephone writes beside where it was."""
EDGE = 2**20
"""Bytes at each end of a film that hold what is told about it."""
HEAD = 16
"""Bytes of a file that tell its format."""


def is_cleaned(ending: str) -> bool:
    """Whether files with this ending are published without their metadata. ending: in any case, with or without dot."""
    return _format(ending) in _CLEANERS


def clean(data: bytes, ending: str) -> bytes:
    """The bytes to publish of a file with this ending: those of an image without metadata, any other as they are.

    The same bytes give the same bytes, and what is clean stays as it is. Raises ValueError in a writer's words, to go
    on after the file's name: for a broken image, and for an image with another format's ending.
    """
    check_ending(data, ending)
    said = _format(ending)
    if said not in _CLEANERS:
        return data
    if not _found(data):
        raise ValueError(f"is no valid {said}: it does not begin as one")
    try:
        return _CLEANERS[said](data)
    except ValueError as error:
        raise ValueError(f"is no valid {said}: {error}") from None


def check_ending(head: bytes, ending: str) -> None:
    """Raise ValueError where a file's first bytes (HEAD are enough) are of an image that its ending does not name."""
    found = _found(head)
    if found and found != _format(ending):
        raise ValueError(f"is a {found}, and its ending says {ending.lstrip('.').lower()!r}")


def tells_where(edges: bytes, ending: str) -> bool:
    """Whether a file that is not cleaned may tell where it was taken. edges: its first and last EDGE bytes."""
    return any(mark in edges for mark in _TELLTALES.get(ending.lstrip(".").lower(), ()))


def _format(ending: str) -> str:
    return _FORMATS.get(ending.lstrip(".").lower(), "")


def _found(head: bytes) -> str:
    """The image format that a file's first bytes are of; "" for all others."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    return next((name for magic, name in _BEGINNINGS.items() if head.startswith(magic)), "")
