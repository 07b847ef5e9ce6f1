from __future__ import annotations

import hashlib
import re
from statistics import mean

import pytest

from bench import words
from bench.corpus import article, articles, key_of

MANY = list(articles(120))


def test_the_same_number_and_seed_give_the_same_post() -> None:
    assert article(17) == article(17) == MANY[17]
    assert article(17, seed=2).body != MANY[17].body


def test_it_does_not_change_unseen() -> None:
    """Figures of two days can be compared only where the posts are the same."""
    told = hashlib.sha256("".join(f"{post}" for post in MANY[:20]).encode()).hexdigest()
    assert told == "20611766e209c3c9457fb5b9659152aeafdd6ada077b678e7300614d8dbb6dd5"


def test_no_two_posts_share_an_address() -> None:
    assert len({post.slug for post in MANY}) == len(MANY)
    assert all(len(post.slug) <= 120 and post.slug == key_of(post.slug) for post in MANY)


def test_a_post_has_about_900_words() -> None:
    counts = [len(post.body.split()) for post in MANY]
    assert 860 < mean(counts) < 960
    assert min(counts) > 780
    assert max(counts) < 1080


@pytest.mark.parametrize("number", [0, 1, 3, 4, 50, 119])
def test_what_stands_in_a_post(number: int) -> None:
    body = MANY[number].body
    assert len(re.findall("^## ", body, re.M)) == 5
    assert [len(re.findall(f"^{sign} ", body, re.M)) for sign in ("-", r"1\.")] == [4, 4]
    assert len(re.findall("^> .+\n> .+\n\n", body, re.M)) == 1
    assert body.count("|---|---|---:|") == 1
    assert len(re.findall(r"\]\(https://", body)) == 3
    assert ("```python" in body) == (number % 10 == 0)
    assert "{" not in body


def test_links_go_to_older_posts_and_never_to_the_post_itself() -> None:
    slugs = {post.slug: post.number for post in MANY}
    for post in MANY:
        to = [slugs[slug] for slug in re.findall(r"\(post:([a-z0-9-]+)\)", post.body)]
        assert len(set(to)) == 3
        assert post.number not in to
        assert all(number < max(post.number, 4) for number in to)


def test_every_vocabulary_is_used() -> None:
    assert {post.author for post in MANY} == set(words.AUTHORS)
    assert {post.category for post in MANY} == set(words.CATEGORIES)
    assert {post.stage for post in MANY} == set(words.STAGES)
    assert {post.industry for post in MANY} == set(words.INDUSTRIES)
    assert {tag for post in MANY for tag in post.tags} == set(words.TAGS)
    assert [len(part) for part in (words.TAGS, words.CATEGORIES, words.AUTHORS, words.STAGES)] == [60, 6, 8, 5]
