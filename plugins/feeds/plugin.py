"""The door of the feeds: claims their files, lists them for templates, hands them in as units.

Pelican's own feed settings must be off (`FEED_ALL_ATOM = None` and its like): their ids move with date and address.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from pelican.plugins import signals

from plugins.core.house import Feature, house_of
from plugins.feeds.claims import checks, claims
from plugins.feeds.links import FeedGroup, feed_groups
from plugins.feeds.units import listed, units


def on_initialized(pelican: Any) -> None:
    """The house is empty yet: what is registered here looks at it when it is called."""
    house = house_of(pelican.settings)
    house.claims.append(claims)
    house.checks.append(checks)
    house.units.append(units)

    def feed_links() -> list[FeedGroup]:
        return feed_groups(house)

    pelican.settings["JINJA_GLOBALS"]["feed_links"] = feed_links
    house.features["feeds"] = Feature(lambda page: feed_links(), partial(listed, house))


def register() -> None:
    """Signals hold their handlers weakly: only functions of the module stay connected."""
    signals.initialized.connect(on_initialized)
