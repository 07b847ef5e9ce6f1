from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.tree import fingerprint, measure


def test_files_are_known_by_content(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    for path in ("b/c/one", "b.html", "a"):
        (tmp_path / path).write_bytes(path.encode())
    tree = measure(tmp_path)
    assert list(tree) == ["a", "b.html", "b/c/one"]
    assert tree["b/c/one"].sha256 == hashlib.sha256(b"b/c/one").hexdigest()
    assert tree["b/c/one"].size == 7


def test_what_stays_at_home_is_left_out_at_the_top_only(tmp_path: Path) -> None:
    for folder in ("_waypost", "posts/_waypost", "_waypost2"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x").write_bytes(b"x")
    (tmp_path / "_waypost" / "link").symlink_to("x")
    assert list(measure(tmp_path, skip="_waypost")) == ["_waypost2/x", "posts/_waypost/x"]


def test_all_that_is_no_plain_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "folder").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe\x1b[2J")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.html")).write_bytes(b"x")
    with pytest.raises(PublishFailed) as refused:
        measure(tmp_path)
    assert str(refused.value).endswith(r"not links or devices: folder, link, pipe\x1b[2J, \udcff.html")
    assert list(measure(tmp_path, strict=False)) == ["real"]


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    for number in range(13):
        (tmp_path / f"{number:02}").symlink_to("nowhere")
    with pytest.raises(PublishFailed, match=r"08, 09 and 3 more$"):
        measure(tmp_path)


def test_a_link_has_no_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(OSError, match="symbolic"):
        fingerprint(tmp_path / "link")
