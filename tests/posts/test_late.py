from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.core.errors import Problem, Refused
from plugins.core.house import House
from plugins.core.post import Post
from plugins.posts.late import Late, check
from tests.factories import a_house, a_post


class Asked:
    """A late check that remembers whom it was asked about."""

    def __init__(self, severity: str = "warning") -> None:
        self.about: list[str] = []
        self.severity = severity

    def __call__(self, post: Post, house: House) -> list[Problem]:
        self.about.append(post.slug)
        return [Problem(post.path, 1, "share", f"{post.slug} is long", "", self.severity)]  # type: ignore[arg-type]


def post(slug: str, front: bytes = b"1") -> Post:
    return replace(a_post(), slug=slug, path=f"content/posts/{slug}.md", front=front)


def a_round(late: Late, asked: Asked, *posts: Post, data: bytes = b"", only: list[str] | None = None) -> list[str]:
    house = a_house(*posts)
    house.problems, house.late_checks = [], [asked]
    late.take(house, data, only)
    check(house)
    return [problem.message for problem in house.problems]


def test_a_post_is_asked_about_once_for_each_state_of_it() -> None:
    late, asked = Late(), Asked()
    expected = ["a is long", "b is long"]
    assert a_round(late, asked, post("a"), post("b")) == expected
    assert a_round(late, asked, post("a"), post("b")) == expected
    assert a_round(late, asked, post("a", b"2"), post("b")) == expected
    assert asked.about == ["a", "b", "a"]


def test_other_data_asks_about_all() -> None:
    late, asked = Late(), Asked()
    a_round(late, asked, post("a"))
    a_round(late, asked, post("a"), data=b"other")
    assert asked.about == ["a", "a"]


def test_of_many_only_those_that_are_named() -> None:
    late, asked = Late(), Asked()
    assert a_round(late, asked, post("a"), post("b"), only=["content/posts/b.md"]) == ["b is long"]
    assert a_round(late, asked, post("a"), post("b"), only=[]) == ["b is long"]
    assert asked.about == ["b"]


def test_an_error_is_refused_each_time() -> None:
    late, asked = Late(), Asked("error")
    for _ in range(2):
        with pytest.raises(Refused):
            a_round(late, asked, post("a"))
    assert asked.about == ["a"]
