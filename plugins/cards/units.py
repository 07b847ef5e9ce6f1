"""The units of this room: a PNG for each post without an image of its own, for each hub, and for the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from plugins.cards.cards import Cards, Subject, anew, key_of, of_post, of_site, of_term
from plugins.core.digest import digest
from plugins.core.errors import Misconfigured, Problem
from plugins.core.house import Claim, House
from plugins.core.post import Picture, Post, Term
from plugins.core.site import output_path
from plugins.core.unit import Unit

_OWNER = "card of "
_HINT = "Put an open font of its script there (.ttf or .otf)."


def card_of(cards: Cards, house: House, shown: Post | Term | None) -> Picture | None:
    """The card of a post, of a hub, or of the site itself; None where it has none."""
    if not cards.is_on:
        return None
    if isinstance(shown, Post):
        return None if shown.image else cards.picture(of_post(shown), house.vocabulary)
    if shown is None:
        return cards.picture(of_site(house.site), house.vocabulary)
    return cards.picture(of_term(shown, house.vocabulary), house.vocabulary)


def claims(cards: Cards, house: House) -> Iterable[Claim]:
    """The files of all cards."""
    for subject, post in _subjects(cards, house):
        address = cards.address(subject, cards.seen(subject, house.vocabulary))
        yield Claim(output_path(address), _owner(subject, post), post.path if post else "")


def units(cards: Cards, house: House) -> Iterator[Unit]:
    """All cards; of those that take long to draw, the workshop keeps what it draws."""
    for subject, post in _subjects(cards, house):
        yield _card(cards, house, subject, post)


def warm_up(cards: Cards, house: House, busy: Sequence[Unit] | None) -> None:
    """Draw once what all cards of a stage share, and not in each process. busy: what will be made; None: all."""
    of_cards = () if busy is None else [unit for unit in busy if unit.owner.startswith(_OWNER)]
    if cards.is_on and (busy is None or len(of_cards) > len(house.vocabulary.stages)):
        with suppress(Misconfigured):  # told where a card is drawn: what the gate has to tell comes first
            cards.prepare(house.vocabulary)


def _subjects(cards: Cards, house: House) -> Iterator[tuple[Subject, Post | None]]:
    if not cards.is_on:
        return
    yield from ((of_post(post), post) for post in house.posts if not post.image)
    yield from ((of_term(term, house.vocabulary), None) for term in house.terms())
    yield of_site(house.site), None


def _owner(subject: Subject, post: Post | None) -> str:
    return f"{_OWNER}{post.path if post else subject.name}"


def _card(cards: Cards, house: House, subject: Subject, post: Post | None) -> Unit:
    stages, workshop = house.vocabulary, house.workshop
    seen = cards.seen(subject, stages)
    key, path = key_of(seen), output_path(cards.address(subject, seen))
    told = _told(house, post) if post and cards.lacks(post) else None

    def make() -> bytes:
        if told:  # whether the card was kept or not: warnings are the same either way
            house.findings.problems.append(told)
        return cards.draw(subject, stages, partial(workshop.keep, key) if workshop else anew)

    parts = {"what is seen": key} | ({"what is told": digest(told.path, str(told.line))} if told else {})
    return Unit(path, _owner(subject, post), parts, make, repeats=True)


def _told(house: House, post: Post) -> Problem:
    """That no font draws the title of a post."""
    lines = house.prepared[post.path].lines if post.path in house.prepared else {}
    message = "the theme's cards folder has no font for it: the site's name stands on the share image"
    return Problem(post.path, lines.get("title", 1), "title", message, _HINT, "warning")
