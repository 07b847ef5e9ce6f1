"""What is kept between builds is damaged: told once, thrown away, made again."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.site.incremental.damage import DAMAGE, KEPT, PLACES, damage
from tests.site.incremental.forge import Way, build, import_all
from tests.site.incremental.twofold import Twofold

MANY = int(os.environ.get("INCREMENTAL", "0"))
import_all()


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Twofold:
    found = Twofold(tmp_path_factory.mktemp("damaged"))
    found.put(0)
    for _ in range(2):
        found.check(0, build(found.root))
    return found


@settings(
    deadline=None,
    database=None,
    derandomize=not MANY,
    max_examples=10 * MANY or 40,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
@given(which=KEPT, pick=st.integers(0, 20), how=DAMAGE, at=PLACES, state=st.integers(0, 1), split=st.booleans())
def test_damaged(blog: Twofold, which: str, pick: int, how: str, at: list[float], state: int, split: bool) -> None:
    damage(blog.root, which, pick, how, at)
    blog.put(state)
    told = build(blog.root, Way(split=split))
    blog.check(state, told)
    words = [line.partition(" (")[0] for line in told.err.splitlines()]
    assert len(words) == len(set(words)), told.err
    assert set(words) <= {f"the cache {name} is damaged" for name in ("articles.sqlite", "output.state")}, told.err
    again = build(blog.root)
    blog.check(state, again)
    assert again.err == ""
    assert again.made == 0
