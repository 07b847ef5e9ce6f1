"""All or nothing: a build goes into a fresh folder, and one rename makes it the output.

`output` is a symbolic link into `.waypost/builds/` beside it. Killed at any moment, the former build stands whole: what
a killed build leaves is used or swept by the next one, under the lock. Unchanged files are hard links to the former's.
What is known of a build's files stands in one file beside its folder, with the folder's name in it.
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
from pathlib import Path

from plugins.core.errors import Misconfigured
from plugins.core.house import Stage
from plugins.core.records import dataclass
from plugins.posts.topdir import spread

_HOME = ".waypost"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where one output and its builds stand."""

    link: Path

    @property
    def builds(self) -> Path:
        return self.link.parent / _HOME / "builds"

    @property
    def state(self) -> Path:
        return self.builds / f"{self.link.name}.state"

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

    def spare(self) -> list[Path]:
        """Every build of this output but the current one, the newest first: of these only the next build knows."""
        current = self.current()
        ours = (f for f in self.builds.iterdir() if f.name.rpartition(".")[0] == self.link.name)  # not "site.old"'s
        folders = [f for f in ours if f.is_dir() and not f.is_symlink() and f.resolve() != current]
        return sorted(folders, key=lambda folder: folder.name, reverse=True)

    def fresh(self, reuse: bool) -> Path:
        """A folder for a build. reuse: the one before the current build, with what is in it: most of that is what the
        new one will have, and to make and remove thousands of folders takes longer than all else after an edit."""
        folder = self.builds / f"{self.link.name}.{time.time_ns():x}"
        base, *others = [*self.spare(), None] if reuse else [None, *self.spare()]
        for other in filter(None, others):
            shutil.rmtree(other, ignore_errors=True)
        if base is None:
            folder.mkdir()
        else:
            base.rename(folder)
        return folder

    def switch(self, folder: Path) -> None:
        """Make `folder` the output with one rename (POSIX rename(2) replaces atomically)."""
        fresh = self.builds / f"{self.link.name}.link"
        with suppress(FileNotFoundError):
            fresh.unlink()
        fresh.symlink_to(os.path.relpath(folder, self.link.parent), target_is_directory=True)
        if self.link.is_dir() and not self.link.is_symlink():
            self.link.rmdir()
        fresh.rename(self.link)


def builds_of(output: Path) -> Path:
    """The folder of an output's builds."""
    return Outputs(Path(os.path.abspath(output))).builds


@contextmanager
def staged(output: Path, reuse: bool = False) -> Iterator[Stage]:
    """A stage whose folder becomes `output` when the block ends well. reuse: files of an older build may lie in it."""
    output = Path(os.path.abspath(output))
    outputs = Outputs(output.parent.resolve() / output.name)
    outputs.check()
    outputs.builds.mkdir(parents=True, exist_ok=True)
    spread(outputs.builds)
    with _locked(outputs.builds.parent / "lock"):
        former = outputs.current()
        stage = Stage(outputs.fresh(reuse and former is not None), former, outputs.state)
        try:
            yield stage
        except BaseException:
            if former is None or not reuse:
                shutil.rmtree(stage.folder, ignore_errors=True)
            raise
        if stage.same:
            return
        outputs.switch(stage.folder)
        for step in stage.afterwards:
            step()


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
