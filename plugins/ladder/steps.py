"""Next steps: one post forward on the buyer's way, one sideways. Buyers go back too: a last stage leads back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from plugins.core.house import House
from plugins.core.post import Post, Term

Direction = Literal["forward", "sideways", "back"]
_KINDS = ("audience", "industry", "series", "category", "tag")


@dataclass(frozen=True, slots=True)
class NextStep:
    """A post to read next, and why it fits, in words."""

    post: Post
    why: str
    direction: Direction


@dataclass(slots=True)
class _Shelf:
    """The published posts of one stage, newest first. holders: (kind, key) → posts that have the term, as bits of an
    integer, bit 0 the newest: so that one post is held against all others in a handful of operations."""

    posts: list[Post] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    holders: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, post: Post) -> None:
        bit = 1 << len(self.posts)
        self.places[post.id] = bit
        self.posts.append(post)
        for term in _about(post):
            self.holders[term.kind, term.key] = self.holders.get((term.kind, term.key), 0) | bit

    def nearest(self, post: Post) -> Post | None:
        """The other post that shares most with `post`; among equals the newest."""
        others = ((1 << len(self.posts)) - 1) & ~self.places.get(post.id, 0)
        sharing = [others]  # at n: those that share n terms or more
        for term in _about(post):
            holders = self.holders.get((term.kind, term.key), 0) & others
            sharing.append(0)
            for n in range(len(sharing) - 1, 0, -1):
                sharing[n] |= sharing[n - 1] & holders
        best = next((found for found in reversed(sharing) if found), 0)
        return self.posts[(best & -best).bit_length() - 1] if best else None


class Ladder:
    """The next steps of every post of one build; made once, since all posts are looked through for each."""

    def __init__(self, house: House) -> None:
        self.order: Sequence[str] = list(house.vocabulary.stages)
        self.shelves: Mapping[str, _Shelf] = {key: _Shelf() for key in ("", *self.order)}
        for post in house.public:
            self.shelves[_stage(post)].add(post)

    def next_steps(self, post: Post) -> tuple[NextStep, ...]:
        """One step to the next stage (back from the last one), one within the stage; never to itself or a draft."""
        here = self.order.index(post.stage.key) if post.stage else -1
        onward = here + 1 if here + 1 < len(self.order) else here - 1
        ahead = self.shelves[self.order[onward]] if 0 <= onward < len(self.order) else _Shelf()
        steps = [
            _step(post, ahead.nearest(post), "forward" if onward > here else "back"),
            _step(post, self.shelves[_stage(post)].nearest(post), "sideways"),
        ]
        return tuple(step for step in steps if step)


def _step(post: Post, best: Post | None, direction: Direction) -> NextStep | None:
    if best is None:
        return None
    keys = {(term.kind, term.key) for term in best.terms}
    shared = [term.name for term in _about(post) if (term.kind, term.key) in keys]
    stage = best.stage.name if best.stage else ""
    return NextStep(best, " · ".join(filter(None, [stage, *shared[:2]])), direction)


def _about(post: Post) -> list[Term]:
    """What a post is about: tracks, series, tags."""
    return [term for term in post.terms if term.kind in _KINDS]


def _stage(post: Post) -> str:
    return post.stage.key if post.stage else ""
