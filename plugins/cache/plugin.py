"""The door of the cache room."""

from __future__ import annotations

from pelican import Pelican
from pelican.plugins import signals

from plugins.cache.pool import prepare_all
from plugins.core.house import house_of


def enter(pelican: Pelican) -> None:
    house_of(pelican.settings).prepare = prepare_all


def register() -> None:
    signals.initialized.connect(enter)
