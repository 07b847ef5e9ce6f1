from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.ladder.weights import about, exponent, keys_of
from tests.ladder.blogs import gist_of, numbered, term

WORD = 12345


@pytest.mark.parametrize(
    ("total", "holders", "n"),
    [
        (1000, 1000, -1),
        (1000, 501, -1),
        (1000, 500, 0),
        (1000, 251, 0),
        (1000, 250, 1),
        (1000, 63, 1),
        (1000, 62, 2),
        (1000, 4, 2),
        (1000, 3, 3),
        (1000, 1, 3),
        (1, 1, -1),
    ],
)
def test_a_word_weighs_the_more_the_fewer_posts_have_it(total, holders, n):
    assert exponent(WORD, total, holders) == n


@pytest.mark.parametrize(
    ("kind", "more"), [("series", 4), ("tag", 2), ("industry", 2), ("audience", 1), ("category", 1)]
)
def test_a_term_says_more_than_a_word_and_something_even_where_all_posts_have_it(kind, more):
    assert exponent((kind, "k"), 1000, 1000) == more
    assert exponent((kind, "k"), 1000, 3) == more + exponent(WORD, 1000, 3)


@given(st.integers(1, 10**6), st.data())
def test_a_key_that_more_posts_have_never_weighs_more(total, data):
    few = data.draw(st.integers(1, total))
    assert exponent(WORD, total, few) >= exponent(WORD, total, data.draw(st.integers(few, total)))


def test_what_a_post_is_about():
    post = numbered(0, "interest", "ab", "some words", audiences=(term("audience", "a"),), series=term("series", "s"))
    assert [(one.kind, one.key) for one in about(post)] == [
        ("series", "s"),
        ("tag", "a"),
        ("tag", "b"),
        ("audience", "a"),
    ]
    assert keys_of(post)[:4] == [(one.kind, one.key) for one in about(post)]
    assert len(keys_of(post)) == 4 + len(gist_of("some", "words")) // 4
