from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.house import House
from plugins.ladder.guide import Guide, unsettled
from plugins.ladder.steps import Ladder
from tests.factories import a_house, a_post, a_stage
from tests.ladder.blogs import blogs, gist_of, numbered
from tests.making import carded

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HERE = a_post(id="here0000", slug="here", stage=a_stage("awareness"))
AHEAD = a_post(id="ahead000", slug="ahead", stage=a_stage("interest"), date=DAY)
BESIDE = a_post(id="beside00", slug="beside", stage=a_stage("awareness"), date=DAY)
FAR = a_post(id="far00000", slug="far", stage=a_stage("loyalty"), date=DAY)


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
        [HERE, AHEAD, BESIDE, FAR, replace(AHEAD, id="older000", slug="older", tags=(), audiences=(), industries=())],
        [HERE, replace(AHEAD, body=("<p>Another body.</p>",)), BESIDE, FAR],
    ],
)
def test_a_post_that_is_not_shown_changes_nothing(posts):
    assert _digest(*posts) == _digest(HERE, AHEAD, BESIDE, FAR)


def _remembered(house: House) -> dict[str, object]:
    """What a build of the house remembers, as the next one finds it."""
    guide = Guide(house)
    for post in house.posts:
        guide.of(post)
    memory: dict[str, object] = pickle.loads(pickle.dumps(house.memory))
    return memory


def _after(house: House, texts: dict[str, bytes]) -> House:
    """The house after texts were edited: id of a post → its gist now."""
    again = a_house(*(replace(post, gist=texts.get(post.id, post.gist)) for post in house.posts))
    again.memory = dict(_remembered(house))
    again.edited = {post.id: post.gist for post in house.posts if post.id in texts}
    return again


WORDS = st.lists(st.sampled_from("one two three four five six seven eight nine".split()), unique=True, max_size=6)


@given(blogs(), st.dictionaries(st.integers(0, 19), WORDS, max_size=4))
@settings(max_examples=80)
def test_after_edits_of_texts_the_steps_are_what_they_would_be_anew(posts, texts):
    house = a_house(*(post for post in posts if post.status in ("published", "hidden")))
    again = _after(house, {f"post{n:04}": gist_of(*words) for n, words in texts.items()})
    guide, ladder = Guide(again), Ladder(again)
    assert [guide.of(post) for post in again.posts] == [ladder.next_steps(post) for post in again.posts]


def test_only_posts_with_a_word_that_was_gained_or_lost_are_asked_anew():
    house = a_house(*(numbered(n, "interest", "", f"same word{n} pair{n // 2}") for n in range(8)))
    assert unsettled(_after(house, {"post0003": gist_of("same", "pair1", "word3")})) == set()
    assert unsettled(_after(house, {"post0003": gist_of("same", "word3")})) == {"post0002", "post0003"}
    assert unsettled(_after(house, {"post0003": gist_of("same", "word3", "pair1", "pair3")})) == {
        "post0003",
        "post0006",
        "post0007",
    }


def test_what_was_worked_out_anew_is_another_object():
    """So that whoever keeps the memory knows that it has to be kept."""
    house = a_house(*(numbered(n, "interest", "", f"same word{n}") for n in range(4)))
    for texts, is_new in (({}, False), ({"post0001": gist_of("word1", "same")}, False), ({"post0001": b""}, True)):
        again = _after(house, texts)
        former = again.memory["next_steps"]
        for post in again.posts:
            Guide(again).of(post)
        assert (again.memory["next_steps"] is not former) is is_new


class Apart:
    """Does the work of other processes when it is waited for, on the house as it was when they began."""

    def __init__(self) -> None:
        self.asked = 0

    def apart(self, jobs):
        self.asked += 1
        found = [job() for job in jobs]
        return lambda: found


@settings(max_examples=20)
@given(blogs())
def test_what_is_worked_out_in_another_process_is_the_same(posts):
    house = _house(*posts)
    alone = Guide(house)
    expected = {post.id: (alone.of(post), alone.digest(post)) for post in house.posts}
    kept = house.memory.pop("next_steps", None)
    house.workshop = workshop = Apart()
    guide = Guide(house)
    guide.begin(house)
    assert {post.id: (guide.of(post), guide.digest(post)) for post in house.posts} == expected
    assert house.memory.get("next_steps") == kept
    assert workshop.asked == 1


def test_steps_lead_to_posts_as_they_are_when_they_are_asked_for():
    """Where the references of a post lead is settled while the steps are worked out."""
    house = _house(HERE, AHEAD)
    house.workshop = Apart()
    guide = Guide(house)
    guide.begin(house)
    house.posts = [replace(post, front=b"settled") for post in house.posts]
    (step, *_) = guide.of(HERE)
    assert (step.post.slug, step.post.front) == ("ahead", b"settled")
