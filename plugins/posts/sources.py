"""What lies in the content folder. Regular files inside it only; every other thing is named in a Problem."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.core.errors import Misconfigured, Problem

POSTS, PAGES, DATA, EXTRA = "posts", "pages", "data", "extra"
_LEFTOVERS = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp")


@dataclass(slots=True)
class Sources:
    """Paths relative to the content folder, sorted. Problems name files as the writer sees them."""

    root: Path
    shown: str
    posts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    static: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def show(self, name: str) -> str:
        """A path as Problems name it: from where the writer works."""
        return str(PurePosixPath(self.shown) / name)


def find(root: Path) -> Sources:
    """Everything below `root`. Raises Misconfigured where it is no folder."""
    if not root.is_dir():
        raise Misconfigured(f"the content folder {root} does not exist. Name another with --content DIR")
    out = Sources(root=root, shown=_shown(root))
    for top in (POSTS, PAGES, DATA, EXTRA):
        for name in _files(root, top, out):
            _sort_in(out, top, name)
    return out


def _shown(root: Path) -> str:
    try:
        return root.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return root.as_posix()


def _files(root: Path, top: str, out: Sources) -> Iterator[str]:
    """Names of regular files below `root/top`, hidden ones and editors' leftovers passed over."""
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        for entry in entries:
            name = f"{folder}/{entry.name}"
            if entry.name.startswith((".", "#")) or entry.name.endswith(_LEFTOVERS):
                continue
            if entry.is_symlink():
                out.problems.append(_odd(out, name, "is a symbolic link", "Put the file itself here."))
            elif entry.is_dir():
                pending.append(name)
            elif not stat.S_ISREG(entry.stat().st_mode):
                out.problems.append(_odd(out, name, "is no regular file", "Take it out of the content folder."))
            else:
                yield name


def _odd(out: Sources, name: str, message: str, hint: str) -> Problem:
    return Problem(out.show(name), 1, "file", message, hint)


def _sort_in(out: Sources, top: str, name: str) -> None:
    markdown = name.endswith(".md")
    if top == DATA:
        out.data.append(name)
    elif markdown and top == POSTS:
        out.posts.append(name)
    elif markdown and top == PAGES:
        out.pages.append(name)
    else:
        out.static.append(name)


def digest(folders: Sequence[Path], extra: str = "") -> str:
    """A hash of every file in `folders` (and of `extra`): the same where nothing that a build reads has changed."""
    total = hashlib.blake2b(extra.encode(), digest_size=16)
    for folder in folders:
        for base, dirs, files in os.walk(folder):
            dirs[:] = sorted(d for d in dirs if not d.startswith(".") and d != "__pycache__")
            for name in sorted(f for f in files if not f.startswith(".")):
                path = Path(base, name)
                if path.is_file():
                    total.update(f"\0{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
                    total.update(path.read_bytes())
    return total.hexdigest()
