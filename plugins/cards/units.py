"""The units of this room: a PNG for each post without an image of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from plugins.cards.cards import Cards, key_of
from plugins.core.errors import Problem
from plugins.core.house import Claim, House
from plugins.core.post import Picture, Post
from plugins.core.site import output_path
from plugins.core.unit import Unit

_HINT = "Put an open font of its script there (.ttf or .otf)."


def card_of(cards: Cards, house: House, post: Post) -> Picture | None:
    """The card of a post; None where it has none."""
    return cards.picture(post, house.vocabulary)


def claims(cards: Cards, house: House) -> Iterable[Claim]:
    """The files of all cards."""
    for post in _posts(cards, house):
        address = cards.address(post, cards.seen(post, house.vocabulary))
        yield Claim(output_path(address), f"card of {post.path}", post.path)


def units(cards: Cards, house: House) -> Iterator[Unit]:
    """All cards; drawn where the workshop has not kept them."""
    for post in _posts(cards, house):
        yield _card(cards, house, post)


def _posts(cards: Cards, house: House) -> Iterator[Post]:
    return (post for post in house.posts if cards.is_on and not post.image)


def _card(cards: Cards, house: House, post: Post) -> Unit:
    stages, workshop = house.vocabulary, house.workshop
    seen = cards.seen(post, stages)
    key, draw, path = key_of(seen), partial(cards.draw, post, stages), output_path(cards.address(post, seen))

    def make() -> bytes:
        if cards.lacks(post):  # told whether the card was kept or not: warnings are the same either way
            message = "the theme's cards folder has no font for it: the site's name stands on the share image"
            house.findings.problems.append(Problem(post.path, 1, "title", message, _HINT, "warning"))
        return workshop.keep(key, draw) if workshop else draw()

    return Unit(path, f"card of {post.path}", {"what is seen": key}, make, repeats=True)
