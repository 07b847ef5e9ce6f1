"""Incremental equals full, byte for byte, whatever was done since the former build (tests/site/incremental).

INCREMENTAL=200 runs so many examples of the machine at random, instead of the few of the house.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RULE_MARKER

from tests.site.incremental.copies import cold, differences, files
from tests.site.incremental.forge import Way, build, import_all, start
from tests.site.incremental.garden import Garden
from tests.site.incremental.machine import Blog

MANY = int(os.environ.get("INCREMENTAL", "0"))
HOUSE = settings(deadline=None, database=None, derandomize=not MANY, suppress_health_check=list(HealthCheck))
import_all()

TestBlog = Blog.TestCase
TestBlog.settings = settings(
    HOUSE,
    max_examples=MANY or 4,
    stateful_step_count=14,
    phases=(Phase.generate,) if MANY else tuple(Phase),
)


@settings(HOUSE, max_examples=2, phases=(Phase.generate,))
@given(chance=st.integers(0, 2**32), data=st.data())
def test_every_edit_at_least_once(chance: int, data: st.DataObject) -> None:
    """In an order of chance, one after the other on one blog; hypothesis' first example is always 0."""
    if chance == 0:
        return
    blog = Blog()
    found = ((name, getattr(method, RULE_MARKER, None)) for name, method in vars(Blog).items())
    rules = {name: rule for name, rule in found if rule}
    assert len(rules) > 40
    try:
        blog.warm_equals_cold()
        for name in data.draw(st.permutations(sorted(rules))):
            if all(holds(blog) for holds in rules[name].preconditions):
                arguments = {key: data.draw(found) for key, found in rules[name].arguments_strategies.items()}
                rules[name].function(blog, **arguments)
                blog.warm_equals_cold()
    finally:
        blog.teardown()


@pytest.fixture
def many(tmp_path: Path) -> Garden:
    """A blog of 60 posts more, with links, pictures, share texts and warnings among them."""
    garden = Garden(tmp_path / "blog")
    for n in range(60):
        stem = garden.add(n % 3)
        garden.posts[stem].body.append(f"[before](p{garden.number - 2}.md) [owned](https://www.example.com/{n})")
        garden.posts[stem].fields |= {"tags": [f"tag {n % 7}", "Pricing"], "series": f"Series {n % 5}"}
        if n % 4 == 0:
            garden.posts[stem].fields["share"] = {"linkedin": f"Text {n} with {{braces}}"}
            garden.posts[stem].body.append("\u202eturned")
    garden.write()
    return garden


def test_in_many_processes_the_same_comes_out_as_in_one(many: Garden, tmp_path: Path) -> None:
    """Cold, and warm after an edit that changes every page."""
    ways = {"forked": Way(split=True), "serial": Way(alone=True), "as it likes": Way()}
    for _ in range(2):
        here = {name: (build(many.root, Way(**{**vars(way), "output": name})), name) for name, way in ways.items()}
        told, name = here.pop("serial")
        expected = files(many.root / name)
        assert told.kind == "built"
        assert len(expected) > 200
        for other, output in here.values():
            assert other == told
            assert differences(files(many.root / output), expected) == []
        many.settings["SITENAME"] = "Another name"
        many.write()
    fresh, there = cold(many.root, tmp_path / "cold", Way())
    assert fresh == told
    assert differences(expected, there) == []


def test_an_edited_text_changes_the_next_steps_of_other_posts(tmp_path: Path) -> None:
    """Of those that it is nearer to now, and of no others: their pages are made again, all else is linked."""
    garden, topics = Garden(tmp_path / "blog"), "banking harbour weather machine invoice".split()
    for n in range(24):
        garden.posts[garden.add(0)].body.append(f"{topics[n % 5]} " * 3)
    for text in (None, "harbour " * 4, "Nothing."):
        if text is not None:
            garden.posts["p9"].body[-1] = text
        garden.write()
        before = files(garden.root / "output")
        told = build(garden.root, Way())
        fresh, there = cold(garden.root, tmp_path / "cold", Way())
        here = files(garden.root / "output")
        assert told == fresh
        assert differences(here, there) == []
        if text is not None:
            posts = [name for name in here if name.startswith("posts/")]
            others = [name for name in posts if here[name] != before[name] and "/p9/" not in name]
            assert 0 < len(others) < len(posts) / 2, others
            assert told.made < len(here) / 2


def test_two_outputs_at_once_with_one_cache(many: Garden, tmp_path: Path) -> None:
    expected = cold(many.root, tmp_path / "cold", Way())
    for _ in range(2):
        both = [start(many.root, Way(output=f"{name}/output", split=True)) for name in ("one", "two", "two")]
        assert [started.end() for started in both] == [expected[0]] * 3
        for name in ("one", "two"):
            assert differences(files(many.root / name / "output"), expected[1]) == []
