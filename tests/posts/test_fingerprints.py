from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.core.digest import digest
from plugins.posts import fingerprints
from plugins.posts.fingerprints import Fingerprints, contents
from tests.posts.blogs import write


class Clock:
    """The clock of the looks; files have the real one's times."""

    def __init__(self) -> None:
        self.ahead = 10_000_000_000

    def time_ns(self) -> int:
        return _now() + self.ahead


def _now() -> int:
    return time.time_ns()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Ten seconds ahead: what was just written is old by it."""
    found = Clock()
    monkeypatch.setattr(fingerprints, "time", found)
    return found


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes were read."""
    found: list[str] = []
    original = fingerprints.contents

    def read(path: str) -> bytes:
        found.append(Path(path).name)
        return original(path)

    monkeypatch.setattr(fingerprints, "contents", read)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path, {"a.md": "text"}) / "a.md"


def look(file: Path, kept: Path | None = None) -> bytes:
    """One run: a look at one file, and what is kept of it."""
    prints = Fingerprints(kept)
    found = prints.of(str(file))
    prints.keep()
    return found


def test_the_digest_is_that_of_the_bytes(file: Path) -> None:
    assert look(file) == digest(b"text")


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        look(tmp_path / "gone")


def test_what_has_not_changed_is_read_once(clock: Clock, reads: list[str], file: Path, tmp_path: Path) -> None:
    for _ in range(3):
        assert look(file, tmp_path / "kept") == digest(b"text")
    assert reads == ["a.md"]


def test_what_changed_a_moment_ago_is_read_again(clock: Clock, reads: list[str], file: Path, tmp_path: Path) -> None:
    """Two writes may share one tick of the clock."""
    clock.ahead = 0
    for _ in range(3):
        look(file, tmp_path / "kept")
    assert reads == ["a.md"] * 3


def test_so_is_what_is_of_tomorrow(clock: Clock, reads: list[str], file: Path, tmp_path: Path) -> None:
    os.utime(file, ns=(0, _now() + 10**14))
    for _ in range(2):
        look(file, tmp_path / "kept")
    assert reads == ["a.md"] * 2


def _replaced(path: Path, text: str, keep_time: bool = False) -> None:
    """As editors save: another file takes the place."""
    before = path.stat()
    spare = path.with_name("spare")
    spare.write_text(text)
    if keep_time:
        os.utime(spare, ns=(before.st_atime_ns, before.st_mtime_ns))
    spare.replace(path)


def _rewritten(path: Path, text: str, keep_time: bool = False) -> None:
    before = path.stat()
    path.write_text(text)
    if keep_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], None]] = {
    "longer": lambda path: _rewritten(path, "text, and more"),
    "of the same size": lambda path: _rewritten(path, "TEXT"),
    "of the same size and time": lambda path: _rewritten(path, "TEXT", keep_time=True),
    "another file": lambda path: _replaced(path, "TEXT"),
    "another file of the same size and time": lambda path: _replaced(path, "TEXT", keep_time=True),
}


@pytest.mark.parametrize("how", CHANGES)
def test_every_change_is_seen(clock: Clock, file: Path, tmp_path: Path, how: str) -> None:
    look(file, tmp_path / "kept")
    CHANGES[how](file)
    assert look(file, tmp_path / "kept") == digest(file.read_bytes()) != digest(b"text")


def test_where_the_times_mean_nothing_the_digest_decides(
    clock: Clock, reads: list[str], file: Path, tmp_path: Path
) -> None:
    look(file, tmp_path / "kept")
    os.utime(file)
    assert look(file, tmp_path / "kept") == digest(b"text")
    assert reads == ["a.md"] * 2


def test_what_was_not_asked_for_is_forgotten(clock: Clock, reads: list[str], tmp_path: Path) -> None:
    one, two = (write(tmp_path, {name: name}) / name for name in ("one", "two"))
    prints = Fingerprints(tmp_path / "kept")
    for path in (one, two):
        prints.of(str(path))
    prints.keep()
    look(one, tmp_path / "kept")
    reads.clear()
    look(one, tmp_path / "kept")
    look(two, tmp_path / "kept")
    assert reads == ["two"]


DAMAGE: dict[str, Callable[[Path], Any]] = {
    "a byte": lambda path: path.write_bytes(path.read_bytes()[:-3] + b"\x00" + path.read_bytes()[-2:]),
    "cut": lambda path: os.truncate(path, 30),
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"garbage" * 9),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_what_is_kept_and_damaged_is_read_anew(
    clock: Clock, reads: list[str], file: Path, tmp_path: Path, how: str
) -> None:
    look(file, tmp_path / "kept")
    DAMAGE[how](tmp_path / "kept")
    assert look(file, tmp_path / "kept") == digest(b"text")
    assert reads == ["a.md"] * 2


def test_where_nothing_can_be_kept_all_is_read(clock: Clock, reads: list[str], file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    for _ in range(2):
        assert look(file, tmp_path / "taken/kept") == digest(b"text")
    assert reads == ["a.md"] * 2


def test_below_a_folder_everything_sorted_hidden_files_and_caches_apart(tmp_path: Path) -> None:
    names = ("b/c.py", "a.py", "b/a.txt", ".hidden", ".git/x", "b/__pycache__/c.pyc", "b/.x/y")
    write(tmp_path, dict.fromkeys(names, "x"))
    (tmp_path / "dead").symlink_to("nowhere")
    (tmp_path / "link").symlink_to("a.py")
    found = list(Fingerprints().below(tmp_path))
    assert found == [(name, digest(b"x")) for name in ("a.py", "link", "b/a.txt", "b/c.py")]


def test_looking_again_in_one_process(clock: Clock, reads: list[str], file: Path) -> None:
    prints = Fingerprints()
    prints.of(str(file))
    again = prints.again()
    assert again.of(str(file)) == digest(b"text")
    assert reads == ["a.md"]
    file.write_text("other")
    assert again.again().of(str(file)) == digest(b"other")


def test_two_processes_keep_at_once_and_one_of_them_stays_whole(clock: Clock, tmp_path: Path) -> None:
    files = [write(tmp_path, {f"{n}": f"{n}"}) / f"{n}" for n in range(50)]
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            for _ in range(20):
                prints = Fingerprints(tmp_path / "kept")
                for path in files:
                    prints.of(str(path))
                prints._seen = dict(list(prints._seen.items())[: os.getpid() % 50 + 1])
                prints.keep()
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert len(Fingerprints(tmp_path / "kept")._known) >= 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == ["kept"]


@pytest.mark.parametrize("size", [0, 1, 2**17 - 1, 2**17, 2**17 + 1, 2**18, 2**18 + 5])
def test_contents_are_all_of_a_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(os.urandom(size))
    assert contents(str(path)) == path.read_bytes()


def test_a_system_that_gives_a_file_in_pieces_gives_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a network's file systems may."""
    path, real = tmp_path / "file", os.read
    path.write_bytes(bytes(range(256)) * 9)
    monkeypatch.setattr(os, "read", lambda file, most: real(file, min(most, 1000)))
    assert contents(str(path)) == bytes(range(256)) * 9


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With its name: an open file does not know its own."""
    with pytest.raises(IsADirectoryError, match=re.escape(str(tmp_path))):
        contents(str(tmp_path))
    with pytest.raises(FileNotFoundError, match="gone"):
        contents(str(tmp_path / "gone"))
