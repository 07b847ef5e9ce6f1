from __future__ import annotations

import pytest

from plugins.core.post import Post
from plugins.search.shards import FEW, MOST, many, shards
from tests.factories import a_post, a_site


def _posts(count: int, lang: str = "en") -> list[Post]:
    return [a_post(slug=f"{lang}{n}", id=f"{lang}{n:06}", lang=lang) for n in range(count)]


@pytest.mark.parametrize(
    ("posts", "count"), [(0, 1), (1, 1), (FEW, 1), (FEW + 1, 2), (600, 8), (1000, 16), (10_000, MOST)]
)
def test_how_many_there_are_follows_from_the_number_of_posts(posts: int, count: int) -> None:
    assert many(posts) == count


def test_each_post_is_in_one_of_them_and_they_are_of_about_one_size() -> None:
    posts = _posts(1000)
    found = shards(posts, a_site())
    assert sorted(post.id for shard in found for post in shard.posts) == sorted(post.id for post in posts)
    assert all(30 < len(shard.posts) < 100 for shard in found)
    assert [shard.leads for shard in found] == [True] + [False] * 15


def test_an_edited_post_changes_one_of_them() -> None:
    before = _posts(1000)
    after = [*before[:500], a_post(slug="en500", id="en000500", lang="en", text="Other."), *before[501:]]
    keys = zip(shards(before, a_site()), shards(after, a_site()), strict=True)
    assert sum(one.key != other.key for one, other in keys) == 1


def test_each_language_has_its_own_and_the_sites_comes_first() -> None:
    found = shards([*_posts(1, "de"), *_posts(100, "en"), *_posts(1, "zh-Hant")], a_site())
    folders = ["search/en-0", "search/en-1", "search/de-0", "search/zh-hant-0"]
    assert [(shard.folder, shard.leads) for shard in found] == list(
        zip(folders, [True, False, True, True], strict=True)
    )


def test_without_posts_there_is_none() -> None:
    assert shards([], a_site()) == []
