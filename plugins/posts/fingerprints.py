"""Digests of files, worked out once for each state of a file.

A file whose size, times and inode are those of the former look is taken to be the same, as git's index does; one that
changed within the moments before that look is read again, since two writes may share one tick of the clock. Where the
times mean nothing (a fresh checkout in CI), every file is read, and the digest alone decides.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from plugins.core.digest import SIZE, digest
from plugins.core.errors import Problem

_RACY = 2_000_000_000
"""Nanoseconds within which a file may change again without a change of its times (FAT counts in two seconds)."""

_READ = 2**17
"""Bytes that are asked for at once: more than nearly every text has."""

Look = tuple[int, int, int, int]


class Fingerprints:
    """Path → digest of the file's bytes. `path`: where they are kept between runs; None: nowhere."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, tuple[Look, bytes]] = {}
        self._seen: dict[str, tuple[Look, bytes]] = {}
        self._now = time.time_ns()
        if path:
            with suppress(OSError, ValueError, TypeError, EOFError, pickle.UnpicklingError):
                data = path.read_bytes()
                if digest(data[SIZE:]) == data[:SIZE]:
                    self._known = pickle.loads(data[SIZE:])

    def again(self) -> Fingerprints:
        """A new look that knows what this one saw, and is kept in memory only."""
        fresh = Fingerprints()
        fresh._known = self._seen
        return fresh

    def of(self, path: str, stat: os.stat_result | None = None) -> bytes:
        """The digest of a file; `stat` where it is at hand. Raises OSError."""
        stat = stat or os.stat(path)
        look = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        known = self._known.get(path)
        if known and known[0] == look:
            self._seen[path] = known
            return known[1]
        found = digest(contents(path))
        if max(stat.st_mtime_ns, stat.st_ctime_ns) < self._now - _RACY:
            self._seen[path] = (look, found)
        return found

    def below(self, folder: Path, links: bool = False) -> Iterator[tuple[str, bytes]]:
        """(path relative to `folder`, digest) of every file there, sorted; hidden ones and caches passed over.

        links: go into folders that are links, as whoever looks for templates does, unless they lead back to where they
        were found.
        """
        top = len(os.path.join(folder, ""))
        ways = {str(folder): frozenset((os.path.realpath(folder),))}
        for base, dirs, files in os.walk(folder, followlinks=links):
            dirs[:] = sorted(d for d in dirs if not d.startswith(".") and d != "__pycache__")
            for name in [*dirs] if links else ():
                real = os.path.realpath(os.path.join(base, name))
                if real in ways[base]:
                    dirs.remove(name)
                ways[os.path.join(base, name)] = ways[base] | {real}
            for name in sorted(f for f in files if not f.startswith(".")):
                path = os.path.join(base, name)
                stat = _stat(path)
                if stat and S_ISREG(stat.st_mode):
                    yield path[top:], self.of(path, stat)

    def keep(self) -> None:
        """For the next run. What was not asked for is forgotten."""
        if self._path is None or self._seen == self._known:
            return
        data = pickle.dumps(self._seen, protocol=pickle.HIGHEST_PROTOCOL)
        spare = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):  # without it the next run reads more
            self._path.parent.mkdir(parents=True, exist_ok=True)
            spare.write_bytes(digest(data) + data)
            spare.replace(self._path)


def _stat(path: str) -> os.stat_result | None:
    """None for a link that leads nowhere, and for what is gone by now."""
    try:
        return os.stat(path)
    except OSError:
        return None


def contents(path: str) -> bytes:
    """The bytes of a file, as `Path.read_bytes` gives them in three times as long. Raises OSError."""
    file = os.open(path, os.O_RDONLY)
    try:
        found = os.read(file, _READ)
        parts = [found]
        while found:  # only where there is no more, one may say that it was all
            parts.append(found := os.read(file, _READ))
        return parts[0] if len(parts) <= 2 else b"".join(parts)
    except OSError as error:
        error.filename = path  # an open file does not know its name
        raise
    finally:
        os.close(file)


def unreadable(path: str, error: OSError) -> Problem:
    """What a writer is told of a file that the system does not give. path: as Problems name it."""
    return Problem(path, 1, "file", f"cannot be read: {error.strerror}", "Let the one who builds read it.")
