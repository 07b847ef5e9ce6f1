"""Next steps: one post forward on the buyer's way, one sideways. Buyers go back too: a last stage leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plugins.core.house import House
from plugins.core.post import Post

Direction = Literal["forward", "sideways", "back"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A post to read next, and why it fits, in words."""

    post: Post
    why: str
    direction: Direction


def next_steps(post: Post, house: House) -> tuple[NextStep, ...]:
    """One step to the next stage (back from the last one), one within the stage; never the post itself or a draft."""
    others = [other for other in house.public if other.id != post.id]
    order = list(house.vocabulary.stages)
    here = order.index(post.stage.key) if post.stage else -1
    onward = here + 1 if here + 1 < len(order) else here - 1
    ahead = [o for o in others if o.stage and 0 <= onward < len(order) and o.stage.key == order[onward]]
    beside = [o for o in others if (o.stage.key if o.stage else None) == (post.stage.key if post.stage else None)]
    steps = [_step(post, ahead, "forward" if onward > here else "back"), _step(post, beside, "sideways")]
    return tuple(step for step in steps if step)


def _step(post: Post, candidates: Sequence[Post], direction: Direction) -> NextStep | None:
    """The candidate that shares most; among equals the newest, which comes first."""
    if not candidates:
        return None
    best = max(candidates, key=lambda other: len(_shared(post, other)))
    shared = _shared(post, best)
    stage = best.stage.name if best.stage else ""
    return NextStep(best, " · ".join(filter(None, [stage, *shared[:2]])), direction)


def _shared(post: Post, other: Post) -> list[str]:
    """Names of what both are about: tracks, series, tags."""
    kinds = ("audience", "industry", "series", "category", "tag")
    keys = {(term.kind, term.key) for term in other.terms}
    return [term.name for term in post.terms if term.kind in kinds and (term.kind, term.key) in keys]
