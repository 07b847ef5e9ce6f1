from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.house import House
from plugins.core.post import Post, Term
from plugins.ladder.steps import Ladder, NextStep
from tests.factories import STAGES, a_house, a_post, a_site, a_stage, a_vocabulary

ORDER = list(STAGES)
KINDS = ("audience", "industry", "series", "category", "tag")


def _term(kind: str, key: str) -> Term:
    return Term(kind, key, key.upper(), f"/{kind}/{key}/")  # type: ignore[arg-type]


def _post(n: int, stage: str | None, letters: str = "", **parts) -> Post:
    """Post number n, one day younger than the one before, with tags of one letter each."""
    base = {
        "id": f"post{n:04}",
        "slug": f"p{n}",
        "date": dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=n),
        "stage": a_stage(stage) if stage else None,
        "audiences": (),
        "industries": (),
        "tags": tuple(_term("tag", letter) for letter in letters),
    }
    return a_post(**{**base, **parts})


def _steps(house: House, n: int = 0) -> list[tuple[str, str]]:
    post = next(post for post in house.posts if post.id == f"post{n:04}")
    return [(step.direction, step.post.slug) for step in Ladder(house).next_steps(post)]


@pytest.mark.parametrize(
    ("stage", "steps"),
    [
        ("epiphany", [("forward", "p11"), ("sideways", "p20")]),
        ("awareness", [("forward", "p12"), ("sideways", "p21")]),
        ("confidence", [("forward", "p14"), ("sideways", "p23")]),
        ("loyalty", [("back", "p13"), ("sideways", "p24")]),
        (None, [("forward", "p10")]),
    ],
)
def test_one_step_on_and_one_beside(stage, steps):
    """Posts 10 to 14 stand at the five stages with the tag that is shared, 20 to 24 without, but newer."""
    tagged = [_post(10 + n, key, "x" if key != stage else "") for n, key in enumerate(ORDER)]
    newer = [_post(20 + n, key) for n, key in enumerate(ORDER)]
    assert _steps(a_house(_post(0, stage, "x"), *tagged, *newer)) == steps


def test_the_post_that_shares_most_and_among_equals_the_newest():
    posts = [
        _post(1, "awareness", "ab"),
        _post(2, "awareness", "bc"),
        _post(3, "awareness", "c"),
        _post(4, "awareness"),
    ]
    assert _steps(a_house(_post(0, "epiphany", "abc"), *posts)) == [("forward", "p2")]
    assert _steps(a_house(_post(0, "epiphany", "a"), *posts)) == [("forward", "p1")]
    assert _steps(a_house(_post(0, "epiphany", "z"), *posts)) == [("forward", "p4")]


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


def _naive(post: Post, house: House) -> tuple[NextStep, ...]:
    """The rule as one would say it: look at every other post, and take the one that shares most."""
    others = [other for other in house.public if other.id != post.id]
    here = ORDER.index(post.stage.key) if post.stage else -1
    onward = here + 1 if here + 1 < len(ORDER) else here - 1
    own = post.stage.key if post.stage else None
    ahead = [other for other in others if other.stage and other.stage.key == ORDER[onward]]
    beside = [other for other in others if (other.stage.key if other.stage else None) == own]
    found = []
    for candidates, direction in ((ahead, "forward" if onward > here else "back"), (beside, "sideways")):
        if candidates:
            best = max(candidates, key=lambda other: len(_shared(post, other)))
            names = [best.stage.name if best.stage else "", *_shared(post, best)[:2]]
            found.append(NextStep(best, " · ".join(filter(None, names)), direction))  # type: ignore[arg-type]
    return tuple(found)


def _shared(post: Post, other: Post) -> list[str]:
    keys = {(term.kind, term.key) for term in other.terms}
    return [term.name for term in post.terms if term.kind in KINDS and (term.kind, term.key) in keys]


_ANY_POST = st.tuples(
    st.sampled_from([*ORDER, None]),
    st.lists(st.sampled_from("abcdef"), unique=True, max_size=5).map("".join),
    st.sampled_from(["published", "published", "published", "draft", "hidden"]),
    st.sampled_from([(), (_term("audience", "a"),), (_term("audience", "b"),)]),
)


@given(st.lists(_ANY_POST, max_size=25))
@settings(max_examples=60)
def test_the_quick_way_finds_what_the_plain_one_finds(specs):
    posts = [_post(n, stage, tags, status=s, audiences=a) for n, (stage, tags, s, a) in enumerate(specs)]
    house = a_house(*posts, site=a_site(preview=True))
    ladder = Ladder(house)
    assert [ladder.next_steps(post) for post in posts] == [_naive(post, house) for post in posts]
