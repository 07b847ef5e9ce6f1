"""Killed at any moment of a warm build, the output is the former one or the new one, and the next build equals a cold
one. Builds of one output at once all end well."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.site.incremental.forge import Way, build, import_all, start
from tests.site.incremental.twofold import Twofold

import_all()


@pytest.fixture
def blog(tmp_path: Path) -> Twofold:
    found = Twofold(tmp_path)
    found.put(0)
    for _ in range(2):
        found.check(0, build(found.root))
    return found


@pytest.mark.parametrize("split", [False, True])
def test_killed_at_any_change_of_the_file_system(blog: Twofold, split: bool) -> None:
    """Every few changes, further and further on, until the build comes to its end."""
    at, killed = 1, 0
    while True:
        state = killed % 2
        blog.put(1 - state)
        told = start(blog.root, Way(kill=at, split=split)).end()
        assert blog.is_whole(), f"killed at change {at}"
        if told is not None:
            blog.check(1 - state, told)
            break
        blog.check(1 - state, build(blog.root))
        at, killed = at + 1 + at // 7, killed + 1
    assert killed > 12
    builds = [path.name for path in (blog.root / ".waypost/builds").iterdir() if path.is_dir()]
    assert len(builds) <= 2, builds


def test_killed_at_any_time_while_workers_are_at_work(blog: Twofold) -> None:
    """The workers end with it, and hold nothing that the next build waits for."""
    chance = random.Random(5)
    killed = 0
    for n in range(24):
        blog.put((n + 1) % 2)
        began = start(blog.root, Way(split=True))
        time.sleep(chance.uniform(0, 0.4))
        began.kill()
        killed += began.end() is None
        assert blog.is_whole()
        blog.check((n + 1) % 2, build(blog.root))
    assert killed > 4


def test_many_builds_of_one_output_at_once(blog: Twofold) -> None:
    for n in range(3):
        state = (n + 1) % 2
        blog.put(state)
        began = [start(blog.root, Way(split=bool(k % 2))) for k in range(4)]
        ended = [one.end() for one in began]
        assert ended == [blog.cold[state][0]] * 4
        blog.check(state, build(blog.root))


def test_edited_while_it_is_built(blog: Twofold) -> None:
    """Whatever a build has seen of an edit, the next one sees all of it."""
    chance = random.Random(7)
    for n in range(12):
        began = start(blog.root, Way(split=bool(n % 2)))
        time.sleep(chance.uniform(0, 0.3))
        blog.put((n + 1) % 2)
        assert began.end() is not None
        blog.check((n + 1) % 2, build(blog.root))
