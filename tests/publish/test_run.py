from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.errors import Misconfigured, PublishFailed
from plugins.publish.directory import Directory
from plugins.publish.disk import Disk
from plugins.publish.draft import Allow
from plugins.publish.rollback import rollback
from tests.publish.sites import NEW, OLD, URL, Fast, assert_tidy, online, put_online, read_tree, write_output


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_output(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_output(tmp_path / "new", NEW)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "blog"


def test_the_first_publish(old: Path, target: Path) -> None:
    receipt, said = put_online(old, target, disk=Disk())
    assert online(target) == OLD
    assert_tidy(target)
    assert os.readlink(target / "current") == f"releases/{receipt.release}"
    assert receipt == Directory(target).read_receipt(receipt.release)
    assert (receipt.url, receipt.former) == (URL, None)
    assert receipt.urls.added == ("/", "/404.html", "/posts/a/", "/posts/b/")
    assert said[-2:] == [
        "6 added, 0 changed, 0 removed, 0 unchanged",
        f"published {receipt.release}: {target.resolve()}/current leads to it",
    ]


def test_the_next_publish(old: Path, new: Path, target: Path) -> None:
    first, _ = put_online(old, target)
    second, said = put_online(new, target, seconds=1)
    assert online(target) == NEW
    assert read_tree(target / "releases" / first.release) == OLD
    assert second.former == first.release
    assert (second.urls.added, second.urls.removed) == (("/posts/c/",), ("/posts/a/",))
    assert said[0] == "+ posts/c/index.html"
    assert_tidy(target)


def test_the_same_bytes_make_no_new_release(old: Path, target: Path, tmp_path: Path) -> None:
    first, _ = put_online(old, target)
    before = read_tree(target)
    other = write_output(tmp_path / "other", OLD)
    (other / "_waypost" / "links.csv").write_bytes(b"changed at home")
    os.utime(other / "index.html", (0, 0))
    second, said = put_online(other, target, seconds=60)
    assert second == first
    assert said == [f"nothing to publish: {first.release} has the same 6 files"]
    assert read_tree(target) == before


@pytest.mark.parametrize("again", [False, True])
def test_a_dry_run_touches_nothing(old: Path, new: Path, target: Path, again: bool) -> None:
    if again:
        put_online(old, target)
    before, stat = read_tree(target.parent.parent), target.stat() if again else None
    receipt, said = put_online(new, target, seconds=1, dry_run=True)
    assert read_tree(target.parent.parent) == before
    assert target.exists() == again
    assert not stat or target.stat().st_mtime_ns == stat.st_mtime_ns
    assert receipt.counts.added == (1 if again else 6)
    real, told = put_online(new, target, seconds=1)
    assert real == receipt
    assert told[:-1] == said


def test_the_last_five_are_kept(tmp_path: Path, target: Path) -> None:
    ids = []
    for number in range(7):
        output = write_output(tmp_path / str(number), {**OLD, "index.html": bytes([number])})
        receipt, said = put_online(output, target, seconds=number)
        ids.append(receipt.release)
    assert Directory(target).ids() == ids[2:]
    assert said[-1] == "removed 1 old release"
    assert_tidy(target)
    with pytest.raises(Misconfigured, match="at least one release is kept, not 0"):
        put_online(output, target, keep=0)


def test_an_output_that_shrank_is_refused_unless_told(old: Path, target: Path, tmp_path: Path) -> None:
    put_online(old, target)
    before = read_tree(target)
    small = write_output(tmp_path / "small", {"index.html": b"all that is left"})
    for dry_run in (True, False):
        with pytest.raises(PublishFailed, match=r"more than a fifth would go\. If that is meant, say --allow-shrink"):
            put_online(small, target, seconds=1, dry_run=dry_run)
    assert read_tree(target) == before
    with pytest.raises(PublishFailed, match="subscribers would suffer from 1 thing"):
        put_online(small, target, seconds=1, allow=Allow(shrink=True))
    put_online(small, target, seconds=1, allow=Allow(shrink=True, feed_changes=True))
    assert online(target) == {"index.html": b"all that is left"}


def test_a_foreign_folder_is_refused_and_left_alone(old: Path, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.tex").write_bytes(b"years")
    with pytest.raises(Misconfigured, match=r"no target of Waypost \(thesis\.tex\)"):
        put_online(old, target)
    assert read_tree(target) == {"thesis.tex": b"years"}


def test_an_empty_folder_will_do(old: Path, target: Path) -> None:
    target.mkdir(parents=True)
    put_online(old, target)
    assert online(target) == OLD


def test_what_was_damaged_online_is_published_anew(old: Path, target: Path) -> None:
    first, _ = put_online(old, target)
    (target / "current" / "index.html").write_bytes(b"defaced")
    (target / "current" / "posts" / "a" / "index.html").unlink()
    (target / "current" / "shell").symlink_to("/bin/sh")
    second, said = put_online(old, target, seconds=1)
    assert said[:3] == ["+ posts/a/index.html", "~ index.html", "1 added, 1 changed, 0 removed, 4 unchanged"]
    assert online(target) == OLD
    assert second.former == first.release
    with pytest.raises(PublishFailed, match="not links or devices: shell"):
        rollback(str(target), echo=lambda line: None)


def test_a_lost_receipt_is_made_anew(old: Path, new: Path, target: Path) -> None:
    first, _ = put_online(old, target)
    Directory(target).receipt(first.release).unlink()
    second, said = put_online(new, target, seconds=1)
    assert said[0] == f"the receipt of {first.release} was missing and is made anew"
    assert second.former == first.release
    assert_tidy(target)


def test_a_lost_release_is_no_hindrance(old: Path, new: Path, target: Path) -> None:
    first, _ = put_online(old, target)
    (target / "releases" / first.release).rename(target.parent / "moved away")
    receipt, _ = put_online(new, target, seconds=1)
    assert receipt.former is None
    assert online(target) == NEW
    assert_tidy(target)


def test_old_releases_that_cannot_be_removed_are_no_failure(old: Path, new: Path, target: Path) -> None:
    class Stubborn(Fast):
        def rmdir(self, path: Path) -> None:
            raise PermissionError(13, "Permission denied", str(path))

    for number in range(3):
        _, said = put_online((old, new)[number % 2], target, seconds=number, keep=1, disk=Stubborn())
    assert said[-1].startswith("warning: old releases could not be removed: ")
    assert online(target) == OLD
    put_online(new, target, seconds=9, keep=1)
    assert_tidy(target)


def test_a_target_that_cannot_be_written_is_told(old: Path, target: Path) -> None:
    target.parent.mkdir()
    (target.parent / "file").touch()
    with pytest.raises(PublishFailed, match=r"publishing to .*file/blog failed: "):
        put_online(old, target.parent / "file" / "blog")


_names = st.sampled_from(["index.html", "b.html", "ü.css", "-x", "_waypost"])
_folders = st.lists(st.sampled_from(["posts", "_x", ".well-known", "ö"]), max_size=3)
_paths = st.builds(lambda folders, name: "/".join([*folders, f"f-{name}"]), _folders, _names)
sites = st.dictionaries(_paths, st.binary(max_size=3), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(sites, min_size=2, max_size=3))
def test_what_is_online_is_the_output(versions: list[dict[str, bytes]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        target, before = Path(folder, "target"), dict[str, bytes]()
        for number, files in enumerate(versions):
            receipt, _ = put_online(
                write_output(Path(folder, str(number)), files), target, seconds=number, allow=Allow(shrink=True), keep=2
            )
            assert online(target) == files
            if files != before:
                assert receipt.counts.added == len(files.keys() - before.keys())
                assert receipt.counts.removed == len(before.keys() - files.keys())
                assert receipt.counts.changed == sum(before.get(p, data) != data for p, data in files.items())
            assert_tidy(target)
            before = files
