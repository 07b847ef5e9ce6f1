"""The short run: every seed, and some hundred files made of what is hostile. The long one is `tests/fuzz/long.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from plugins.core.post import Post
from tests.fuzz.strategies import sources
from tests.fuzz.target import LIMIT, check
from tests.fuzz.way import FRONT, walk

SEEDS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_every_promise_holds_for_each_seed(seed: Path) -> None:
    check(seed.read_bytes())


def test_seeds_are_many_and_small() -> None:
    assert len(SEEDS) >= 40
    assert all(0 < seed.stat().st_size <= LIMIT for seed in SEEDS)


@settings(max_examples=150)
@given(sources())
def test_every_promise_holds_for_hostile_files(source: bytes) -> None:
    check(source)


def test_a_body_without_front_matter_goes_the_whole_way() -> None:
    """Else most of what a fuzzer makes up would end at the first line."""
    (way,) = walk(b"Text with [a link](other.md).")
    assert way.prepared.matter is not None
    assert '<a href="/posts/other/">a link</a>' in way.house.page_html(way.item)


def test_a_file_goes_both_ways_where_trust_makes_a_difference() -> None:
    ways = list(walk(FRONT + b"<p><button>Red.</button></p>"))
    assert [way.trusted for way in ways] == [True, False]
    assert ["button" in way.house.page_html(way.item) for way in ways] == [True, False]


def test_a_page_goes_its_own_way() -> None:
    ways = list(walk(b"---\ntitle: About\n---\nText.\n"))
    assert [isinstance(way.item, Post) for way in ways] == [True, False]
