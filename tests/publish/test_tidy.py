from __future__ import annotations

import os
from pathlib import Path

from plugins.publish.directory import Directory
from plugins.publish.tidy import clear, prune, sweep
from tests.publish.sites import NEW, OLD, Fast, assert_tidy, online, put_online, write_output

GONE = "20261120T000000Z-00000000"


def published(tmp_path: Path, count: int, **options: object) -> Directory:
    """A target to which `count` versions were published, one after the other."""
    for number in range(count):
        output = write_output(tmp_path / str(number), {**OLD, "index.html": str(number).encode()})
        put_online(output, tmp_path / "target", seconds=number, keep=100)
    return Directory(tmp_path / "target")


def test_the_newest_releases_stay(tmp_path: Path) -> None:
    place = published(tmp_path, 7)
    ids = place.ids()
    assert prune(Fast(), place, 5) == ids[:2]
    assert place.ids() == ids[2:]
    assert online(place.root)["index.html"] == b"6"
    assert_tidy(place.root)


def test_the_one_online_and_the_one_before_always_stay(tmp_path: Path) -> None:
    place = published(tmp_path, 6)
    ids = place.ids()
    assert prune(Fast(), place, 1) == ids[:4]
    place.link.unlink()
    place.link.symlink_to(f"releases/{ids[4]}")  # as after a rollback: the newest is not the one online
    assert prune(Fast(), place, 1) == []
    assert place.ids() == ids[4:]


def test_all_that_killed_publishes_leave_is_swept(tmp_path: Path) -> None:
    place = published(tmp_path, 2)
    ids = place.ids()
    (place.staging(GONE) / "posts").mkdir(parents=True)
    (place.staging(GONE) / "posts" / "index.html").write_bytes(b"half")
    (place.root / f".current-{GONE}").symlink_to(f"releases/{GONE}")
    (place.root / f".back-{ids[0]}").symlink_to(f"releases/{ids[0]}")
    place.receipt(GONE).write_bytes(b"{}")
    (place.receipts / f".{GONE}.json").write_bytes(b"{")
    sweep(Fast(), place)
    assert place.ids() == ids
    assert_tidy(place.root)


def test_a_release_that_nobody_saw_goes_and_one_that_was_rolled_back_from_stays(tmp_path: Path) -> None:
    place = published(tmp_path, 3)
    ids = place.ids()
    place.link.unlink()
    place.link.symlink_to(f"releases/{ids[1]}")
    sweep(Fast(), place)
    assert place.ids() == ids
    (place.root / f".current-{ids[2]}").symlink_to(f"releases/{ids[2]}")
    place.receipt(ids[0]).unlink()
    sweep(Fast(), place)
    assert place.ids() == [ids[1]]
    assert_tidy(place.root)


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    place = published(tmp_path, 1)
    strange = [".staging", ".staging-mine/x", "releases/notes.txt", "releases/v1/x", "receipts/mine.json", "README"]
    for path in strange:
        (place.root / path).parent.mkdir(exist_ok=True)
        (place.root / path).write_bytes(b"mine")
    put_online(write_output(tmp_path / "new", NEW), place.root, seconds=9, keep=1)
    assert all((place.root / path).read_bytes() == b"mine" for path in strange)
    assert online(place.root) == NEW


def test_links_are_removed_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "x").write_bytes(b"x")
    (tmp_path / "rubbish" / "deep").mkdir(parents=True)
    (tmp_path / "rubbish" / "deep" / "link").symlink_to(tmp_path / "precious")
    (tmp_path / "rubbish" / "file").symlink_to(tmp_path / "precious" / "x")
    clear(Fast(), tmp_path / "rubbish")
    assert os.listdir(tmp_path) == ["precious"]
    assert os.listdir(tmp_path / "precious") == ["x"]
