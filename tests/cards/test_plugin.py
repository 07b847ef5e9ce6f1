from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pelican.plugins import signals

from plugins.cards import plugin
from plugins.core.house import KEY
from plugins.core.post import Picture
from tests.cards import THEME
from tests.factories import a_house, a_post


def test_rooms_find_a_posts_card_where_it_has_no_image() -> None:
    house = a_house(a_post())
    settings: dict[str, Any] = {KEY: house, "THEME": str(THEME.parent)}
    assert house.shown(house.posts[0]) is None
    plugin.enter(SimpleNamespace(settings=settings))
    shown = house.shown(house.posts[0])
    assert shown
    assert shown.address.startswith("/cards/")
    own = Picture("/posts/x/a.png", "A", 10, "image/png")
    assert house.shown(a_post(image=own)) == own
    assert shown.address.lstrip("/") in [claim.path for claims in house.claims for claim in claims(house)]
    assert len(house.foundations) == len(house.before_fork) == 1


def test_register_connects_a_function_that_lives_as_long_as_the_module() -> None:
    plugin.register()
    try:
        assert plugin.enter in list(signals.initialized.receivers_for(object()))
    finally:
        signals.initialized.disconnect(plugin.enter)
