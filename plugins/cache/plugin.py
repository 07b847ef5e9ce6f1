"""The door of the cache room."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican
from pelican.plugins import signals

from plugins.cache.cache import Cache
from plugins.core.house import house_of


def enter(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.workshop = Cache(Path(pelican.settings["WAYPOST_CACHE"]), house, pelican.settings.get("WAYPOST_EARLY"))


def register() -> None:
    signals.initialized.connect(enter)
