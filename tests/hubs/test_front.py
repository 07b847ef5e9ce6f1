"""The front door: which problem, which door, which summation."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from plugins.core.post import Post, Term
from plugins.hubs.front import front
from tests.factories import STAGES, UTC, a_house, a_post, a_stage, a_vocabulary

FINANCE = (Term("industry", "finance", "Finance", "/industries/finance/"),)


def post(name: str, day: int, stage: str | None = "interest", **parts: Any) -> Post:
    when = dt.datetime(2026, 1, day, 9, tzinfo=UTC)
    settled = a_stage(stage) if stage else None
    base: dict[str, Any] = {"problem": f"{name} hurts.", "audiences": (), "industries": ()}
    return a_post(slug=name, id=f"{name:_<8}", title=name, date=when, stage=settled, **{**base, **parts})


def problems(*posts: Post) -> list[str]:
    return [found.slug for found in front(a_house(*posts)).problems]


def test_one_problem_of_each_stage_in_the_order_of_the_way_then_the_newest() -> None:
    posts = [post("late", 9, "loyalty"), post("old", 1, "epiphany"), post("new", 2, "epiphany"), post("bare", 3, None)]
    assert problems(*posts) == ["new", "late", "bare", "old"]


def test_no_more_problems_than_a_reader_takes_in() -> None:
    posts = [post(f"p{day}", day) for day in range(1, 20)]
    assert problems(*posts) == ["p19", "p18", "p17", "p16", "p15", "p14"]


@pytest.mark.parametrize("parts", [{"problem": None}, {"problem": ""}, {"status": "hidden"}])
def test_what_names_no_problem_or_is_in_no_list(parts: dict[str, Any]) -> None:
    assert problems(post("a", 1, **parts)) == []


def test_each_stage_and_track_is_a_door_with_its_count() -> None:
    found = front(a_house(post("a", 1), post("b", 2, "loyalty", industries=FINANCE)))
    assert [(door.term.key, door.count) for door in found.stages] == [
        (key, {"interest": 1, "loyalty": 1}.get(key, 0)) for key in STAGES
    ]
    assert [door.about for door in found.stages] == [question for _, question in STAGES.values()]
    assert [(door.term.key, door.count, door.about) for door in found.industries] == [
        ("finance", 1, "Banks & insurers.")
    ]
    assert [(door.count, door.first) for door in found.audiences] == [(0, None)]


def test_a_reader_begins_at_the_earliest_stage_with_the_newest_post() -> None:
    posts = [
        post(*each, industries=FINANCE) for each in (("a", 1, "interest"), ("b", 2, "interest"), ("c", 3, "loyalty"))
    ]
    (door,) = front(a_house(*posts)).industries
    assert door.first is not None
    assert door.first.slug == "b"


def test_two_doors_begin_with_two_posts_where_there_are_two() -> None:
    tracks = {key: a_vocabulary().industries["finance"] for key in ("one", "two", "three")}
    terms = tuple(Term("industry", key, key, f"/industries/{key}/") for key in tracks)
    posts = [post("a", 1, industries=terms), post("b", 2, industries=terms)]
    found = front(a_house(*posts, vocabulary=a_vocabulary(industries=tracks))).industries
    assert [door.first.slug for door in found if door.first] == ["b", "a", "b"]


def test_a_summation_has_two_parts_at_least() -> None:
    posts = [
        post("whole", 5),
        post("second", 4, part_of="whole"),
        post("first", 3, part_of="whole___"),
        post("other", 2),
        post("alone", 1, part_of="other"),
        post("lost", 6, part_of="nowhere"),
        post("hidden", 7, part_of="other", status="hidden"),
    ]
    (one,) = front(a_house(*posts)).summations
    assert (one.post.slug, [part.slug for part in one.parts]) == ("whole", ["first", "second"])


def test_an_empty_house_has_its_doors() -> None:
    found = front(a_house())
    assert (found.problems, found.summations) == ((), ())
    assert len(found.stages) == len(STAGES)
    assert found.digest != front(a_house(post("a", 1))).digest
