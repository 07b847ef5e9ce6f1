"""What lies in the content folder. Regular files inside it only; every other thing is named in a Problem."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from plugins.core.digest import digest
from plugins.core.errors import Misconfigured, Problem, Severity, did_you_mean
from plugins.core.records import dataclass
from plugins.posts.fingerprints import Fingerprints, contents

POSTS, PAGES, DATA, EXTRA = "posts", "pages", "data", "extra"
_TOPS = (POSTS, PAGES, DATA, EXTRA)
_LEFTOVERS = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp")


@dataclass(slots=True)
class Sources:
    """Paths relative to the content folder, sorted. Problems name files as the writer sees them.

    instead: bytes that stand in for those of a file (an older version, with --hold-back); stats: what the system told
    of each file; prints: the digests of their bytes; asked: those of this build so far.
    """

    root: Path
    shown: str
    posts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    static: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    instead: dict[str, bytes] = field(default_factory=dict)
    stats: dict[str, os.stat_result] = field(default_factory=dict)
    prints: Fingerprints = field(default_factory=Fingerprints)
    asked: dict[str, bytes] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Every file that the build reads."""
        return [*self.posts, *self.pages, *self.data, *self.static]

    def digest(self, name: str) -> bytes:
        """The digest of a file's bytes, the same for a whole build. Raises OSError where they cannot be read."""
        if name in self.instead:
            return digest(self.instead[name])
        if name not in self.asked:
            self.asked[name] = self.prints.of(f"{self.root}/{name}", self.stats.get(name))
        return self.asked[name]

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """(name, digest) of every file; one that cannot be read has none."""
        for name in self.names:
            try:
                yield name, self.digest(name)
            except OSError:
                yield name, b""

    def read(self, name: str) -> bytes:
        return self.instead[name] if name in self.instead else contents(f"{self.root}/{name}")

    def show(self, name: str) -> str:
        """A path as Problems name it: from where the writer works."""
        return name if self.shown == "." else f"{self.shown.rstrip('/')}/{name}"


def find(root: Path, prints: Fingerprints | None = None) -> Sources:
    """Everything below `root`; what lies beside the four folders is told, or a post put there would be lost.

    Raises Misconfigured where `root` is no folder.
    """
    if not root.is_dir():
        raise Misconfigured(f"the content folder {root} does not exist. Name another with --content DIR")
    out = Sources(root=root, shown=_shown(root), prints=prints or Fingerprints())
    for entry in _entries(root, "", out):
        if entry.name not in _TOPS or not entry.is_dir():
            out.problems.append(_odd(out, entry.name, "is read by nobody", did_you_mean(entry.name, _TOPS)))
            continue
        for name in sorted(_files(root, entry.name, out)):
            _sort_in(out, entry.name, name)
    return out


def _shown(root: Path) -> str:
    try:
        return root.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return root.as_posix()


def _files(root: Path, top: str, out: Sources) -> Iterator[str]:
    """Names of regular files below `root/top`."""
    pending = [top]
    while pending:
        folder = pending.pop()
        for entry in _entries(root, f"{folder}/", out):
            name = f"{folder}/{entry.name}"
            if entry.is_dir():
                pending.append(name)
                continue
            out.stats[name] = entry.stat()
            if stat.S_ISREG(out.stats[name].st_mode):
                yield name
            else:
                out.problems.append(_odd(out, name, "is no regular file", "Take it out of the content folder."))


def _entries(root: Path, folder: str, out: Sources) -> Iterator[os.DirEntry[str]]:
    """What lies in `root/folder`, by name; hidden entries and editors' leftovers are passed over, links are told."""
    with os.scandir(root / folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if _is_passed_over(entry.name):
            if entry.name.startswith(".") and entry.name.endswith(".md"):
                message = "is hidden, and not read"
                out.problems.append(_odd(out, folder + entry.name, message, "Take the dot off its name.", "warning"))
            continue
        if not _is_text(entry.name):
            name = folder + os.fsencode(entry.name).decode("utf-8", "backslashreplace")
            out.problems.append(_odd(out, name, "has a name that is not UTF-8", "Rename it."))
        elif entry.is_symlink():
            out.problems.append(_odd(out, folder + entry.name, "is a symbolic link", "Put the file itself here."))
        else:
            yield entry


def _is_passed_over(name: str) -> bool:
    """Hidden files (keys, .env, .git) and what editors leave behind; /.well-known/ (RFC 8615) is no secret."""
    hidden = name.startswith(".") and name != ".well-known"
    return hidden or name.endswith(_LEFTOVERS) or (name.startswith("#") and name.endswith("#"))


def _is_text(name: str) -> bool:
    """Whether a name from the disk was UTF-8; what was not is held in lone surrogates (PEP 383)."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _odd(out: Sources, name: str, message: str, hint: str, severity: Severity = "error") -> Problem:
    return Problem(out.show(name), 1, "file", message, hint, severity)


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
