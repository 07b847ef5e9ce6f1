"""Composed text: the first recipe that fits and that nobody else has, else the first one cut to the room there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plugins.share.alike import LINK, echoes, likeness
from plugins.share.characters import grapheme_count
from plugins.share.cut import WORTH_KEEPING, cut
from plugins.share.networks import Network
from plugins.share.recipes import ASKING, SPARE, THREADED
from plugins.share.texts import fill, placeholders

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
        words = core.casefold().split()
        new = [tag for tag in self.hashtags if tag.casefold() not in words]
        tries = (self.whole(core, new[:count]) for count in range(min(len(new), self.network.hashtags), 0, -1))
        return next((text for text in tries if self.network.fits(text, self.subject)), self.whole(core))


def compose(room: Room, fields: Mapping[str, str], taken: Collection[str], template: str = "") -> str | None:
    """The core of a text (LINK marks a place for the link) that fits; None where not even the link does.

    taken: the `likeness` of what other networks say; the channel's own template is used whoever says the same.
    """
    own = fill(template, fields) if template else ""
    if own:
        return own if room.fits(own) else _shortened(room, own, fields) or _alone(room)
    said = next(_candidates(room, fields, taken), None)
    return said or next(_fitted(room, _drafts(SPARE, fields), _plain(room), ()), None) or _alone(room)


def _candidates(room: Room, fields: Mapping[str, str], taken: Collection[str]) -> Iterator[str]:
    """All that could be said, best first: what ends in the whole question before what does not."""
    sets = (room.network.recipes, SPARE)
    if fields.get("question"):
        for recipes in sets:
            yield from _fitted(room, _drafts(_that_ask(recipes), fields), _asking(room, fields), taken)
    for recipes in sets:
        yield from _fitted(room, _drafts(recipes, fields), _plain(room), taken)


def thread_words(fields: Mapping[str, str]) -> Iterator[str]:
    """What a composed thread could say, best first, each of more than one paragraph."""
    return (text for text in _drafts(THREADED, fields) if "\n" in text)


@lru_cache(maxsize=32)
def _that_ask(recipes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(recipe for recipe in recipes if recipe.endswith(ASKING))


def _shortened(room: Room, own: str, fields: Mapping[str, str]) -> str:
    """A template's text, its question kept where it ends in it; a link at its end comes there by itself."""
    return _asking(room, fields)(own.removesuffix(LINK).rstrip()) or cut(own, room.fits)


def _alone(room: Room) -> str | None:
    return "" if room.fits("") else None


def _drafts(recipes: tuple[str, ...], fields: Mapping[str, str]) -> Iterator[str]:
    """The texts of those recipes for which the post has every field."""
    for recipe, names in _ready(recipes, frozenset([name for name, value in fields.items() if value])):
        if text := _draft(recipe, tuple([fields[name] for name in names])):
            yield text


@lru_cache(maxsize=256)
def _ready(recipes: tuple[str, ...], there: frozenset[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(recipe, its fields) of those whose fields are all there: posts differ little in what they have."""
    named = ((recipe, placeholders(recipe)) for recipe in recipes)
    return tuple((recipe, names) for recipe, names in named if there.issuperset(names))


@lru_cache(maxsize=256)
def _draft(recipe: str, values: tuple[str, ...]) -> str:
    """A recipe filled. The networks share recipes, so a post's drafts are remembered while its kit is made."""
    return fill(recipe, dict(zip(placeholders(recipe), values, strict=True)))


def _fitted(room: Room, drafts: Iterable[str], shorten: Shorten, taken: Collection[str]) -> Iterator[str]:
    """What nobody else says (taken), whole drafts first, then cut ones: a shorter thought reads better than half of a
    longer one. Those with an echo come last of each. The dearer a question, the later it is asked."""
    passed, echoing = [], []
    for draft in drafts:
        passed.append(draft)
        if likeness(draft) not in taken and room.fits(draft):
            if echoes(draft):
                echoing.append(draft)
            else:
                yield draft
    yield from echoing
    long = sorted((draft for draft in passed if not room.fits(draft)), key=echoes)
    yield from (text for text in map(shorten, long) if text and likeness(text) not in taken)


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
        return kept + end if grapheme_count(kept) >= WORTH_KEEPING else ""

    return shorten
