"""Tells of changed files, whatever becomes of the folders that they are in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, Queue

from watchfiles import Change, watch

from plugins.serve.site import Site

_STEP = 10
"""Milliseconds without a change after which changes are told: most of what a save waits for."""
_LOOK = 1000
"""Milliseconds after which the folders themselves are looked at: one may have been deleted, and made anew."""
_CALM = 0.12
"""Seconds of quiet that end a burst (git checkout), or an editor's save that takes the file away for a moment."""
_PATIENCE = 3.0
"""Seconds after which a burst that does not end is told as far as it is."""
_LEFTOVERS = ("~", ".swp", ".swo", ".swx", ".bak", ".orig", ".tmp", "___jb_tmp___", "___jb_old___")
_PASSED = frozenset(["__pycache__", "node_modules"])
Found = set[tuple[Change, Path]]
Mark = tuple[int, int] | None
"""What a folder is to the system (device, inode); None where it is not there."""


class Watch:
    """Watches the folders of a site in threads of its own, from `start` on; `changes` gives what they saw."""

    def __init__(self, site: Site, echo: Callable[[str], None]) -> None:
        self.site, self.echo = site, echo
        self.stopped = threading.Event()
        self._queue: Queue[Found] = Queue()
        self._polling: bool | None = None

    def start(self) -> None:
        for deep in (True, False):
            threading.Thread(target=self._follow, args=(deep,), daemon=True, name="watch").start()

    def stop(self) -> None:
        self.stopped.set()

    def is_calm(self) -> bool:
        """Whether everything seen was given out."""
        return self._queue.empty()

    def changes(self) -> Iterator[list[Path]]:
        """Changed files, as soon as a save or a burst of them is through; for ever."""
        while not self.stopped.is_set():
            try:
                found = self._queue.get(timeout=1)
            except Empty:
                continue
            paths = _lasting(self._whole(found))
            if paths:
                yield paths

    def _whole(self, found: Found) -> Found:
        """One file that was written is told at once; where more has changed, or something is gone, more may come."""
        end, found = time.monotonic() + _PATIENCE, set(found)
        while (len(found) > 1 or any(kind is Change.deleted for kind, _ in found)) and time.monotonic() < end:
            try:
                found |= self._queue.get(timeout=_CALM)
            except Empty:
                break
        return found

    def _follow(self, deep: bool) -> None:
        """deep: the site's folders with all that is below them; else the settings file's, and nothing below."""
        marks = self._marks(deep)
        while not self.stopped.is_set():
            folders = [folder for folder, mark in marks.items() if mark]
            try:
                if folders:
                    self._see(folders, deep, marks)
                else:
                    self.stopped.wait(_LOOK / 4000)
            except FileNotFoundError:  # gone between the look and the watch
                self.stopped.wait(_LOOK / 4000)
            except (OSError, RuntimeError) as error:
                self._poll(error)
            marks = self._told_anew(deep, marks)

    def _see(self, folders: Sequence[Path], deep: bool, marks: object) -> None:
        """Watch these folders until one of them is another."""
        for changes in watch(
            *folders,
            watch_filter=None,
            debounce=100,
            step=_STEP,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=self.stopped,
            raise_interrupt=False,
            force_polling=self._polling,
            recursive=deep,
            ignore_permission_denied=True,
        ):
            found = {(kind, Path(path)) for kind, path in changes if self._counts(Path(path), folders, deep)}
            if found:
                self._queue.put(found)
            if self._marks(deep) != marks:
                return

    def _told_anew(self, deep: bool, former: dict[Path, Mark]) -> dict[Path, Mark]:
        """What the folders are now; those that are not what they were are told as changed."""
        marks = self._marks(deep)
        others = {folder for folder, mark in marks.items() if former.get(folder) != mark}
        if others:
            self._queue.put({(Change.deleted, folder) for folder in others})
        return marks

    def _marks(self, deep: bool) -> dict[Path, Mark]:
        return {folder: _mark(folder) for folder in (self.site.folders if deep else (self.site.settings.parent,))}

    def _counts(self, path: Path, folders: Sequence[Path], deep: bool) -> bool:
        if not deep:
            return path == self.site.settings or path in self.site.folders
        return any(counts(path.relative_to(folder).parts) for folder in folders if path.is_relative_to(folder))

    def _poll(self, error: Exception) -> None:
        """Where the system watches no more folders (or has been asked for too many), look for ourselves."""
        if self._polling:
            self.stopped.wait(1)
        else:
            self._polling = True
            self.echo(f"the system does not watch the folders ({error}): they are looked at all the time instead")


def _lasting(found: Found) -> list[Path]:
    """The changed files, without those that came and went, as an editor's spare copies do."""
    passing = {path for kind, path in found if kind is Change.added and not path.exists()}
    return sorted({path for _, path in found} - passing)


def counts(parts: Sequence[str]) -> bool:
    """Whether a build might read a file. parts: of its path, from the folder that is watched."""
    hidden = any(part.startswith(".") and part != ".well-known" for part in parts)
    if hidden or _PASSED.intersection(parts):
        return False
    name = parts[-1] if parts else ""
    return not (name.endswith(_LEFTOVERS) or (name.startswith("#") and name.endswith("#")) or name == "4913")


def _mark(folder: Path) -> Mark:
    try:
        stat = folder.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
