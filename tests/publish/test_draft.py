from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.directory import Directory
from plugins.publish.draft import Allow, draft, require_sound, tell
from plugins.publish.output import read_output
from tests.publish.sites import NEW, NOW, OLD, put_online, write_output


def test_against_nothing_all_is_new(tmp_path: Path) -> None:
    built = read_output(write_output(tmp_path / "old", OLD))
    proposed = draft(built, Directory(tmp_path / "target"), NOW)
    assert proposed.before == {}
    assert proposed.receipt.former is None
    assert proposed.receipt.counts.added == len(OLD)


def test_against_what_is_online(tmp_path: Path) -> None:
    first, _ = put_online(write_output(tmp_path / "old", OLD), tmp_path / "target")
    built = read_output(write_output(tmp_path / "new", NEW))
    said: list[str] = []
    proposed = draft(built, Directory(tmp_path / "target"), NOW)
    tell(proposed, said.append)
    assert said == [
        "+ posts/c/index.html",
        "~ index.html",
        "~ posts/b/index.html",
        "- posts/a/index.html",
        "1 added, 2 changed, 1 removed, 3 unchanged",
    ]
    assert proposed.receipt.former == first.release


def test_the_same_content_in_the_same_second_has_another_name(tmp_path: Path) -> None:
    old, new = write_output(tmp_path / "old", OLD), write_output(tmp_path / "new", NEW)
    ids = [put_online(output, tmp_path / "target")[0].release for output in (old, new, old, new, old)]
    assert len(set(ids)) == 5
    assert ids[2:] == [f"{ids[0]}-2", f"{ids[1]}-2", f"{ids[0]}-3"]


def test_shrinking_is_sound_only_when_allowed(tmp_path: Path) -> None:
    put_online(write_output(tmp_path / "old", OLD), tmp_path / "target")
    built = read_output(write_output(tmp_path / "small", {"index.html": b"all that is left"}))
    proposed = draft(built, Directory(tmp_path / "target"), NOW)
    require_sound(proposed, Allow(shrink=True, feed_changes=True), print)
    with pytest.raises(PublishFailed, match="1 files, the site online has 6"):
        require_sound(proposed, Allow(feed_changes=True), print)
