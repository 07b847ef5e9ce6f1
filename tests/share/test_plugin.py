from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pelican.plugins import signals

from plugins.core.house import KEY, House
from plugins.core.share import Kit
from plugins.share import plugin
from plugins.share.units import units
from tests.factories import a_house, a_post


def entered() -> House:
    """A house of a published and a hidden post, which the door saw when it was empty."""
    house = a_house()
    plugin.enter(SimpleNamespace(settings={KEY: house}))
    house.posts = [a_post(slug="open", title="Größe"), a_post(slug="hidden", status="hidden")]
    return house


def test_the_door_hands_in_checks_and_units() -> None:
    house = entered()
    assert house.units == [units]
    assert [list(check(house)) for check in house.checks] == [[]]
    assert [list(check(post, house)) for check in house.late_checks for post in house.posts] == [[], []]


def test_posts_get_their_kit_and_hidden_ones_none() -> None:
    house = entered()
    kits: list[Any] = [house.features["share"].of(post) for post in house.posts]
    assert isinstance(kits[0], Kit)
    assert [kit and kit.slug for kit in kits] == ["open", None]


def test_the_door_is_connected_by_a_function_that_lives_as_long_as_the_module() -> None:
    plugin.register()
    try:
        assert plugin.enter in list(signals.initialized.receivers_for(None))
    finally:
        signals.initialized.disconnect(plugin.enter)
