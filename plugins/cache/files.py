"""How a unit's file comes to stand in the output."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def written(content: bytes, place: str) -> os.stat_result:
    """A new file. What stands there is taken away: nothing is written through a link. Raises OSError."""
    try:
        file = os.open(place, _NEW, 0o666)
    except FileExistsError:  # seldom, and to ask before each file costs as much as to make it
        os.unlink(place)
        file = os.open(place, _NEW, 0o666)
    try:
        done = 0
        while done < len(content):
            done += os.write(file, content[done:] if done else content)
        return os.fstat(file)
    finally:
        os.close(file)


def copied(source: Path, place: str) -> os.stat_result:
    """A new file with the bytes of `source`, in the same way. Raises OSError."""
    cleared(place)
    shutil.copyfile(source, place)
    return os.stat(place)


def cleared(place: str) -> None:
    """No file there, whether there was one or not. Raises OSError."""
    with suppress(FileNotFoundError):
        os.unlink(place)


def beginning(source: Path) -> bytes:
    """As much of a copied file as anybody looks through."""
    with source.open("rb") as file:
        return file.read(2**23)


def parents(paths: Iterable[str]) -> set[str]:
    """All folders that these files lie in, each once."""
    found: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return found
