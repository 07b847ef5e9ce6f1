"""Damage to what is kept between builds, as disks, killed copies and careless hands do it."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import strategies as st

KEPT = st.sampled_from(
    ("cache/articles.sqlite", "builds/output.state*", "cache/files", "cache/templates-*/*", "cache/kept/*")
)
"""Below `.waypost`."""
DAMAGE = st.sampled_from(("flip", "flip many", "cut", "empty", "garbage", "away"))
PLACES = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=3)
"""Where, as shares of the whole."""


def damage(root: Path, which: str, pick: int, how: str, at: list[float]) -> bool:
    """Damage one of the files that `which` names. Returns whether there was one."""
    every = sorted(path for path in (root / ".waypost").glob(which) if path.is_file())
    if not every:
        return False
    path = every[pick % len(every)]
    before, data = path.stat(), bytearray(path.read_bytes())
    path.unlink()
    if how != "away":
        path.write_bytes(_damaged(data, how, at))
        if path.suffix != ".state":  # what a disk alone does to that is not always seen
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return True


def _damaged(data: bytearray, how: str, at: list[float]) -> bytes:
    if how == "garbage":
        return b"garbage " * 500
    if how in ("cut", "empty"):
        return bytes(data[: int(at[0] * len(data)) if how == "cut" else 0])
    for place in at:
        first = int(place * len(data))
        for spot in range(first, min(len(data), first + (64 if how == "flip many" else 1))):
            data[spot] ^= 0x41
    return bytes(data)
