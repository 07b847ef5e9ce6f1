from __future__ import annotations

import ast
import errno
import hashlib
import inspect
import os
from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.disk import Disk, told

ROOM = Path(inspect.getfile(Disk)).parent
CHANGES = frozenset(
    "mkdir makedirs write_text write_bytes rename replace renames link symlink symlink_to hardlink_to unlink rmdir "
    "removedirs rmtree copytree copyfile copy2 move touch chmod truncate ftruncate pwrite utime mkdtemp".split()
)


def test_a_file_is_written_copied_linked_renamed_and_removed(tmp_path: Path) -> None:
    disk = Disk()
    disk.mkdir(tmp_path / "folder")
    disk.write(tmp_path / "a", b"data" * 600_000)
    copied = disk.copy(tmp_path / "a", tmp_path / "folder" / "b")
    disk.link(tmp_path / "a", tmp_path / "c")
    disk.symlink("folder/b", tmp_path / "d")
    disk.fsync(tmp_path / "folder" / "b")
    disk.fsync(tmp_path / "folder")
    assert copied == hashlib.sha256(b"data" * 600_000).hexdigest()
    assert (tmp_path / "folder" / "b").read_bytes() == (tmp_path / "a").read_bytes()
    assert os.path.samefile(tmp_path / "a", tmp_path / "c")
    assert os.readlink(tmp_path / "d") == "folder/b"
    disk.rename(tmp_path / "d", tmp_path / "c")
    disk.remove(tmp_path / "c")
    disk.remove(tmp_path / "folder" / "b")
    disk.rmdir(tmp_path / "folder")
    assert os.listdir(tmp_path) == ["a"]


def test_nothing_is_overwritten_and_no_link_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "lock").symlink_to("elsewhere")
    with pytest.raises(FileExistsError):
        Disk().write(tmp_path / "a", b"b")
    with pytest.raises(FileExistsError):
        Disk().copy(tmp_path / "a", tmp_path / "link")
    with pytest.raises(OSError, match="symbolic"):
        Disk().copy(tmp_path / "link", tmp_path / "b")
    with pytest.raises(OSError, match="symbolic"):
        Disk().open_lock(tmp_path / "lock")
    assert (tmp_path / "a").read_bytes() == b"a"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(number: int) -> None:
        def fsync(handle: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", fsync)

    refuse(errno.EINVAL)
    Disk().fsync(tmp_path)
    refuse(errno.EIO)
    with pytest.raises(OSError, match="Input/output"):
        Disk().fsync(tmp_path)


def test_what_the_disk_refuses_is_a_failed_publish() -> None:
    with pytest.raises(PublishFailed, match=r"publishing to there failed: .*No space left") as failed, told("there"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert failed.value.exitcode == 3


def test_no_other_module_of_the_room_changes_files() -> None:
    """Else the kill test would count too little. `disk.remove(...)` and the like are the way."""
    for path in sorted(ROOM.glob("*.py")):
        if path.name == "disk.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
                receiver = node.func.value
                assert isinstance(receiver, ast.Name), f"{path.name}:{node.lineno}"
                assert receiver.id == "disk", f"{path.name}:{node.lineno}: {receiver.id}.{node.func.attr}"
            if isinstance(node, ast.Import):
                assert not {"shutil", "tempfile", "subprocess"} & {alias.name for alias in node.names}
