"""The plan: in each round every tool does each piece of work, the tools in turn, and nothing is left out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bench.corpus import Article, article
from bench.sites import Site
from bench.timing import Measured

WORKS = {
    "cold": "no cache, no output",
    "unchanged": "built again",
    "body": "one edited body",
    "title": "one edited title",
}
"""What is measured, in this order: each builds on what the former left, in a new process."""


@dataclass(frozen=True, slots=True)
class Row:
    """One build. right: it ended well, and what was asked for stands in its pages."""

    posts: int
    round: int
    work: str
    tool: str
    measured: Measured
    pages: int
    right: bool


def play(sites: Sequence[Site], posts: int, rounds: int, seed: int, tell: Callable[[Row], None]) -> list[Row]:
    """All rows, in the order of the builds. `tell` hears of each at once."""
    rows = []
    for row in _all(sites, posts, rounds, seed):
        tell(row)
        rows.append(row)
    return rows


def _all(sites: Sequence[Site], posts: int, rounds: int, seed: int) -> Iterator[Row]:
    for number in range(rounds):
        first = number % len(sites)
        for work in WORKS:
            post, sign = edited(work, posts, number, seed)
            for site in (*sites[first:], *sites[:first]):  # nobody always comes after the same one
                yield _built(site, work, post, sign, posts, number)


def edited(work: str, posts: int, number: int, seed: int) -> tuple[Article, str]:
    """The post that is edited (for the other works: the newest, as it is), and what must then stand in its page."""
    if work not in ("body", "title"):
        post = article(posts - 1, seed)
        return post, post.slug
    post = article(random.Random(f"{seed}:{posts}:{number}:{work}").randrange(posts), seed)
    if work == "title":
        title = f"{post.title}, read again in round {number + 1}"
        return replace(post, title=title), title
    sign = f"This stands here since round {number + 1}"
    return replace(post, body=f"{post.body}\n{sign}.\n"), sign


def _built(site: Site, work: str, post: Article, sign: str, posts: int, number: int) -> Row:
    if work == "cold":
        site.clear()
    elif work in ("body", "title"):
        site.write(post)
    measured = site.build()
    pages = site.pages()
    right = measured.code == 0 and pages >= posts and sign in site.page(post)
    return Row(posts, number, work, site.name, measured, pages, right)
