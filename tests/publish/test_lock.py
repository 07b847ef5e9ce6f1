from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk
from plugins.publish.lock import locked
from plugins.publish.rollback import rollback
from tests.publish.killing import killed, processes, publish_or_give_way, publish_paused
from tests.publish.sites import NEW, OLD, assert_tidy, online, put_online, write_output


def test_of_two_publishes_at_once_one_wins_and_the_other_says_who(tmp_path: Path) -> None:
    old, new = write_output(tmp_path / "old", OLD), write_output(tmp_path / "new", NEW)
    target = tmp_path / "target"
    put_online(old, target)
    reached, go_on = processes.Event(), processes.Event()
    first = processes.Process(target=publish_paused, args=(new, target, reached, go_on), daemon=True)
    first.start()
    while not reached.wait(1):
        assert first.is_alive()
    said = rf"another publish to .* is under way \(process {first.pid}, since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\)"
    with pytest.raises(PublishFailed, match=said) as refused:
        put_online(old, target, seconds=1)
    with pytest.raises(PublishFailed, match=said):
        rollback(str(target), echo=lambda line: None)
    assert refused.value.exitcode == 3
    assert online(target) == OLD
    assert put_online(old, target, seconds=1, dry_run=True)[1] == [
        f"nothing to publish: {Directory(target).current()} has the same 6 files"
    ]
    go_on.set()
    first.join()
    assert first.exitcode == 0
    assert online(target) == NEW
    assert_tidy(target)


def test_many_first_publishes_at_once(tmp_path: Path) -> None:
    new, target = write_output(tmp_path / "new", NEW), tmp_path / "deep" / "target"
    ready = processes.Barrier(6, timeout=60)
    crowd = [processes.Process(target=publish_or_give_way, args=(new, target, ready), daemon=True) for _ in range(6)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    codes = [process.exitcode for process in crowd]
    assert 0 in codes
    assert set(codes) <= {0, 3}
    assert online(target) == NEW
    assert_tidy(target)
    assert len(Directory(target).ids()) == 1


def _die_with_the_lock(root: Path) -> None:
    import os
    import signal

    with locked(Disk(), Directory(root)):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    assert killed(_die_with_the_lock, tmp_path)
    assert (tmp_path / ".lock").read_text().startswith("process ")
    with locked(Disk(), Directory(tmp_path)):
        pass
    assert (tmp_path / ".lock").read_bytes() == b""


def test_a_holder_that_has_not_yet_signed_is_no_name(tmp_path: Path) -> None:
    place = Directory(tmp_path)
    with locked(Disk(), place):
        (tmp_path / ".lock").write_bytes(b"")
        with pytest.raises(PublishFailed, match="is under way; try later"), locked(Disk(), place):
            pass
