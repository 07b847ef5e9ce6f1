"""The door of the cards room: head, share kit and all others find a post's card by `house.shown`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals

from plugins.cards.cards import FOLDER, Cards
from plugins.cards.units import card_of, claims, units, warm_up
from plugins.core.house import house_of


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    cards = Cards(Path(pelican.settings["THEME"], FOLDER), house.site)
    house.card_of = partial(card_of, cards, house)
    house.claims.append(partial(claims, cards))
    house.units.append(partial(units, cards))
    house.before_fork.append(partial(warm_up, cards, house))
    house.foundations.append(cards.ground)


def register() -> None:
    signals.initialized.connect(enter)
