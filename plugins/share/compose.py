"""Composed text: the first recipe that fits and that nobody else has, else the first one cut to the room there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from plugins.share.alike import LINK, echoes, likeness
from plugins.share.characters import grapheme_count
from plugins.share.cut import WORTH_KEEPING, cut
from plugins.share.drafts import Drafts
from plugins.share.recipes import ASKING, SPARE, THREADED
from plugins.share.room import Room

Shorten = Callable[[str], str]
"""A draft that does not fit → what of it does, "" where nothing worth saying does."""


def compose(room: Room, drafts: Drafts, taken: Collection[str], template: str = "") -> str | None:
    """The core of a text (LINK marks a place for the link) that fits; None where not even the link does.

    taken: the `likeness` of what other networks say; the channel's own template is used whoever says the same.
    """
    own = drafts.filled(template) if template else ""
    if own:
        return own if room.fits(own) else _shortened(room, own, drafts) or _alone(room)
    said = next(_candidates(room, drafts, taken), None)
    return said or next(_fitted(room, drafts.of(SPARE), _plain(room), ()), None) or _alone(room)


def _candidates(room: Room, drafts: Drafts, taken: Collection[str]) -> Iterator[str]:
    """All that could be said, best first: what ends in the whole question before what does not."""
    sets = (room.network.recipes, SPARE)
    if drafts.fields.get("question"):
        for recipes in sets:
            yield from _fitted(room, drafts.of(_that_ask(recipes)), _asking(room, drafts), taken)
    for recipes in sets:
        yield from _fitted(room, drafts.of(recipes), _plain(room), taken)


def thread_words(drafts: Drafts) -> Iterator[str]:
    """What a composed thread could say, best first, each of more than one paragraph."""
    return (text for text in drafts.of(THREADED) if "\n" in text)


@lru_cache(maxsize=32)
def _that_ask(recipes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(recipe for recipe in recipes if recipe.endswith(ASKING))


def _shortened(room: Room, own: str, drafts: Drafts) -> str:
    """A template's text, its question kept where it ends in it; a link at its end comes there by itself."""
    return _asking(room, drafts)(own.removesuffix(LINK).rstrip()) or cut(own, room.fits)


def _alone(room: Room) -> str | None:
    return "" if room.fits("") else None


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
    long = [draft for draft in passed if not room.fits(draft)]
    if len(long) > 1:
        long.sort(key=echoes)
    yield from (text for text in map(shorten, long) if text and likeness(text) not in taken)


def _plain(room: Room) -> Shorten:
    return lambda draft: cut(draft, room.fits)


def _asking(room: Room, drafts: Drafts) -> Shorten:
    """Cuts what stands before the question, which stays whole; "" where too little would be left to stand there."""
    question = drafts.filled(ASKING)

    def shorten(draft: str) -> str:
        head = draft.removesuffix(question) if question else ""
        front = head.rstrip()
        end = head[len(front) :] + question
        kept = cut(front, lambda text: room.fits(text + end)) if front and end != question else ""
        return kept + end if grapheme_count(kept) >= WORTH_KEEPING else ""

    return shorten
