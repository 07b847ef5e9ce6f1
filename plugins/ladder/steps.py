"""Next steps: on to the next stage of the buyer's way, and beside. Buyers go back too, so late posts may lead back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.records import dataclass
from plugins.ladder.likeness import Likeness, Near

Direction = Literal["forward", "sideways", "back"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A post to read next, and why it fits, in words."""

    post: Post
    why: str
    direction: Direction


class Ladder:
    """The next steps of every post of one build; made once, since all posts are looked through for each.

    Never to the post itself or a translation of it, nor to one that is not published, nor to one in a language that is
    neither the post's nor the site's. Of equals the newest.
    """

    def __init__(self, house: House) -> None:
        self.order: Sequence[str] = list(house.vocabulary.stages)
        self.likeness = Likeness(house.public)
        self.home, self.translations = house.site.language, house.translations()
        stages: dict[str, list[int]] = {key: [] for key in ("", *self.order)}
        languages: dict[str, list[int]] = {}
        for place, post in enumerate(house.public):
            stages[_stage(post)].append(place)
            languages.setdefault(post.lang, []).append(place)
        self.stages = {key: self.likeness.set_of(found) for key, found in stages.items()}
        self.languages = {key: self.likeness.set_of(found) for key, found in languages.items()}

    def next_steps(self, post: Post) -> tuple[NextStep, ...]:
        """Up to two steps on to the next stage that has posts, the second only where it shares a track or topic; then
        one within the stage.

        From the last stage that has posts the steps lead back to the one before. From the later half of the way one
        may lead back too, in the place of the second step on, where it shares a track or topic, and more than that.
        """
        here = self.order.index(post.stage.key) if post.stage else -1
        likeness, readable = self.likeness.of(post), self._readable(post)
        on = _two(likeness.among(self._from(here, 1, readable)))
        back = (
            _two(likeness.among(self._from(here, -1, readable))) if not on or len(self.order) < 2 * (here + 1) else []
        )
        if on and back:
            on, back = _with_way_back(on, back[0])
        beside = _two(likeness.among(self.stages[_stage(post)] & readable))[:1]
        return (
            *(self._step(post, one, "forward") for one in on),
            *(self._step(post, one, "back") for one in back),
            *(self._step(post, one, "sideways") for one in beside),
        )

    def _readable(self, post: Post) -> int:
        """The posts that its reader can read and has not read by reading it."""
        found = self.languages.get(post.lang, 0) | self.languages.get(self.home, 0)
        for other in self.translations.get(post.path, ()):
            place = self.likeness.places.get(other.id) if isinstance(other, Post) else None
            found &= ~(1 << place) if place is not None else -1
        return found

    def _from(self, here: int, step: int, readable: int) -> int:
        """The readable posts of the nearest stage that has any, from the stage number `here` in one direction."""
        way = self.order[here + 1 :] if step > 0 else self.order[: max(0, here)][::-1]
        return next((found for key in way if (found := self.stages[key] & readable)), 0)

    def _step(self, post: Post, found: Near, direction: Direction) -> NextStep:
        shared = [term.name for term in self.likeness.shared(post, found.post)]
        stage = found.post.stage.name if found.post.stage else ""
        return NextStep(found.post, " · ".join(filter(None, [stage, *shared[:2]])), direction)


def _two(near: Iterator[Near]) -> list[Near]:
    """The nearest post, and one more where that shares a track or topic."""
    found = list(islice(near, 2))
    return found if len(found) > 1 and found[1].fits else found[:1]


def _with_way_back(on: list[Near], back: Near) -> tuple[list[Near], list[Near]]:
    """The steps on and back where a late post may have one back in the place of the second on."""
    second = on[1].total if len(on) > 1 else 0
    return (on[:1], [back]) if back.fits and back.total > second else (on, [])


def _stage(post: Post) -> str:
    return post.stage.key if post.stage else ""
