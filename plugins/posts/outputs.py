"""All or nothing: a build goes into a fresh folder, and one rename makes it the output.

`output` is a symbolic link into `.waypost/builds/` beside it. Killed at any moment, the former build stands whole: what
a killed build leaves is swept by the next one, under the lock. Unchanged files are hard links to the former build's.
"""

from __future__ import annotations

import fcntl
import filecmp
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import Misconfigured

_HOME = ".waypost"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where one output and its builds stand."""

    link: Path

    @property
    def builds(self) -> Path:
        return self.link.parent / _HOME / "builds"

    def current(self) -> Path | None:
        """The folder of the build that the output is now; None before the first build."""
        return self.link.resolve() if self.link.is_symlink() and self.link.exists() else None

    def check(self) -> None:
        """Refuse what is not ours. Raises Misconfigured."""
        if self.link.is_symlink():
            if Path(os.readlink(self.link)).parent.name != "builds" or _HOME not in os.readlink(self.link):
                raise Misconfigured(f"{self.link} is a link to {os.readlink(self.link)}, which no build made")
        elif self.link.is_dir():
            if any(self.link.iterdir()):
                raise Misconfigured(f"{self.link} is a folder that no build made. Move it, or name another --output")
        elif self.link.exists():
            raise Misconfigured(f"{self.link} is a file. Name another --output")

    def sweep(self) -> None:
        """Remove every build of this output but the current one."""
        current = self.current()
        for folder in self.builds.iterdir():
            ours = folder.name.rpartition(".")[0] == self.link.name  # "site.old" has builds here too
            if ours and folder.resolve() != current:
                shutil.rmtree(folder, ignore_errors=True)

    def switch(self, folder: Path) -> None:
        """Make `folder` the output with one rename (POSIX rename(2) replaces atomically)."""
        fresh = self.builds / f"{self.link.name}.link"
        with suppress(FileNotFoundError):
            fresh.unlink()
        fresh.symlink_to(os.path.relpath(folder, self.link.parent), target_is_directory=True)
        if self.link.is_dir() and not self.link.is_symlink():
            self.link.rmdir()
        fresh.rename(self.link)


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A fresh folder that becomes `output` when the block ends well, and is removed when it does not."""
    output = Path(os.path.abspath(output))
    outputs = Outputs(output.parent.resolve() / output.name)
    outputs.check()
    outputs.builds.mkdir(parents=True, exist_ok=True)
    with _locked(outputs.builds.parent / "lock"):
        outputs.sweep()
        folder = outputs.builds / f"{outputs.link.name}.{time.time_ns():x}"
        folder.mkdir()
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        former = outputs.current()
        if former:
            link_unchanged(folder, former)
        outputs.switch(folder)


def link_unchanged(folder: Path, former: Path) -> int:
    """Replace every file of `folder` that has the same bytes in `former` by a hard link to it. Returns how many."""
    linked = 0
    for base, _, names in os.walk(folder):
        for name in names:
            path = Path(base, name)
            old = former / path.relative_to(folder)
            if old.is_file() and not old.is_symlink() and filecmp.cmp(path, old, shallow=False):
                _relink(path, old)
                linked += 1
    return linked


def _relink(path: Path, old: Path) -> None:
    """A file system without hard links keeps the copy: it has the same bytes."""
    spare = path.with_name(f".{path.name}.link")
    with suppress(OSError):
        os.link(old, spare)
        spare.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One build at a time; a second waits, and says for whom."""
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "?"
            print(f"another build (process {holder}) is at work: waiting for it", file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        yield
