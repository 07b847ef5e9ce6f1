"""Real folders, watched by the real library. Nothing is timed: each test waits for what must come."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from plugins.serve.watch import Watch, counts
from tests.serve.sites import Pages

LIMIT = 60


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/x.md", True),
        ("posts/x/chart.png", True),
        ("", True),
        (".well-known/security.txt", True),
        (".git/index", False),
        (".waypost/cache/files", False),
        ("posts/.x.md.swp", False),
        ("posts/x.md~", False),
        ("posts/x.md.tmp", False),
        ("posts/#x.md#", False),
        ("posts/.#x.md", False),
        ("posts/4913", False),
        ("templates/__pycache__/x.pyc", False),
        ("static/node_modules/x/y.js", False),
        ("posts/x.md___jb_tmp___", False),
    ],
)
def test_what_a_build_never_reads_does_not_count(path: str, expected: bool) -> None:
    assert counts(Path(path).parts) is expected


class Seen:
    """What a watch tells, in its order."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: list[str] = []
        self.site = Pages(folders=(root / "content", root / "theme"), settings=root / "pelicanconf.py")
        self.watch = Watch(self.site, self.told.append)
        self._queue: Queue[list[Path]] = Queue()
        self.watch.start()
        Thread(target=lambda: [self._queue.put(paths) for paths in self.watch.changes()], daemon=True).start()
        self.write_until_told("content/wake.md")
        self.write_until_told("pelicanconf.py")

    def write_until_told(self, name: str) -> None:
        """A watch begins some time after it was told to: write until it sees that, and until nothing more comes."""
        end = time.monotonic() + LIMIT
        while not self._is_told(name):
            assert time.monotonic() < end, f"{name} is never told"
            (self.root / name).write_text(str(time.monotonic()))
        self.rest()

    def _is_told(self, name: str) -> bool:
        try:
            while self.root / name not in self._queue.get(timeout=0.1):
                pass
        except Empty:
            return False
        return True

    def rest(self) -> None:
        """Until nothing comes any more."""
        with suppress(Empty):
            while True:
                self._queue.get(timeout=0.5)

    def next(self) -> list[str]:
        return [path.relative_to(self.root).as_posix() for path in self._queue.get(timeout=LIMIT)]

    def until(self, name: str) -> None:
        while name not in self.next():
            pass

    @property
    def is_silent(self) -> bool:
        return self._queue.empty()


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    (tmp_path / "content/posts").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    (tmp_path / "content/posts/x.md").write_text("x")
    found = Seen(tmp_path)
    yield found
    found.watch.stop()


def test_a_save_is_told_with_its_file(seen: Seen) -> None:
    (seen.root / "content/posts/x.md").write_text("y")
    assert seen.next() == ["content/posts/x.md"]


def test_an_atomic_save_is_one_change_of_one_file(seen: Seen) -> None:
    path, spare = seen.root / "content/posts/x.md", seen.root / "content/posts/sedQ8x1"
    spare.write_text("y")
    spare.rename(path)
    assert seen.next() == ["content/posts/x.md"]


def test_a_save_that_takes_the_file_away_for_a_moment_is_one_change(seen: Seen) -> None:
    path, backup = seen.root / "content/posts/x.md", seen.root / "content/posts/x.md~"
    path.rename(backup)
    path.write_text("y")
    backup.unlink()
    assert seen.next() == ["content/posts/x.md"]
    seen.rest()
    assert seen.is_silent


def test_what_came_and_went_is_not_told(seen: Seen) -> None:
    (seen.root / "content/posts/spare").write_text("y")
    (seen.root / "content/posts/spare").unlink()
    (seen.root / "content/posts/.x.md.swp").write_text("y")
    (seen.root / "content/posts/last.md").write_text("y")
    assert seen.next() == ["content/posts/last.md"]


def test_a_burst_is_one_change(seen: Seen) -> None:
    names = [f"content/posts/{n:03}.md" for n in range(300)]
    line = 'for name in "$@"; do echo text > "$name"; done'
    subprocess.run(["sh", "-c", line, "sh", *names], cwd=seen.root, check=True)
    assert seen.next() == names


def test_the_settings_file_counts_and_its_neighbours_do_not(seen: Seen) -> None:
    (seen.root / "notes.txt").write_text("y")
    (seen.root / "output").mkdir()
    (seen.root / "output/index.html").write_text("y")
    (seen.root / "pelicanconf.py").write_text("y")
    assert seen.next() == ["pelicanconf.py"]


def test_a_folder_that_is_deleted_and_made_anew_is_watched_on(seen: Seen) -> None:
    shutil.rmtree(seen.root / "content")
    seen.until("content")
    (seen.root / "content/posts").mkdir(parents=True)
    seen.until("content")
    seen.write_until_told("content/posts/new.md")
    seen.write_until_told("theme/base.css")


def test_other_folders_are_watched_when_the_site_has_others(seen: Seen) -> None:
    (seen.root / "other").mkdir()
    seen.site.folders = (seen.root / "content", seen.root / "other")
    seen.until("other")
    seen.write_until_told("other/page.html")


def test_where_the_system_does_not_watch_folders_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import plugins.serve.watch as room

    real = room.watch

    def full(*folders: Path, **values: object) -> object:
        if not values["force_polling"]:
            raise OSError("OS file watch limit reached")
        return real(*folders, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "watch", full)
    (tmp_path / "content").mkdir()
    (tmp_path / "theme").mkdir()
    seen = Seen(tmp_path)
    seen.write_until_told("content/x.md")
    assert [line for line in seen.told if "limit reached" in line]
    seen.watch.stop()
