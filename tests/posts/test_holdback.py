from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.errors import Problem, Refused
from plugins.posts.holdback import _hold
from plugins.posts.sources import Sources, find
from tests.posts.blogs import write

POST = "content/posts/one.md"


def taken_away(file: Path) -> None:
    file.unlink()


def made_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def refused(sources: Sources) -> Refused:
    return Refused([Problem(sources.show("posts/one.md"), 1, "file", "cannot be read: Permission denied")])


@pytest.mark.parametrize("happens", [taken_away, made_a_folder])
def test_a_post_that_cannot_be_read_is_left_out(tmp_path: Path, happens: Callable[[Path], None]) -> None:
    sources = find(write(tmp_path, {POST: "text"}) / "content")
    happens(tmp_path / POST)
    held: dict = {}
    _hold(refused(sources), sources, held)
    assert held["posts/one.md"].now is None


def test_or_its_last_version_in_git_stands_in(tmp_path: Path) -> None:
    sources = find(write(tmp_path, {POST: "text"}) / "content")
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.com")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "One")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    taken_away(tmp_path / POST)
    held: dict = {}
    _hold(refused(sources), sources, held)
    assert held["posts/one.md"].now.source == b"text"
