from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured
from plugins.core.house import House
from plugins.core.post import Post
from plugins.search.bundles import Bundles, files_key, listing_key
from plugins.search.engine import binary
from tests.factories import a_house, a_post


class Keeper:
    """A workshop that keeps things, and counts what it had to ask for; it does at once what may be done apart."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}
        self.made = 0

    def keep(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        if key not in self.kept:
            self.kept[key] = make()
            self.made += 1
        return self.kept[key]

    def apart(self, jobs: Sequence[Callable[[], bytes]]) -> Callable[[], list[bytes]]:
        return lambda: [job() for job in jobs]


def _house(keeper: Keeper | None, *more: Post) -> House:
    posts = [a_post(slug=f"p{n}", id=f"p{n:07}", title=f"Post {n}") for n in range(3)]
    hidden = [a_post(slug=status, id=f"{status:8}", status=status) for status in ("draft", "hidden", "scheduled")]
    return a_house(*posts, *hidden, *more, workshop=keeper)


def test_only_published_posts_are_in_it() -> None:
    found = Bundles(_house(None), binary()).wait()
    assert [sorted(post.slug for post in shard.posts) for shard, _ in found] == [["p0", "p1", "p2"]]
    assert sum(name.startswith("fragment/") for name in found[0][1]) == 3


def test_what_is_kept_is_not_made_again() -> None:
    keeper = Keeper()
    first = Bundles(_house(keeper), binary()).wait()
    assert keeper.made == 2
    again = Bundles(_house(keeper), binary())
    assert again.wait() == first
    shard, listing = first[0]
    assert keeper.kept.keys() == {listing_key(shard), files_key(shard)}
    assert all(again.file(shard, name) for name in listing)
    assert keeper.made == 2


def test_a_build_that_lost_its_cache_begins_anew() -> None:
    keeper = Keeper()
    bundles = Bundles(_house(keeper), binary())
    first = bundles.wait()
    keeper.kept.clear()
    bundles.begin()
    assert bundles.wait() == first


def test_files_that_were_lost_are_made_again() -> None:
    keeper = Keeper()
    bundles = Bundles(_house(keeper), binary())
    ((shard, listing),) = bundles.wait()
    before = {name: bundles.file(shard, name) for name in listing}
    del keeper.kept[files_key(shard)]
    later = Bundles(_house(keeper), binary())
    ((shard, listing),) = later.wait()
    assert {name: later.file(shard, name) for name in listing} == before


def test_a_program_that_fails_leaves_no_index_and_says_why(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    keeper = Keeper()
    bundles = Bundles(_house(keeper), program)
    bundles.begin()
    assert bundles.wait() == []
    assert bundles.fault == "Pagefind ended before its work was done"
    assert keeper.kept == {}


def test_a_lost_file_that_cannot_be_made_again_is_told_in_words(tmp_path: Path) -> None:
    keeper = Keeper()
    ((shard, listing),) = Bundles(_house(keeper), binary()).wait()
    del keeper.kept[files_key(shard)]
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    later = Bundles(_house(keeper), program)
    later.wait()
    with pytest.raises(Misconfigured, match=r"the search has lost search/en-0/.*, and Pagefind ended before its work"):
        later.file(shard, next(iter(listing)))


def test_without_a_program_there_is_none() -> None:
    bundles = Bundles(_house(None), None)
    assert bundles.wait() == []
    assert bundles.fault == "Pagefind has no program for this machine"
