from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.directory import Directory
from tests.publish.killing import Counting
from tests.publish.sites import NEW, OLD, Fast, assert_tidy, online, put_online, read_tree, write_output


class NoLinks(Fast):
    """A disk that refuses hard links in one way."""

    def __init__(self, number: int) -> None:
        self.number = number

    def link(self, source: Path, path: Path) -> None:
        raise OSError(self.number, os.strerror(self.number))


class Meddling(Fast):
    """Somebody builds again while the site is being copied."""

    def copy(self, source: Path, path: Path) -> str:
        source.write_bytes(b"another build")
        return super().copy(source, path)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    write_output(tmp_path / "new", NEW)
    put_online(write_output(tmp_path / "old", OLD), tmp_path / "target")
    return tmp_path / "target"


def test_unchanged_files_are_hard_links_to_the_former_release_and_to_nothing_else(tmp_path: Path, target: Path) -> None:
    put_online(tmp_path / "new", target, seconds=1)
    former, current = (target / "releases" / release for release in Directory(target).ids())
    for path, data in NEW.items():
        assert os.path.samefile(former / path, current / path) if OLD.get(path) == data else True
        assert (current / path).stat().st_nlink == (2 if OLD.get(path) == data else 1)
        assert not os.path.samefile(tmp_path / "new" / path, current / path)


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EMLINK, errno.EPERM])
def test_without_hard_links_files_are_copied(tmp_path: Path, target: Path, number: int) -> None:
    put_online(tmp_path / "new", target, seconds=1, disk=NoLinks(number))
    assert online(target) == NEW
    assert_tidy(target)


def test_another_fault_of_the_disk_is_told(tmp_path: Path, target: Path) -> None:
    before = read_tree(target)
    with pytest.raises(PublishFailed, match=r"publishing to .*target failed: .*Input/output error"):
        put_online(tmp_path / "new", target, seconds=1, disk=NoLinks(errno.EIO))
    assert read_tree(target) == before


def test_an_output_that_changes_meanwhile_is_not_published(tmp_path: Path, target: Path) -> None:
    before = read_tree(target)
    with pytest.raises(PublishFailed, match=r"index\.html changed while it was being published"):
        put_online(tmp_path / "new", target, seconds=1, disk=Meddling())
    assert read_tree(target) == before


def test_one_rename_is_the_switch_and_all_is_synced_before_it(tmp_path: Path, target: Path) -> None:
    log: list[tuple[str, ...]] = []

    class Noting(Counting):
        def at(self, number: int, name: str, arguments: tuple[object, ...]) -> None:
            log.append((name, *(str(argument) for argument in arguments if isinstance(argument, Path))))

    receipt, _ = put_online(tmp_path / "new", target, seconds=1, disk=Noting())
    release, root = receipt.release, str(target)
    switch = ("rename", f"{root}/.current-{release}", f"{root}/current")
    moved_in = ("rename", f"{root}/.staging-{release}", f"{root}/releases/{release}")
    received = ("rename", f"{root}/receipts/.{release}.json", f"{root}/receipts/{release}.json")
    assert [entry for entry in log if entry[0] == "rename"] == [moved_in, received, switch]
    assert [entry for entry in log if f"{root}/current" in entry] == [switch]
    made = {path for name, *paths in log[: log.index(moved_in)] for path in paths[-1:] if name in ("mkdir", "copy")}
    synced = {path for name, *paths in log[: log.index(moved_in)] for path in paths if name == "fsync"}
    assert made
    assert made <= synced
    for before, after in ((moved_in, received), (received, switch)):
        between = log[log.index(before) : log.index(after)]
        assert any(entry[0] == "fsync" for entry in between)
    assert ("fsync", root) in log[log.index(switch) :]


def test_a_reader_never_sees_a_mix_or_a_missing_file(tmp_path: Path, target: Path) -> None:
    rounds: list[dict[str, bytes]] = []
    faults: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                rounds.append(_read_once(target / "current"))
        except BaseException as fault:
            faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    published = 0
    while not faults and (published < 30 or len(rounds) < 100):
        published += 1
        put_online(tmp_path / ("old", "new")[published % 2], target, seconds=published, keep=100_000)
    done.set()
    reader.join()
    assert not faults
    assert all(seen in (OLD, NEW) for seen in rounds)


def _read_once(current: Path) -> dict[str, bytes]:
    """Every file as a server reads it that opens the site's folder once."""
    seen = {}
    root = os.open(current, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder, _, names, handle in os.fwalk(".", dir_fd=root):
            for name in names:
                with open(os.open(name, os.O_RDONLY, dir_fd=handle), "rb") as file:
                    seen[os.path.normpath(os.path.join(folder, name))] = file.read()
    finally:
        os.close(root)
    return seen
