from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.cache.files import beginning, cleared, copied, parents, written


def test_a_file_is_new_and_whole_however_little_the_system_takes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    stat = written(b"0123456789", str(tmp_path / "a"))
    assert (tmp_path / "a").read_bytes() == b"0123456789"
    assert (stat.st_size, stat.st_ino) == (10, (tmp_path / "a").stat().st_ino)


@pytest.mark.parametrize("how", ["written", "copied"])
def test_nothing_is_written_through_a_link(tmp_path: Path, how: str) -> None:
    (tmp_path / "former").write_bytes(b"former")
    (tmp_path / "source").write_bytes(b"new")
    os.link(tmp_path / "former", tmp_path / "a")
    place = str(tmp_path / "a")
    stat = written(b"new", place) if how == "written" else copied(tmp_path / "source", place)
    assert (tmp_path / "former").read_bytes() == b"former"
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.st_ino == (tmp_path / "a").stat().st_ino != (tmp_path / "former").stat().st_ino


def test_a_link_that_leads_nowhere_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    written(b"new", str(tmp_path / "a"))
    assert not (tmp_path / "a").is_symlink()
    assert not (tmp_path / "elsewhere").exists()


def test_a_copy_is_another_file(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"x" * 9_000_000)
    stat = copied(tmp_path / "source", str(tmp_path / "copy"))
    assert stat.st_ino != (tmp_path / "source").stat().st_ino
    assert len(beginning(tmp_path / "copy")) == 2**23


def test_a_place_is_cleared_whether_something_stands_there_or_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    for _ in range(2):
        cleared(str(tmp_path / "a"))
        assert not (tmp_path / "a").exists()


def test_all_folders_of_files_are_found_once() -> None:
    assert parents(["index.html", "a/b/c.html", "a/b/d.html", "a/e.html"]) == {"a", "a/b"}
    assert parents([]) == set()
