"""The next steps of each post, as templates ask for them: worked out once a build, or taken from the former one.

They follow from the front matter of all posts, which is the same wherever a build begins where the former one ended,
and from their gists. After the edit of a text only those posts are asked anew that hold a word which it has gained or
lost: two posts of which neither has one share what they shared, and it weighs as much.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence

from plugins.core.digest import digest
from plugins.core.gist import terms as words_of
from plugins.core.house import Feature, House
from plugins.core.post import Post
from plugins.ladder.steps import Direction, Ladder, NextStep

_Kept = dict[str, tuple[tuple[str, str, Direction], ...]]
"""Id of a post → id, reason and direction of each step."""


class Guide:
    """The ladder of one build, set up when it is first asked: the house is filled only then."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._ladder: Ladder | None = None
        self._posts: dict[str, Post] = {}
        self._known: dict[str, tuple[NextStep, ...]] = {}
        self._kept: _Kept | None = None
        self._begun: Callable[[], list[bytes]] | None = None

    @property
    def feature(self) -> Feature:
        return Feature(self.of, self.digest)

    def begin(self, house: House) -> None:
        """Work out the steps of all posts in another process, while this one sees where references lead."""
        if house.workshop:
            self._begun = house.workshop.apart([lambda: pickle.dumps(_of_all(house))])

    def of(self, post: Post) -> tuple[NextStep, ...]:
        """A post's next steps."""
        if post.id not in self._known:
            kept = self._memory()
            former = kept.get(post.id)
            self._known[post.id] = steps = self._remembered(former) if former is not None else self._new(post)
            kept[post.id] = _as_kept(steps)
        return self._known[post.id]

    def digest(self, post: Post) -> bytes:
        """Of all that is shown of them."""
        kept = self._memory()
        if post.id not in kept:
            self.of(post)
        posts, steps = self._by_id(), kept[post.id]
        said = "\0".join([f"{direction} {why}" for _, why, direction in steps])
        return digest(b"".join([posts[other].card for other, _, _ in steps]), said)

    def _memory(self) -> _Kept:
        """What still holds of the former build's steps. Another dictionary than that one's, where some do not."""
        if self._kept is None:
            kept: _Kept = self.house.memory.get("next_steps") or {}
            gone = unsettled(self.house) if kept else set()
            if gone or not kept:
                kept = {post: steps for post, steps in kept.items() if post not in gone}
            if self._begun:
                (found,) = self._begun()
                kept, self._begun = pickle.loads(found), None
            self._kept = self.house.memory["next_steps"] = kept
        return self._kept

    def _new(self, post: Post) -> tuple[NextStep, ...]:
        self._ladder = self._ladder or Ladder(self.house)
        return self._ladder.next_steps(post)

    def _remembered(self, former: Sequence[tuple[str, str, Direction]]) -> tuple[NextStep, ...]:
        posts = self._by_id()
        return tuple(NextStep(posts[other], why, direction) for other, why, direction in former)

    def _by_id(self) -> dict[str, Post]:
        self._posts = self._posts or {post.id: post for post in self.house.posts}
        return self._posts


def _of_all(house: House) -> _Kept:
    ladder = Ladder(house)
    return {post.id: _as_kept(ladder.next_steps(post)) for post in house.posts}


def _as_kept(steps: Iterable[NextStep]) -> tuple[tuple[str, str, Direction], ...]:
    return tuple((step.post.id, step.why, step.direction) for step in steps)


def unsettled(house: House) -> set[str]:
    """The ids of the posts whose next steps may be others than before the texts of `house.edited` were edited."""
    gists = {post.id: post.gist for post in house.posts}
    moved: set[int] = set()
    found = set()
    for post, former in house.edited.items():
        words = set(words_of(gists.get(post, former))) ^ set(words_of(former))
        moved |= words
        found |= {post} if words else set()
    return found | {post for post, gist in gists.items() if moved and not moved.isdisjoint(words_of(gist))}
