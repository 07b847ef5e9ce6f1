from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.house import House
from plugins.ladder.steps import Ladder
from tests.factories import a_house, a_site, a_vocabulary
from tests.ladder.blogs import ORDER, blogs
from tests.ladder.blogs import numbered as _post
from tests.ladder.blogs import term as _term

KINDS = ("audience", "industry", "series", "category", "tag")


def _steps(house: House, n: int = 0) -> list[tuple[str, str]]:
    post = next(post for post in house.posts if post.id == f"post{n:04}")
    return [(step.direction, step.post.slug) for step in Ladder(house).next_steps(post)]


@pytest.mark.parametrize(
    ("stage", "steps"),
    [
        ("epiphany", [("forward", "p11"), ("sideways", "p20")]),
        ("awareness", [("forward", "p12"), ("sideways", "p21")]),
        ("interest", [("forward", "p13"), ("back", "p11"), ("sideways", "p22")]),
        ("confidence", [("forward", "p14"), ("back", "p12"), ("sideways", "p23")]),
        ("loyalty", [("back", "p13"), ("sideways", "p24")]),
        (None, [("forward", "p10")]),
    ],
)
def test_on_back_from_the_later_half_and_beside(stage, steps):
    """Posts 10 to 14 stand at the five stages with the tag that is shared, 20 to 24 without, but newer."""
    tagged = [_post(10 + n, key, "x" if key != stage else "") for n, key in enumerate(ORDER)]
    newer = [_post(20 + n, key) for n, key in enumerate(ORDER)]
    assert _steps(a_house(_post(0, stage, "x"), *tagged, *newer)) == steps


def test_a_second_step_on_where_it_shares_a_track_or_topic():
    ahead = [_post(1, "awareness", "a"), _post(2, "awareness", "ab")]
    assert _steps(a_house(_post(0, "epiphany", "ab"), *ahead)) == [("forward", "p2"), ("forward", "p1")]
    assert _steps(a_house(_post(0, "epiphany", "b"), *ahead)) == [("forward", "p2")]
    assert _steps(a_house(_post(0, "epiphany", "", "one two"), _post(1, "awareness", "", "one two"), *ahead)) == [
        ("forward", "p1")
    ]


def test_back_only_where_that_shares_more_than_a_second_step_on():
    on = [_post(1, "loyalty", "a"), _post(2, "loyalty", "ab")]
    here, back = _post(0, "confidence", "abc"), _post(3, "interest", "bc")
    assert _steps(a_house(here, *on, back)) == [("forward", "p2"), ("back", "p3")]
    assert _steps(a_house(here, *on, _post(3, "interest", "b"))) == [("forward", "p2"), ("forward", "p1")]
    assert _steps(a_house(_post(0, "awareness", "abc"), _post(3, "epiphany", "abc"), _post(1, "interest"))) == [
        ("forward", "p1")
    ]


@pytest.mark.parametrize(
    ("stages", "steps"),
    [
        (["loyalty"], [("forward", "p1")]),
        (["confidence", "loyalty"], [("forward", "p1")]),
        (["epiphany"], [("back", "p1")]),
        (["epiphany", "awareness"], [("back", "p2")]),
        (["epiphany", "confidence"], [("forward", "p2")]),
    ],
)
def test_a_stage_without_posts_is_stepped_over(stages, steps):
    assert _steps(a_house(_post(0, "interest"), *(_post(n, stage) for n, stage in enumerate(stages, 1)))) == steps


def test_the_post_that_shares_most_and_among_equals_the_newest():
    posts = [
        _post(1, "awareness", "ab"),
        _post(2, "awareness", "bc"),
        _post(3, "awareness", "c"),
        _post(4, "awareness"),
    ]
    assert _steps(a_house(_post(0, "epiphany", "abc"), *posts)) == [("forward", "p2"), ("forward", "p1")]
    assert _steps(a_house(_post(0, "epiphany", "a"), *posts)) == [("forward", "p1")]
    assert _steps(a_house(_post(0, "epiphany", "z"), *posts)) == [("forward", "p4")]


def test_the_text_decides_where_tracks_and_topics_do_not():
    posts = [
        _post(1, "awareness", "a", "launch research"),
        _post(2, "awareness", "a", "queue"),
        _post(3, "awareness", "a"),
    ]
    assert _steps(a_house(_post(0, "epiphany", "a", "research launch"), *posts))[:2] == [
        ("forward", "p1"),
        ("forward", "p3"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_post_is_about_counts(kind):
    name = {"audience": "audiences", "industry": "industries", "tag": "tags"}.get(kind)
    about = {name: (_term(kind, "k"),)} if name else {kind: _term(kind, "k")}
    house = a_house(_post(0, "epiphany", **about), _post(1, "awareness", **about), _post(2, "awareness"))
    assert _steps(house) == [("forward", "p1")]


def test_an_author_is_not_what_a_post_is_about_nor_is_a_key_of_another_kind():
    house = a_house(
        _post(0, "epiphany", "a"), _post(1, "awareness", audiences=(_term("audience", "a"),)), _post(2, "awareness")
    )
    assert _steps(house) == [("forward", "p2")]


@pytest.mark.parametrize("status", ["draft", "scheduled", "hidden"])
def test_never_to_what_is_not_published(status):
    house = a_house(
        _post(0, "epiphany"),
        _post(1, "awareness", status=status),
        _post(2, "epiphany", status=status),
        site=a_site(preview=True),
    )
    assert _steps(house) == []
    assert _steps(a_house(_post(0, "epiphany"), _post(1, "epiphany", status=status)), 1) == [("sideways", "p0")]


def test_only_what_its_reader_can_read_and_has_not_read():
    """An English site with a German post, its translation, and a French one that shares more."""
    german = _post(1, "awareness", "ab", lang="de")
    english = _post(2, "awareness", "a")
    french = _post(3, "awareness", "abc", lang="fr")
    assert _steps(a_house(_post(0, "epiphany", "abc"), german, english, french)) == [("forward", "p2")]
    there = a_house(_post(0, "epiphany", "abc", lang="de"), german, english, french)
    assert _steps(there) == [("forward", "p1"), ("forward", "p2")]
    same = _post(4, "epiphany", "abc", lang="de", translation_of="p0")
    assert _steps(a_house(_post(0, "epiphany", "abc"), same, english)) == [("forward", "p2")]
    assert _steps(a_house(_post(0, "epiphany", "abc"), same, english), 4) == [("forward", "p2")]


def test_never_to_itself():
    assert _steps(a_house(_post(0, "loyalty", "abc"))) == []


@pytest.mark.parametrize(
    ("tags", "why"),
    [("", "Awareness"), ("a", "Awareness · A"), ("cab", "Awareness · C · A")],
)
def test_why_it_fits_in_words(tags, why):
    (step,) = Ladder(a_house(_post(0, "epiphany", tags), _post(1, "awareness", "abc"))).next_steps(
        _post(0, "epiphany", tags)
    )
    assert step.why == why


def test_a_site_without_stages():
    house = a_house(_post(0, None, "a"), _post(1, None, "a"), vocabulary=a_vocabulary(stages={}))
    (step,) = Ladder(house).next_steps(house.posts[1])
    assert (step.post.slug, step.why, step.direction) == ("p1", "A", "sideways")


def test_a_site_of_one_stage():
    house = a_house(_post(0, "interest"), _post(1, "interest"))
    house.vocabulary = a_vocabulary(stages={"interest": house.vocabulary.stages["interest"]})
    assert _steps(house) == [("sideways", "p1")]


def test_an_empty_blog_has_no_steps_even_for_a_draft():
    assert Ladder(a_house()).next_steps(_post(0, "interest")) == ()


@given(blogs(), st.randoms())
@settings(max_examples=60)
def test_steps_of_any_blog(posts, chance):
    """Never to itself, never to what is not published, on where there is a way on, and the same in any order."""
    house = a_house(*posts, site=a_site(preview=True))
    ladder = Ladder(house)
    shuffled = list(posts)
    chance.shuffle(shuffled)
    again = Ladder(a_house(*shuffled, site=a_site(preview=True)))
    for post in posts:
        steps = ladder.next_steps(post)
        assert steps == again.next_steps(post)
        assert len({step.post.id for step in steps}) == len(steps) <= 3
        assert all(step.post.id != post.id and step.post.status == "published" for step in steps)
        here = ORDER.index(post.stage.key) if post.stage else -1
        stages = {ORDER.index(other.stage.key) for other in house.public if other.stage and other.id != post.id}
        for step in steps:
            there = ORDER.index(step.post.stage.key) if step.post.stage else -1
            ahead = min((stage for stage in stages if stage > here), default=None)
            behind = max((stage for stage in stages if stage < here), default=None)
            assert there == {"forward": ahead, "back": behind, "sideways": here}[step.direction]
        found = [step.direction for step in steps]
        assert ("forward" in found) == any(stage > here for stage in stages)
        assert ("back" in found) >= (any(stage < here for stage in stages) and "forward" not in found)
        assert found.count("sideways") == (any(o.stage == post.stage and o.id != post.id for o in house.public))


def test_the_order_of_the_sources_changes_nothing():
    posts = [_post(n, ORDER[n % 5], "abcdefgh"[n % 8 : n % 8 + 2], f"word{n % 6} word{n % 4}") for n in range(60)]
    expected = {post.id: Ladder(a_house(*posts)).next_steps(post) for post in posts}
    random.Random(1).shuffle(posts)
    assert {post.id: Ladder(a_house(*posts)).next_steps(post) for post in posts} == expected
