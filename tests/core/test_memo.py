from __future__ import annotations

import pytest

from plugins.core.memo import remembered
from tests.factories import a_page, a_post, a_stage


def test_each_set_of_arguments_is_asked_once() -> None:
    asked: list[tuple[object, ...]] = []

    def make(*arguments: object) -> int:
        asked.append(arguments)
        return len(asked)

    ask = remembered(make)
    first, again = a_stage(), a_stage()
    assert first is not again
    assert [ask("a", 1), ask("a", 2), ask("a", 1), ask(first), ask(again), ask()] == [1, 2, 1, 3, 3, 4]
    assert asked == [("a", 1), ("a", 2), (first,), ()]


def test_a_post_is_known_by_its_path_and_is_given_whole() -> None:
    ask = remembered(lambda post, level: (post.title, level))
    assert ask(a_post(), 3) == ask(a_post(title="Not looked at"), 3) == ("Small posts add up", 3)
    assert ask(a_post(slug="other", title="Other"), 3) == ("Other", 3)
    assert ask(a_page(), 2) == ("About", 2)


def test_what_one_remembers_is_nothing_to_another() -> None:
    one, two = remembered(str.upper), remembered(str.lower)
    assert (one("a"), two("A"), one("a")) == ("A", "a", "A")


def test_what_fails_is_not_remembered() -> None:
    tries: list[int] = []

    def make(n: int) -> int:
        tries.append(n)
        if len(tries) == 1:
            raise KeyError(n)
        return n

    ask = remembered(make)
    with pytest.raises(KeyError):
        ask(1)
    assert ask(1) == 1
