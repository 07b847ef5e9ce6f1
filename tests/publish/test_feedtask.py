from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured
from plugins.publish.feedtask import diff, listing
from tests.publish.feeds import Entry, files
from tests.publish.sites import put_online, write_output

A, B = Entry("a", 1), Entry("b", 2)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_output(tmp_path / "old", files({"all": [A]}))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_output(tmp_path / "new", files({"all": [B, A]}))


def test_against_the_last_release_a_folder_or_nothing(old: Path, new: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "srv")
    text, sound = diff(new, target, None, "text")
    assert ("2 new" in text, "this would be the first release" in text, sound) == (True, True, True)
    receipt, _ = put_online(old, tmp_path / "srv")
    text, sound = diff(new, target, None, "text")
    assert text.startswith(f"against release {receipt.release}\n")
    assert text.endswith("subscribers would receive 1 new, 0 updated, nothing twice\n")
    assert json.loads(diff(new, None, str(old), "json")[0])["feeds"]["feeds/all.json"]["new"] == [B.guid]


def test_what_hurts_is_not_sound(old: Path, new: Path) -> None:
    (old / "posts/b/index.html").unlink(missing_ok=True)
    text, sound = diff(old, None, str(new), "text")
    assert not sound
    assert '"Post b" is gone' in text


def test_there_must_be_something_to_compare_with(new: Path) -> None:
    with pytest.raises(Misconfigured, match="against what"):
        diff(new, None, None, "text")


def test_the_list_names_every_feed(new: Path) -> None:
    assert listing(new).splitlines()[1] == "all      2  2026-03-02  Post b"
    found = json.loads(listing(new, "json"))["feeds"]
    assert list(found) == ["feeds/all.atom.xml", "feeds/all.json", "feeds/all.rss.xml"]
    assert found["feeds/all.json"] == {
        "feed": "all",
        "items": 2,
        "newest": B.date.isoformat(),
        "guids": [B.guid, A.guid],
    }
