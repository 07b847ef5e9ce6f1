"""What is kept of a build's reports, so that the next one copies what still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from plugins.core.manifest import HOME
from plugins.core.records import dataclass
from plugins.posts.joined import Index

FILES = ("posts.json", "links.csv", "links.json")


@dataclass(slots=True)
class Books:
    """What is kept of a build's reports for the next one: where each post's fragment stands, how many rows it has, and
    what its entry was made of; ground: that of all of them. sizes: (bytes, nanoseconds) of the files, to know whether
    they are still those."""

    csv: Index = field(default_factory=dict)
    json: Index = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    entries: Index = field(default_factory=dict)
    cards: dict[str, bytes] = field(default_factory=dict)
    ground: bytes = b""
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def are_whole(self, folder: Path) -> bool:
        """Whether the reports in `folder` are those that these books are about."""
        return bool(self.sizes) and are_as_left(folder / HOME, self.sizes)


def size_of(path: Path) -> tuple[int, int]:
    """Bytes, and the nanosecond of the last change. Raises OSError."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def are_as_left(folder: Path, sizes: Mapping[str, tuple[int, int]]) -> bool:
    """Whether the files of these paths in `folder` have the sizes that `size_of` gave then."""
    try:
        return all(size_of(folder / path) == size for path, size in sizes.items())
    except OSError:
        return False
