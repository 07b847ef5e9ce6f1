"""Door of the room head: gives every article and page its head, templates `head_for` for all other pages, and the site
its icons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pelican.plugins import signals

from plugins.core.house import Feature, House, house_of
from plugins.core.post import Page, Post, Term
from plugins.head import icons
from plugins.head.meta import Head, page_head, plain_head, post_head


def offer_head_for(pelican: Any) -> None:
    """Puts `head_for` among the globals of all templates, before the generators copy them.

    The house is looked up at each call: it is filled only after this.
    """
    house = house_of(pelican.settings)
    pelican.settings["JINJA_GLOBALS"]["head_for"] = house.head_for = head_for(pelican.settings)
    house.features["head"] = Feature(partial(_head_of, house))
    files = icons.found(Path(pelican.settings["THEME"]))
    house.claims.append(partial(icons.claims, files))
    house.units.append(partial(icons.units, files))


def _head_of(house: House, item: Page) -> Head:
    return post_head(item, house) if isinstance(item, Post) else page_head(item, house)


def head_for(settings: Any) -> Callable[..., Head]:
    """The templates' `head_for(title, description, address, page, noindex, kind, term)` on these settings."""
    return partial(_head_for, settings)


def _head_for(
    settings: Any,
    title: str,
    description: str = "",
    address: str = "/",
    page: int = 1,
    noindex: bool = False,
    kind: str = "website",
    term: Term | None = None,
) -> Head:
    return plain_head(house_of(settings), title, description, address, page, noindex, kind, term)


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(offer_head_for)
