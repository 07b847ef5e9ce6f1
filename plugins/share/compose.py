"""Composed text: the first recipe that fits and that nobody else has, else the first one cut to the room there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.share.cut import cut
from plugins.share.networks import Network
from plugins.share.recipes import SPARE
from plugins.share.texts import LINK, fill, likeness, placeholders


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
        return own if room.fits(own) else cut(own, room.fits) or _alone(room)
    for recipes in (room.network.recipes, SPARE):
        for core in _fitted(room, list(_drafts(recipes, fields))):
            if likeness(core) not in taken:
                return core
    return next(_fitted(room, list(_drafts(SPARE, fields))), None) or _alone(room)


def _alone(room: Room) -> str | None:
    return "" if room.fits("") else None


def _drafts(recipes: Iterable[str], fields: Mapping[str, str]) -> Iterator[str]:
    """The texts of those recipes for which the post has every field."""
    for recipe in recipes:
        if all(fields.get(name) for name in placeholders(recipe)):
            yield fill(recipe, fields)


def _fitted(room: Room, drafts: list[str]) -> Iterator[str]:
    """Whole drafts first, then cut ones: a shorter thought reads better than half of a longer one."""
    yield from (draft for draft in drafts if draft and room.fits(draft))
    yield from filter(None, (cut(draft, room.fits) for draft in drafts if not room.fits(draft)))
