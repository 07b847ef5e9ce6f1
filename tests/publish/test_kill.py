"""Killed with SIGKILL at any change to the disk, the target serves a whole release, and the next publish succeeds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk
from plugins.publish.rollback import rollback
from tests.publish.killing import CHANGES, Counting, Failing, moments, publish_killed, roll_back_killed
from tests.publish.sites import NEW, OLD, assert_tidy, online, put_online, read_tree, write_output

BEFORE = {**OLD, "index.html": b"an even older home"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_output(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_output(tmp_path / "new", NEW)


@pytest.fixture
def base(tmp_path: Path, old: Path) -> Path:
    """A target with two releases, the second online."""
    put_online(write_output(tmp_path / "before", BEFORE), tmp_path / "base", seconds=0)
    put_online(old, tmp_path / "base", seconds=1)
    return tmp_path / "base"


def again(base: Path, target: Path) -> Path:
    """A fresh copy of a target."""
    shutil.rmtree(target, ignore_errors=True)
    if base.exists():
        shutil.copytree(base, target, symlinks=True)
    return target


def assert_served_whole(target: Path, *versions: dict[str, bytes]) -> None:
    """Readers get one of these versions, its receipt fits, and every release they could be sent back to is whole."""
    place = Directory(target)
    current = place.current()
    assert current is not None
    assert online(target) in versions
    receipt = place.read_receipt(current)
    assert receipt is not None
    assert set(receipt.files) == set(online(target))
    assert all(read_tree(place.release(release)) in (BEFORE, *versions) for release in place.ids())


def outcome(output: Path, target: Path, disk: Disk) -> str:
    """The words with which a publish ends, well or badly."""
    try:
        return put_online(output, target, seconds=2, keep=1, disk=disk)[1][-1]
    except PublishFailed as failed:
        return str(failed)


def test_publishing_is_killed_at_each_change(tmp_path: Path, base: Path, new: Path) -> None:
    counting, target = Counting(), tmp_path / "target"
    put_online(new, again(base, target), seconds=2, keep=1, disk=counting)
    assert set(counting.done) == set(CHANGES)  # all kinds of change are in it, the removal of a release too
    seen = set()
    for number, how in moments(counting.done):
        again(base, target)
        assert publish_killed(new, target, number, how, keep=1)
        assert_served_whole(target, OLD, NEW)
        seen.add(online(target) == NEW)
        put_online(new, target, seconds=3, keep=1)
        assert online(target) == NEW
        assert_tidy(target)
        assert len(os.listdir(target / "releases")) == 2
    assert seen == {True, False}


def test_the_first_publish_is_killed_at_each_change(tmp_path: Path, new: Path) -> None:
    counting, target = Counting(), tmp_path / "deep" / "target"
    put_online(new, target, disk=counting)
    for number, how in moments(counting.done):
        shutil.rmtree(target.parent, ignore_errors=True)
        assert publish_killed(new, target, number, how)
        if os.path.lexists(target / "current"):
            assert_served_whole(target, NEW)
        put_online(new, target, seconds=3)
        assert online(target) == NEW
        assert_tidy(target)
        assert len(os.listdir(target / "releases")) == 1


def test_one_publish_after_the_other_is_killed_a_change_later(tmp_path: Path, base: Path, old: Path, new: Path) -> None:
    """So that sweeping up after a killed publish is killed too, in the middle and at its end."""
    for how in ("before", "after"):
        target, number = again(base, tmp_path / "target"), 1
        while publish_killed(new if online(target) == OLD else old, target, number, how, keep=1):
            assert_served_whole(target, OLD, NEW)
            number += 1
        assert number > 40  # a whole publish has as many changes
        assert_served_whole(target, OLD, NEW)
        put_online(new, target, seconds=3, keep=1)
        assert online(target) == NEW
        assert_tidy(target)


def test_rolling_back_is_killed_at_each_change(tmp_path: Path, base: Path, new: Path) -> None:
    counting, target = Counting(), tmp_path / "target"
    rollback(str(again(base, target)), echo=lambda line: None, disk=counting)
    for number, how in moments(counting.done):
        again(base, target)
        assert roll_back_killed(target, number, how)
        assert_served_whole(target, BEFORE, OLD)
        releases = read_tree(target / "releases")
        assert releases == read_tree(base / "releases")
        rollback(str(target), to=Directory(base).ids()[0], echo=lambda line: None)
        assert online(target) == BEFORE
        put_online(new, target, seconds=3)
        assert_tidy(target)
        assert len(os.listdir(target / "releases")) == 3


@pytest.mark.parametrize("for_good", [False, True])
def test_the_disk_is_full_at_each_change(tmp_path: Path, base: Path, new: Path, for_good: bool) -> None:
    counting, target = Counting(), tmp_path / "target"
    put_online(new, again(base, target), seconds=2, keep=1, disk=counting)
    for number in range(1, len(counting.done) + 1):
        again(base, target)
        said = outcome(new, target, Failing(number, for_good))
        assert "No space left" in said
        assert online(target) == NEW or said.startswith("publishing to ")
        assert_served_whole(target, OLD, NEW)
        put_online(new, target, seconds=3, keep=1)
        assert online(target) == NEW
        assert_tidy(target)


def test_a_publish_that_fails_leaves_no_trace(tmp_path: Path, base: Path, new: Path) -> None:
    counting, target = Counting(), tmp_path / "target"
    put_online(new, again(base, target), seconds=2, disk=counting)
    first, last = counting.done.index("mkdir") + 1, len(counting.done) - counting.done[::-1].index("rename")
    for number in range(first, last + 1):
        again(base, target)
        with pytest.raises(PublishFailed):
            put_online(new, target, seconds=2, disk=Failing(number, for_good=True))
        assert read_tree(target) == {**read_tree(base), ".lock": b""}
        assert_tidy(target)
