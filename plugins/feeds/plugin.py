"""The door of the feeds: claims their files, lists them for templates, writes them when Pelican has written the pages.

Pelican's own feed settings must be off (`FEED_ALL_ATOM = None` and its like): their ids move with date and address.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from plugins.core.house import house_of
from plugins.core.site import output_path
from plugins.feeds.files import feed_files
from plugins.feeds.links import FeedGroup, feed_groups
from plugins.feeds.plan import SUBSCRIBE, checks, claims, has_own_subscribe


class SubscribePage(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the subscribe page where the content has none; `page` is None then, and the template explains itself."""

    def generate_output(self, writer: Any) -> None:
        house = house_of(self.settings)
        if not has_own_subscribe(house):
            path = output_path(house.site.page(SUBSCRIBE))
            writer.write_file(path, self.get_template(SUBSCRIBE), self.context, page=None)


def on_initialized(pelican: Any) -> None:
    """The house is empty yet: what is registered here looks at it when it is called."""
    house = house_of(pelican.settings)
    house.claims.append(claims)
    house.checks.append(checks)

    def feed_links() -> list[FeedGroup]:
        return feed_groups(house_of(pelican.settings))

    pelican.settings["JINJA_GLOBALS"]["feed_links"] = feed_links


def on_get_generators(_: Any) -> type[SubscribePage]:
    return SubscribePage


def on_finalized(pelican: Any) -> None:
    """Writes every feed. Bytes, so that no platform changes a line's end; counted for the build's summary."""
    house = house_of(pelican.settings)
    written = 0
    for path, content in feed_files(house):
        target = Path(pelican.output_path) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written += 1
    house.written["feeds"] = written


def register() -> None:
    """Signals hold their handlers weakly: only functions of the module stay connected."""
    signals.initialized.connect(on_initialized)
    signals.get_generators.connect(on_get_generators)
    signals.finalized.connect(on_finalized)
