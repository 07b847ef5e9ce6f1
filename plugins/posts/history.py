"""Older versions of a source file, where git knows them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from plugins.core.records import dataclass

_MOST = 50


@dataclass(frozen=True, slots=True)
class Version:
    """One committed state of a file. commit: abbreviated; day: of the commit, ISO 8601."""

    commit: str
    day: str
    source: bytes


def versions(path: Path) -> Iterator[Version]:
    """The committed versions of a file, newest first, at most 50; none where git does not know it."""
    log = _git(path.parent, "log", f"-{_MOST}", "--format=%h %cs", "--", path.name)
    for line in log.decode("ascii", "replace").splitlines():
        commit, _, day = line.partition(" ")
        source = _git(path.parent, "show", f"{commit}:./{path.name}")
        if source:
            yield Version(commit, day, source)


def _git(folder: Path, *words: str) -> bytes:
    """What git says, or nothing. Its own paging, prompting and hooks stay out."""
    command = ["git", "--no-pager", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
