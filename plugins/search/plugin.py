"""The door of the search: Pagefind begins as soon as posts are settled, and is waited for last."""

from __future__ import annotations

from functools import partial
from typing import Any

from pelican import Pelican
from pelican.plugins import signals

from plugins.core.digest import digest
from plugins.core.house import house_of
from plugins.search.bundles import Bundles
from plugins.search.engine import binary
from plugins.search.units import claims, units

_KEY = "WAYPOST_SEARCH"
_WASM = "'wasm-unsafe-eval'"
"""What Pagefind's own program needs to run in a browser (CSP Level 3, section 4.4)."""


def enter(pelican: Pelican) -> None:
    """A preview has the page, and no index: it would have to be made after each save."""
    house = house_of(pelican.settings)
    if not house.site.settings.search:
        return
    bundles = Bundles(house, None if house.site.preview else binary())
    pelican.settings[_KEY] = bundles
    house.claims.append(partial(claims, bundles))
    house.late_units.append(partial(units, bundles))
    house.foundations.append(digest("search", str(bundles.program is not None)))
    if bundles.program:
        house.script_sources.append(_WASM)


def begin(pelican: Pelican) -> None:
    """All other rooms work out what their files are made of while Pagefind runs. Adds no generator."""
    bundles: Any = pelican.settings.get(_KEY)
    if bundles is not None:
        bundles.begin()


def register() -> None:
    signals.initialized.connect(enter)
    signals.get_generators.connect(begin)
