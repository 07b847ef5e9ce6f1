"""The plan, played with sites whose builds only write down that they were asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from bench.corpus import Article, article
from bench.rounds import WORKS, Row, edited, play
from bench.sites import Site
from bench.timing import Measured


@dataclass
class Told:
    """A site that keeps what was done to it."""

    name: str
    deeds: list[str]
    deaf: bool = False
    code: int = 0
    texts: dict[str, str] = field(default_factory=dict)

    def clear(self) -> None:
        self.deeds.append(f"{self.name} cleared")

    def write(self, post: Article) -> None:
        self.deeds.append(f"{self.name} edited")
        self.texts[post.slug] = "" if self.deaf else f"{post.title} {post.body}"

    def build(self) -> Measured:
        self.deeds.append(f"{self.name} built")
        return Measured(self.code, 1.0, 1.0, 1.0)

    def page(self, post: Article) -> str:
        return post.slug + self.texts.get(post.slug, "")

    def pages(self) -> int:
        return 10


def played(*sites: Any, rounds: int = 1) -> list[Row]:
    return play(cast(list[Site], list(sites)), 10, rounds, 1, lambda row: None)


def test_tools_take_turns_and_nothing_is_left_out() -> None:
    deeds: list[str] = []
    rows = played(Told("a", deeds), Told("b", deeds), rounds=2)
    first = "a cleared,a built,b cleared,b built,a built,b built,a edited,a built,b edited,b built"
    assert ",".join(deeds).startswith(first)
    assert [(r.round, r.work, r.tool) for r in rows] == [
        (n, work, tool) for n in (0, 1) for work in WORKS for tool in ("ab", "ba")[n]
    ]


def test_a_page_that_is_not_made_anew_is_wrong() -> None:
    rows = played(Told("a", [], deaf=True))
    assert [row.right for row in rows] == [True, True, False, False]


def test_a_build_that_failed_is_wrong_and_stays_in() -> None:
    rows = played(Told("a", [], code=2), rounds=2)
    assert [row.right for row in rows] == [False] * 8


@pytest.mark.parametrize("work", WORKS)
def test_the_same_post_is_edited_for_all(work: str) -> None:
    post, sign = edited(work, 100, 2, 1)
    assert (post, sign) == edited(work, 100, 2, 1)
    before = article(post.number)
    assert post.slug == before.slug
    assert (post.body != before.body) == (work == "body")
    assert (post.title != before.title) == (work == "title")
    assert sign in f"{post.slug} {post.title} {post.body}"
