from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pelican.plugins import signals

from plugins.core.house import KEY
from plugins.search import plugin
from tests.factories import a_house, a_post, a_site


def _entered(**site: Any) -> Any:
    house = a_house(a_post(), site=a_site(**site))
    pelican = SimpleNamespace(settings={KEY: house})
    plugin.enter(pelican)
    plugin.begin(pelican)
    return house


def test_scripts_may_compile_what_pagefind_brings() -> None:
    house = _entered()
    assert house.script_sources == ["'wasm-unsafe-eval'"]
    assert (len(house.claims), len(house.late_units), len(house.foundations)) == (1, 1, 1)


def test_a_preview_has_the_page_and_no_index() -> None:
    house = _entered(preview=True)
    assert house.script_sources == []
    assert [claim.path for claim in house.claims[0](house)] == ["search/index.html"]


def test_switched_off_nobody_is_told() -> None:
    house = _entered(search=False)
    assert [house.script_sources, house.claims, house.units, house.foundations] == [[], [], [], []]


@pytest.mark.parametrize("signal", ["initialized", "get_generators"])
def test_register_connects_functions_that_live_as_long_as_the_module(signal: str) -> None:
    handlers = {"initialized": plugin.enter, "get_generators": plugin.begin}
    plugin.register()
    try:
        assert handlers[signal] in list(getattr(signals, signal).receivers_for(object()))
    finally:
        for name, handler in handlers.items():
            getattr(signals, name).disconnect(handler)
