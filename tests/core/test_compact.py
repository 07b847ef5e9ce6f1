from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pytest

from plugins.core.compact import changed, compact
from plugins.core.errors import Problem
from plugins.core.post import Picture, Post, Target
from tests.factories import a_page, a_post, a_stage


@compact
@dataclass(frozen=True, slots=True)
class One:
    only: str


@compact
@dataclass(frozen=True, slots=True)
class Base:
    first: int
    many: tuple[str, ...] = ()
    known: dict[str, int] = field(default_factory=dict)


@compact
@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    last: str = "x"


OBJECTS = [
    One("a"),
    One(("a", "b")),  # type: ignore[arg-type]
    Base(1, ("a",), {"b": 2}),
    Derived(first=1, last="y"),
    Problem("a.md", 1, "title", "is odd"),
    Target("internal", "/a/"),
    Picture("/a.png", "A", 1, "image/png"),
    a_post(stage=a_stage(inferred=True), share={"x": "y"}),
    a_page(),
]


@pytest.mark.parametrize("thing", OBJECTS, ids=lambda thing: type(thing).__name__)
@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_what_is_pickled_comes_back_as_it_was(thing: object, protocol: int) -> None:
    back = pickle.loads(pickle.dumps(thing, protocol))
    assert (type(back), back) == (type(thing), thing)
    assert copy.deepcopy(thing) == thing


def test_what_came_back_is_still_frozen_and_may_be_replaced() -> None:
    back: Post = pickle.loads(pickle.dumps(a_post()))
    assert replace(back, title="Another").title == "Another"
    with pytest.raises(AttributeError):
        back.title = "Another"  # type: ignore[misc]


def test_a_field_more_than_was_pickled_is_no_object() -> None:
    made = One("a")
    restore, (cls, values) = made.__reduce__()  # type: ignore[misc]
    with pytest.raises(ValueError, match="fields"):
        restore(cls, (*values, "more"))  # type: ignore[operator]
    with pytest.raises(ValueError, match="fields"):
        restore(cls, ())  # type: ignore[operator]


@pytest.mark.parametrize("thing", OBJECTS, ids=lambda thing: type(thing).__name__)
def test_what_is_changed_is_what_is_replaced(thing: Any) -> None:
    before, names = copy.deepcopy(thing), [one.name for one in fields(thing)]
    for some in ([], names[:1], names[-1:], names):
        values = {name: f"another {name}" for name in some}
        found = changed(thing, **values)
        assert (type(found), found) == (type(thing), replace(thing, **values))
        assert thing == before
