from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.posts import topdir
from plugins.posts.outputs import staged
from plugins.posts.topdir import TOPDIR, flags, spread


def _flags(folder: Path) -> int | None:
    at = os.open(folder, os.O_RDONLY)
    try:
        return flags(at)
    except OSError:
        return None
    finally:
        os.close(at)


def _knows(folder: Path) -> bool:
    """Whether chattr, which is not ours, can mark a folder there."""
    probe = folder / "probe"
    probe.mkdir()
    return subprocess.run(["chattr", "+T", str(probe)], capture_output=True).returncode == 0


@pytest.fixture
def marked(tmp_path):
    """What a folder's flags are once it is marked; on a file system without that flag, what they were."""
    return (_flags(tmp_path) or 0) | TOPDIR if _knows(tmp_path) else _flags(tmp_path)


def test_a_folder_is_marked(tmp_path, marked):
    (tmp_path / "builds").mkdir()
    spread(tmp_path / "builds")
    assert _flags(tmp_path / "builds") == marked


def test_what_it_had_is_left(tmp_path, marked):
    """Another flag, as "no dump", must not be taken away."""
    (tmp_path / "builds").mkdir()
    known = subprocess.run(["chattr", "+d", str(tmp_path / "builds")], capture_output=True).returncode == 0
    before = _flags(tmp_path / "builds") or 0
    spread(tmp_path / "builds")
    after = _flags(tmp_path / "builds") or 0
    assert after == before | (marked or 0)
    assert bool(after & 0x40) is known


def test_a_marked_folder_is_not_marked_again(tmp_path, marked, monkeypatch):
    spread(tmp_path)
    if _flags(tmp_path) is None or not _flags(tmp_path) & TOPDIR:
        assert not marked or not marked & TOPDIR
        return
    calls, real = [], fcntl.ioctl
    monkeypatch.setattr(topdir.fcntl, "ioctl", lambda at, what, data: (calls.append(what), real(at, what, data))[1])
    spread(tmp_path)
    assert len(calls) == 1


@pytest.mark.parametrize("there", ["/proc/self", "/dev", "nowhere", "file"])
def test_where_it_cannot_be_marked_nothing_happens(tmp_path, there):
    (tmp_path / "file").write_text("text")
    spread(tmp_path / there)
    assert (tmp_path / "file").read_text() == "text"


def test_another_system_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(topdir.fcntl, "ioctl", lambda *_: pytest.fail("asked"))
    spread(tmp_path)


def test_builds_lie_apart(tmp_path, marked):
    """The folder of builds is marked; a build's own folders are not, for they belong together."""
    with staged(tmp_path / "output") as stage:
        (stage.folder / "posts").mkdir()
        assert _flags(tmp_path / ".waypost/builds") == marked
        assert _flags(stage.folder / "posts") == _flags(tmp_path)
