"""Long files made of one fragment for each key: after an edit, all but the edited fragments are copied as they
stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from plugins.core.records import dataclass

Parts = list[bytes | memoryview]
"""What a file is made of, in its order."""
Index = dict[str, tuple[int, int]]
"""Key → where in the file its fragment begins, and how long it is; in bytes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before, between and after the fragments of one file; `end` only where there are any."""

    head: bytes
    between: bytes
    end: bytes
    tail: bytes = b""


@dataclass(slots=True)
class Former:
    """The former build's file, and where its fragments stand in it."""

    path: Path | None = None
    index: Index = field(default_factory=dict)

    def read(self) -> memoryview:
        return memoryview(self.path.read_bytes() if self.path and self.index else b"")

    def is_of(self, keys: Sequence[str], fresh: Mapping[str, bytes]) -> bool:
        """Whether the file with these keys in this order, of which `fresh` are made anew, is the former one."""
        if self.path is None or not self.index or list(self.index) != keys:
            return False
        with self.path.open("rb") as file:
            for key in self.index.keys() & fresh.keys():
                start, size = self.index[key]
                file.seek(start)
                if size != len(fresh[key]) or file.read(size) != fresh[key]:
                    return False
        return True


def joined(frame: Frame, keys: Iterable[str], fresh: Mapping[str, bytes], former: Former) -> tuple[Parts, Index]:
    """The file in parts, for it is long, and where each fragment stands in it. keys: all of them, in order; fresh: the
    new fragments; all others are the former file's."""
    old, at = former.read(), len(frame.head)
    parts: Parts = [frame.head]
    found: Index = {}
    for key in keys:
        if key in fresh:
            part: bytes | memoryview = fresh[key]
        else:
            start, size = former.index[key]
            part = old[start : start + size]
        found[key] = (at, len(part))
        parts += (part, frame.between)
        at += len(part) + len(frame.between)
    if found:
        parts[-1] = frame.end
    parts.append(frame.tail)
    return parts, found
