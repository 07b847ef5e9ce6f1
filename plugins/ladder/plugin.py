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
    guide = Guide(house)
    house.features["next_steps"] = guide.feature
    house.filled.append(guide.begin)


def register() -> None:
    signals.initialized.connect(enter)
