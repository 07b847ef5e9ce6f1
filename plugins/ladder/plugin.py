"""The door of the ladder room."""

from __future__ import annotations

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.house import house_of
from plugins.ladder.guide import Guide
from plugins.ladder.suggest import suggest


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.suggest = suggest
    house.features["next_steps"] = Guide(house).feature


def register() -> None:
    signals.initialized.connect(enter)
