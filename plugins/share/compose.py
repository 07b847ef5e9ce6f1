"""Composed text: the first recipe that fits and that nobody else has, else the first one cut to the room there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.core.text import graphemes
from plugins.share.cut import WORTH_KEEPING, cut
from plugins.share.networks import Network
from plugins.share.recipes import ASKING, SPARE
from plugins.share.texts import LINK, echoes, fill, likeness, placeholders

Shorten = Callable[[str], str]
"""A draft that does not fit → what of it does, "" where nothing worth saying does."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a text must fit into: a network, the link that it must carry, the hashtags it may, a mail's subject."""

    network: Network
    url: str
    hashtags: tuple[str, ...] = ()
    subject: str = ""

    def whole(self, core: str, hashtags: Iterable[str] = ()) -> str:
        """`core` with the link where it says so, else after it, and the hashtags last."""
        placed = core.replace(LINK, self.url) if LINK in core else "\n\n".join(filter(None, (core, self.url)))
        return "\n\n".join(filter(None, (placed, " ".join(hashtags))))

    def fits(self, core: str) -> bool:
        return self.network.fits(self.whole(core), self.subject)

    def fullest(self, core: str) -> str:
        """The text with as many of its hashtags as there is room for: they are the first to go."""
        new = [tag for tag in self.hashtags if tag.casefold() not in core.casefold().split()]
        tries = (self.whole(core, new[:count]) for count in range(min(len(new), self.network.hashtags), 0, -1))
        return next((text for text in tries if self.network.fits(text, self.subject)), self.whole(core))


def compose(room: Room, fields: Mapping[str, str], taken: Collection[str], template: str = "") -> str | None:
    """The core of a text (LINK marks a place for the link) that fits; None where not even the link does.

    taken: the `likeness` of what other networks say; the channel's own template is used whoever says the same.
    """
    own = fill(template, fields) if template else ""
    if own:
        return own if room.fits(own) else _shortened(room, own, fields) or _alone(room)
    for core in _candidates(room, fields):
        if likeness(core) not in taken:
            return core
    return next(_fitted(room, list(_drafts(SPARE, fields)), _plain(room)), None) or _alone(room)


def _candidates(room: Room, fields: Mapping[str, str]) -> Iterator[str]:
    """All that could be said, best first: what ends in the whole question before what does not."""
    sets = (room.network.recipes, SPARE)
    for recipes in sets:
        asking = [recipe for recipe in recipes if recipe.endswith(ASKING)]
        yield from _fitted(room, list(_drafts(asking, fields)), _asking(room, fields))
    for recipes in sets:
        yield from _fitted(room, list(_drafts(recipes, fields)), _plain(room))


def _shortened(room: Room, own: str, fields: Mapping[str, str]) -> str:
    """A template's text, its question kept where it ends in it; a link at its end comes there by itself."""
    return _asking(room, fields)(own.removesuffix(LINK).rstrip()) or cut(own, room.fits)


def _alone(room: Room) -> str | None:
    return "" if room.fits("") else None


def _drafts(recipes: Iterable[str], fields: Mapping[str, str]) -> Iterator[str]:
    """The texts of those recipes for which the post has every field; those with an echo last."""
    ready = (recipe for recipe in recipes if all(fields.get(name) for name in placeholders(recipe)))
    yield from sorted((fill(recipe, fields) for recipe in ready), key=echoes)


def _fitted(room: Room, drafts: list[str], shorten: Shorten) -> Iterator[str]:
    """Whole drafts first, then cut ones: a shorter thought reads better than half of a longer one."""
    yield from (draft for draft in drafts if draft and room.fits(draft))
    yield from filter(None, (shorten(draft) for draft in drafts if not room.fits(draft)))


def _plain(room: Room) -> Shorten:
    return lambda draft: cut(draft, room.fits)


def _asking(room: Room, fields: Mapping[str, str]) -> Shorten:
    """Cuts what stands before the question, which stays whole; "" where too little would be left to stand there."""
    question = fill(ASKING, fields)

    def shorten(draft: str) -> str:
        head = draft.removesuffix(question) if question else ""
        front = head.rstrip()
        end = head[len(front) :] + question
        kept = cut(front, lambda text: room.fits(text + end)) if front and end != question else ""
        return kept + end if len(graphemes(kept)) >= WORTH_KEEPING else ""

    return shorten
