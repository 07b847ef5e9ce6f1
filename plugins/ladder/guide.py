"""The next steps of each post, as templates ask for them: worked out once a build, or taken from the former one, since
they follow from the front matter of all posts, which is the same wherever a build begins where the former one ended."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.core.digest import digest
from plugins.core.house import Feature, House
from plugins.core.post import Post
from plugins.ladder.steps import Direction, Ladder, NextStep


class Guide:
    """The ladder of one build, set up when it is first asked: the house is filled only then."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._ladder: Ladder | None = None
        self._posts: dict[str, Post] = {}
        self._known: dict[str, tuple[NextStep, ...]] = {}

    @property
    def feature(self) -> Feature:
        return Feature(self.of, self.digest)

    def of(self, post: Post) -> tuple[NextStep, ...]:
        """A post's next steps."""
        if post.id not in self._known:
            memory = self.house.memory.setdefault("next_steps", {})
            former = memory.get(post.id)
            self._known[post.id] = steps = self._remembered(former) if former is not None else self._new(post)
            memory[post.id] = tuple((step.post.id, step.why, step.direction) for step in steps)
        return self._known[post.id]

    def _new(self, post: Post) -> tuple[NextStep, ...]:
        self._ladder = self._ladder or Ladder(self.house)
        return self._ladder.next_steps(post)

    def _remembered(self, former: Sequence[tuple[str, str, Direction]]) -> tuple[NextStep, ...]:
        self._posts = self._posts or {post.id: post for post in self.house.posts}
        return tuple(NextStep(self._posts[other], why, direction) for other, why, direction in former)

    def digest(self, post: Post) -> bytes:
        """Of all that is shown of them."""
        return digest(*(part for step in self.of(post) for part in (step.direction, step.why, step.post.card)))
