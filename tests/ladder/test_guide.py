from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from plugins.core.house import House
from plugins.ladder.guide import Guide
from plugins.ladder.steps import Ladder
from tests.factories import a_house, a_post, a_stage
from tests.making import carded

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HERE = a_post(id="here0000", slug="here", stage=a_stage("interest"))
AHEAD = a_post(id="ahead000", slug="ahead", stage=a_stage("confidence"), date=DAY)
BESIDE = a_post(id="beside00", slug="beside", stage=a_stage("interest"), date=DAY)
FAR = a_post(id="far00000", slug="far", stage=a_stage("epiphany"), date=DAY)


def _house(*posts) -> House:
    return a_house(*map(carded, posts))


def _digest(*posts) -> bytes:
    return Guide(_house(*posts)).digest(carded(HERE))


def test_a_guide_says_what_the_ladder_says():
    house = _house(HERE, AHEAD, BESIDE, FAR)
    guide = Guide(house)
    for post in house.posts:
        assert guide.feature.of(post) == Ladder(house).next_steps(post)
        assert guide.feature.digest(post) == guide.digest(post)
    assert [step.post.slug for step in guide.of(HERE)] == ["ahead", "beside"]


def test_the_steps_of_a_post_are_worked_out_once():
    guide = Guide(_house(HERE, AHEAD))
    assert guide.of(HERE) is guide.of(HERE)


def test_the_house_is_looked_at_when_the_guide_is_asked():
    house = _house()
    guide = Guide(house)
    house.posts = _house(HERE, AHEAD).posts
    assert [step.post.slug for step in guide.of(HERE)] == ["ahead"]


SHOWN = {
    "another title ahead": [HERE, replace(AHEAD, title="Another"), BESIDE, FAR],
    "another title beside": [HERE, AHEAD, replace(BESIDE, title="Another"), FAR],
    "nothing ahead": [HERE, BESIDE, FAR],
    "nothing at all": [HERE],
    "another reason": [HERE, replace(AHEAD, tags=(), industries=()), BESIDE, FAR],
    "a nearer one": [HERE, AHEAD, BESIDE, FAR, replace(AHEAD, id="newer000", slug="newer", date=HERE.date)],
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_digest_differs_where_what_is_shown_does(name):
    assert _digest(*SHOWN[name]) != _digest(HERE, AHEAD, BESIDE, FAR)


@pytest.mark.parametrize(
    "posts",
    [
        [BESIDE, AHEAD, FAR, HERE],
        [HERE, AHEAD, BESIDE, replace(FAR, title="Another")],
        [HERE, AHEAD, BESIDE],
        [HERE, AHEAD, BESIDE, FAR, replace(AHEAD, id="older000", slug="older", tags=())],
        [HERE, replace(AHEAD, body=("<p>Another body.</p>",)), BESIDE, FAR],
    ],
)
def test_a_post_that_is_not_shown_changes_nothing(posts):
    assert _digest(*posts) == _digest(HERE, AHEAD, BESIDE, FAR)
