from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import Environment, StrictUndefined
from pelican.plugins import signals

from plugins.core.house import KEY
from plugins.feeds import plugin
from plugins.feeds.units import units
from tests.factories import a_house, a_page, a_post
from tests.feeds.samples import a_full_house

TEMPLATE = "{% for group in feed_links() %}|{{ group.title }} {{ group.feeds|length }}{% endfor %}"


@pytest.fixture
def pelican():
    """What a door sees of Pelican: settings with an empty house."""
    return SimpleNamespace(settings={"JINJA_GLOBALS": {}, KEY: a_house()})


def test_the_door_claims_checks_and_lists_before_the_house_is_filled(pelican):
    plugin.on_initialized(pelican)
    house, feed_links = pelican.settings[KEY], pelican.settings["JINJA_GLOBALS"]["feed_links"]
    house.posts = [a_post()]
    house.site = a_full_house().site.model_copy(
        update={"settings": house.site.settings.model_copy(update={"feed_kinds": ("tag",)})}
    )
    assert [group.feeds[0].title for group in feed_links()] == ["Every post", "buying stages"]
    assert "feeds/tags/buying-stages.json" in {claim.path for claims in house.claims for claim in claims(house)}
    assert [list(check(house)) for check in house.checks] == [[]]
    assert house.units == [units]


def test_templates_list_the_feeds(pelican):
    pelican.settings[KEY] = a_full_house()
    plugin.on_initialized(pelican)
    environment = Environment(undefined=StrictUndefined)
    environment.globals.update(pelican.settings["JINJA_GLOBALS"])
    assert environment.from_string(TEMPLATE).render() == "|The whole blog 1|By buying stage 5"


def test_pages_that_list_the_feeds_know_what_they_list(pelican):
    plugin.on_initialized(pelican)
    house = pelican.settings[KEY]
    feature = house.features["feeds"]
    before = feature.digest(a_page(slug="subscribe"))
    assert feature.of(a_page()) == pelican.settings["JINJA_GLOBALS"]["feed_links"]()
    house.posts = [a_post()]
    assert feature.digest(a_page(slug="subscribe")) == before
    house.site = house.site.model_copy(
        update={"settings": house.site.settings.model_copy(update={"feed_kinds": ("stage", "tag")})}
    )
    assert feature.digest(a_page(slug="subscribe")) != before


def test_the_door_is_connected_by_a_function_that_lives_as_long_as_the_module():
    plugin.register()
    try:
        assert plugin.on_initialized in list(signals.initialized.receivers_for(None))
    finally:
        signals.initialized.disconnect(plugin.on_initialized)
