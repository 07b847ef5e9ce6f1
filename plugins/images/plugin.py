"""The door of the images room."""

from __future__ import annotations

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.house import house_of
from plugins.images.units import claims, units


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.claims.append(claims)
    house.units.append(units)


def register() -> None:
    signals.initialized.connect(enter)
