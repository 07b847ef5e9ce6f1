from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.post import Post
from plugins.ladder.likeness import Likeness, Near
from plugins.ladder.weights import exponent, keys_of
from tests.ladder.blogs import blogs, numbered


def _slugs(post: Post, posts: list[Post], likeness: Likeness) -> list[str]:
    return [near.post.slug for near in likeness.of(post).among(2 ** len(posts) - 1)]


def _nearest(post: Post, *others: Post) -> list[str]:
    posts = [post, *sorted(others, key=lambda other: other.date, reverse=True)]
    return _slugs(post, posts, Likeness(posts))


def test_what_shares_a_track_or_topic_goes_before_what_only_sounds_alike():
    here = numbered(0, "interest", "a", "one two three")
    alike, tagged, neither = (
        numbered(1, "interest", "", "one two three"),
        numbered(2, "interest", "a"),
        numbered(3, "interest"),
    )
    assert _nearest(here, alike, tagged, neither) == ["p2", "p1", "p3"]


def test_of_those_that_share_a_topic_the_text_decides_and_of_equals_the_newest():
    here = numbered(0, "interest", "a", "one two")
    others = [
        numbered(1, None, "a", "one two"),
        numbered(2, None, "a", "one"),
        numbered(3, None, "a"),
        numbered(4, None, "a"),
    ]
    rest = [numbered(n, None, "z", "nothing") for n in range(5, 9)]
    assert _nearest(here, *others, *rest)[:4] == ["p1", "p2", "p4", "p3"]


def test_a_rare_tag_says_more_than_a_common_one():
    here = numbered(0, "interest", "ab")
    common = [numbered(n, "interest", "a") for n in range(2, 12)]
    assert _nearest(here, numbered(1, "interest", "b"), *common)[0] == "p1"


def test_what_both_are_about_the_most_telling_first():
    posts = [numbered(0, None, "abc"), numbered(1, None, "cba"), *(numbered(n, None, "a") for n in range(2, 9))]
    assert [term.key for term in Likeness(posts).shared(posts[0], posts[1])] == ["b", "c", "a"]


def _plainly(post: Post, posts: list[Post]) -> list[Near]:
    """The rule as one would say it: add the weights up, pair by pair."""
    counts = [key for other in posts for key in keys_of(other)]
    found = []
    for other in posts:
        both = set(keys_of(post)) & set(keys_of(other))
        weights = [exponent(key, len(posts), counts.count(key)) for key in both]
        total = sum(2**n for n in weights if n >= 0)
        found.append(Near(other, total, any(not isinstance(key, int) for key in both)))
    return sorted((one for one in found if one.post.id != post.id), key=lambda one: (not one.fits, -one.total))


@given(blogs(), st.integers(0, 2**20))
@settings(max_examples=60)
def test_all_at_once_is_the_same_as_pair_by_pair(oldest_first, wanted):
    posts = oldest_first[::-1]
    likeness = Likeness(posts)
    for post in posts:
        inside = {other.id for place, other in enumerate(posts) if wanted >> place & 1}
        expected = [one for one in _plainly(post, posts) if one.post.id in inside]
        assert list(likeness.of(post).among(wanted & (2 ** len(posts) - 1))) == expected


def test_many_posts_with_words_that_few_have():
    """Sets of few posts are not kept, and are the same each time."""
    posts = [numbered(n, None, "", f"pair{n // 2} word{n % 7}") for n in range(600)][::-1]
    likeness = Likeness(posts)
    for post in (posts[0], posts[301], posts[-1]):
        assert list(likeness.of(post).among(2**600 - 1))[:9] == _plainly(post, posts)[:9]
