from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from plugins.core.errors import Problem
from plugins.core.unit import Findings, Made, Unit


def test_a_unit_is_made_when_it_is_asked_and_not_before() -> None:
    asked: list[int] = []

    def make() -> bytes:
        asked.append(1)
        return b"x"

    unit = Unit("a/index.html", "post a", {"settings": b"1"}, make)
    assert asked == []
    assert (unit.make(), unit.make(), asked) == (b"x", b"x", [1, 1])


def test_what_is_known_of_a_unit_does_not_change() -> None:
    unit = Unit("a", "somebody", None, bytes)
    with pytest.raises(FrozenInstanceError):
        unit.path = "b"  # type: ignore[misc]


def test_what_was_made_goes_from_one_process_to_another() -> None:
    problem = Problem("a.md", 1, "share.x", "is long", "Shorten it.", "warning")
    made = Made("a/index.html", {"the post": b"1"}, 10, 20, {"p": b"rows"}, (problem,), 5)
    assert pickle.loads(pickle.dumps(made)) == made


def test_findings_of_one_unit_are_not_those_of_another() -> None:
    one, other = Findings(), Findings()
    one.problems.append(Problem("a.md", 1, "x", "is odd"))
    one.snippets += 1
    assert (other.problems, other.snippets) == ([], 0)
