from __future__ import annotations

from types import SimpleNamespace

from pelican.plugins import signals

from plugins.core.house import KEY
from plugins.images import plugin
from plugins.images.units import claims, units
from tests.factories import a_house


def test_the_door_hands_in_claims_and_units() -> None:
    house = a_house()
    plugin.enter(SimpleNamespace(settings={KEY: house}))
    assert house.claims == [claims]
    assert house.units == [units]


def test_register_connects_a_function_that_lives_as_long_as_the_module() -> None:
    plugin.register()
    try:
        assert plugin.enter in list(signals.initialized.receivers_for(object()))
    finally:
        signals.initialized.disconnect(plugin.enter)
