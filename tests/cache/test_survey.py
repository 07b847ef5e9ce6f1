from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.cache import cache as cache_module
from plugins.cache.cache import Cache
from plugins.cache.state import Known
from plugins.cache.survey import Survey, is_whole, listed, survey
from plugins.core.house import Stage
from tests.factories import a_house


def _file(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _known(path: Path) -> Known:
    stat = path.stat()
    return Known(b"", stat.st_size, stat.st_mtime_ns, 0, None)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, dict[str, Known]]:
    """A folder that is used again, the former build's, and what is known of that: three files, each in both."""
    names = ("a.html", "posts/b.html", "posts/deep/c.html")
    known = {name: _known(_file(tmp_path / "former" / name)) for name in names}
    for name in names:
        (tmp_path / "again" / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(tmp_path / "former" / name, tmp_path / "again" / name)
    return tmp_path / "again", tmp_path / "former", known


Folders = tuple[Path, Path, dict[str, Known]]
ALL = {"", "posts", "posts/deep"}


def test_the_same_files_in_both_are_nothing_to_tell(folders: Folders) -> None:
    assert survey(*folders) == Survey(ALL)


def test_each_way_to_differ_is_told(folders: Folders) -> None:
    again, former, _ = folders
    (again / "a.html").unlink()
    (again / "posts/b.html").unlink()
    _file(again / "posts/b.html")
    _file(again / "new/d.html")
    assert survey(*folders) == Survey(ALL | {"new"}, {"new/d.html"}, {"a.html"}, {"posts/b.html"})
    assert (former / "a.html").is_file()


@pytest.mark.parametrize("change", ["text", "time", "gone", "a link"])
def test_a_former_file_that_is_not_as_it_was_left_is_spoilt(folders: Folders, change: str) -> None:
    _, former, _ = folders
    file = former / "a.html"
    if change == "text":
        file.write_text("edited by hand")
    elif change == "time":
        os.utime(file, ns=(0, 0))
    else:
        file.unlink()
    if change == "a link":
        file.symlink_to(former / "posts/b.html")
    found = survey(*folders)
    assert found.spoilt == {"a.html"}
    assert found.more == found.absent == found.other == set()


def test_what_is_neither_file_nor_folder_is_taken_away(folders: Folders) -> None:
    again = folders[0]
    (again / "a.html").unlink()
    (again / "a.html").symlink_to("/etc/hostname")
    assert survey(*folders).absent == {"a.html"}
    assert not (again / "a.html").is_symlink()
    assert listed(again)[0].keys() == {"posts/b.html", "posts/deep/c.html"}


def test_a_folder_is_whole_as_it_was_left(folders: Folders) -> None:
    again, former, known = folders
    assert is_whole(former, known, ())
    assert is_whole(again, known, ())
    _file(former / "_waypost/posts.json")
    assert is_whole(former, known, {"_waypost/posts.json"})
    assert not is_whole(former, known, ())


HARMS: dict[str, Callable[[Path], object]] = {
    "edited": lambda folder: (folder / "a.html").write_text("edited by hand"),
    "touched": lambda folder: os.utime(folder / "a.html", ns=(0, 0)),
    "gone": lambda folder: (folder / "posts/b.html").unlink(),
    "one more": lambda folder: _file(folder / "posts/more.html"),
    "one for another": lambda folder: (folder / "a.html").rename(folder / "b.html"),
    "an empty folder": lambda folder: (folder / "empty").mkdir(),
    "a link": lambda folder: (folder / "link").symlink_to("a.html"),
    "a link in its place": lambda folder: [
        (folder / "a.html").unlink(),
        (folder / "a.html").symlink_to("posts/b.html"),
    ],
    "a pipe": lambda folder: os.mkfifo(folder / "pipe"),
    "a folder in its place": lambda folder: [(folder / "a.html").unlink(), _file(folder / "a.html/x")],
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_folder_is_not_whole_after_any_change(folders: Folders, harm: str) -> None:
    _, former, known = folders
    HARMS[harm](former)
    assert not is_whole(former, known, ())


def test_a_folder_that_cannot_be_looked_at_is_not_whole(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", closed)
    assert not is_whole(folders[1], folders[2], ())


def test_a_report_that_is_gone_is_missed(folders: Folders) -> None:
    assert not is_whole(folders[1], folders[2], {"_waypost/posts.json"})


@pytest.mark.parametrize("much", [0, 1000])
def test_many_files_are_looked_at_in_a_process_beside_the_build(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    """What it finds is the same; only where there are few is nothing begun before the files are made."""
    again, former, known = folders
    monkeypatch.setattr(cache_module, "MUCH", much)
    stage = Stage(again, former, tmp_path / "state")
    first = Cache(tmp_path / "cache", a_house())
    first.open(stage, b"ground")
    assert first.state
    first.state.commit([], [], {"of": (former.name, b"ground")})
    later = Cache(tmp_path / "cache", a_house())
    monkeypatch.setattr("plugins.cache.state.State.load", lambda self: setattr(self, "units", known))
    later.open(stage, b"ground")
    later.look_around()
    assert (later._look_around is not None) == (much == 0)
    if later._look_around:
        assert later._look_around() == Survey(ALL)
    later.forget()
    assert later._look_around is None
