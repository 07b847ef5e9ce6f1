"""A tree of files, by content: path → SHA-256 and size. Time stamps say nothing about what changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from plugins.core.errors import PublishFailed
from plugins.core.text import printable


class Fingerprint(BaseModel):
    """A file's content. sha256: hex; size: bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0)]


Tree = Mapping[str, Fingerprint]
"""Paths relative to the root, with "/", in sorted order."""


def fingerprint(path: Path) -> Fingerprint:
    """The fingerprint of a regular file; a symbolic link is an OSError."""
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return Fingerprint(sha256=digest.hexdigest(), size=file.tell())


def measure(root: Path, skip: str = "", strict: bool = True) -> Tree:
    """All files below `root`, without the folder or file `skip` at its top.

    Links, pipes, sockets, devices and names that are not UTF-8 raise PublishFailed with the list of them; where not
    `strict` they are passed over, as if they were not there. Empty folders do not count.
    """
    found = sorted((path, regular) for path, regular in _walk(root) if not skip or path.split("/")[0] != skip)
    odd = [_shown(path) for path, regular in found if not regular]
    if odd and strict:
        more = f" and {len(odd) - 10} more" if len(odd) > 10 else ""
        raise PublishFailed(f"only plain files can be published, not links or devices: {', '.join(odd[:10])}{more}")
    return {path: fingerprint(root / path) for path, regular in found if regular}


def _walk(root: Path, below: str = "") -> Iterator[tuple[str, bool]]:
    """(path, whether it is a plain file with a name that can be written down) of all that is no folder."""
    with os.scandir(root / below) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False) and _is_text(entry.name):
                yield from _walk(root, f"{path}/")
            else:
                yield path, entry.is_file(follow_symlinks=False) and _is_text(entry.name)


def _shown(path: str) -> str:
    return printable(path.encode("utf-8", "backslashreplace").decode())


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
