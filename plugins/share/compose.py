"""Composed text: the first recipe that fits and that nobody else has, else the first one cut to the room there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from plugins.share.alike import LINK, echoes, likeness
from plugins.share.characters import grapheme_count
from plugins.share.cut import WORTH_KEEPING, cut
from plugins.share.drafts import Draft, Drafts
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
    return _said(room, drafts, taken) or _best(room, drafts.of(SPARE), _plain(room), ()) or _alone(room)


def _said(room: Room, drafts: Drafts, taken: Collection[str]) -> str:
    """The best of all that nobody else says: what ends in the whole question before what does not; "" for nothing."""
    sets = (room.network.recipes, SPARE)
    if drafts.fields.get("question"):
        for recipes in sets:
            if text := _best(room, drafts.of(_that_ask(recipes)), _asking(room, drafts), taken):
                return text
    for recipes in sets:
        if text := _best(room, drafts.of(recipes), _plain(room), taken):
            return text
    return ""


def thread_words(drafts: Drafts) -> Iterator[str]:
    """What a composed thread could say, best first, each of more than one paragraph."""
    return (text for text, _ in drafts.of(THREADED) if "\n" in text)


@lru_cache(maxsize=32)
def _that_ask(recipes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(recipe for recipe in recipes if recipe.endswith(ASKING))


def _shortened(room: Room, own: str, drafts: Drafts) -> str:
    """A template's text, its question kept where it ends in it; a link at its end comes there by itself."""
    return _asking(room, drafts)(own.removesuffix(LINK).rstrip()) or cut(own, room.fits)


def _alone(room: Room) -> str | None:
    return "" if room.fits("") else None


def _best(room: Room, drafts: Iterable[Draft], shorten: Shorten, taken: Collection[str]) -> str:
    """The first that nobody else says (taken), whole drafts before cut ones: a shorter thought reads better than half
    of a longer one. Those with an echo come last of each. The dearer a question, the later it is asked."""
    passed, echoing = [], ""
    for draft, key in drafts:
        passed.append(draft)
        if key not in taken and room.fits(draft):
            if not echoes(draft):
                return draft
            echoing = echoing or draft
    if echoing:
        return echoing
    long = [draft for draft in passed if not room.fits(draft)]
    for draft in _echoing_last(long):
        text = shorten(draft)
        if text and likeness(text) not in taken:
            return text
    return ""


def _echoing_last(drafts: Sequence[str]) -> Iterator[str]:
    """The drafts, those with an echo behind all others; most often one of the first will do."""
    if len(drafts) < 2:
        yield from drafts
        return
    yield from (draft for draft in drafts if not echoes(draft))
    yield from (draft for draft in drafts if echoes(draft))


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
