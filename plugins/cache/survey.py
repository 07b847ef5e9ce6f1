"""What lies in the folder that a build uses again, held against the former build: most of it is the same file in both.

To look at each of a hundred thousand files takes as long as all else after an edit, so it is done apart while others
work, and what comes back is what is not as it should be.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import field
from pathlib import Path

from plugins.cache.state import Known
from plugins.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Survey:
    """Paths of files, but for `folders`. more: in the folder, and not known; absent: known, and not in the folder;
    other: known, and in the folder as another file than the former build's; spoilt: known, and the former build's file
    is not as it had left it."""

    folders: set[str] = field(default_factory=lambda: {""})
    more: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)


def survey(folder: Path, former: Path | None, known: Mapping[str, Known]) -> Survey:
    """Look at both folders. known: the files of the former build, as it left them. What is neither file nor folder is
    taken away from `folder`."""
    files, folders = listed(folder)
    found = Survey(folders)
    for path, one in known.items():
        inode, stat = files.pop(path, None), _stat(f"{former}/{path}")
        if inode is None:
            found.absent.add(path)
        if stat is None or not _is_as_left(stat, one):
            found.spoilt.add(path)
        elif inode not in (None, stat.st_ino):
            found.other.add(path)
    found.more.update(files)
    return found


def is_whole(folder: Path, known: Mapping[str, Known], more: Collection[str]) -> bool:
    """Whether `folder` holds the known files as a build had left them, the files `more`, and nothing else."""
    try:
        return _holds(folder, known, more)
    except OSError:  # what cannot be looked at is not as it was left
        return False


def _holds(folder: Path, known: Mapping[str, Known], more: Collection[str]) -> bool:
    waiting, there = [""], 0
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{folder}/{inside}") as found:
            entries = list(found)
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
            elif entry.is_file(follow_symlinks=False) and (path in more or _is_known(entry, known.get(path))):
                there += 1
            else:
                return False
        if not entries:
            return False
    return there == len(known) + len(more)


def _is_known(entry: os.DirEntry[str], known: Known | None) -> bool:
    return known is not None and _is_as_left(entry.stat(follow_symlinks=False), known)


def _is_as_left(stat: os.stat_result, known: Known) -> bool:
    return (stat.st_size, stat.st_mtime_ns) == (known.size, known.mtime)


def listed(folder: Path) -> tuple[dict[str, int], set[str]]:
    """(file → inode, folders) of everything below `folder`, by their paths in it; what is neither is taken away."""
    files: dict[str, int] = {}
    folders = {""}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        before = f"{inside}/" if inside else ""
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                path = before + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    files[path] = entry.inode()
                else:
                    os.unlink(entry.path)
    return files, folders


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path, follow_symlinks=False)
    except OSError:
        return None
