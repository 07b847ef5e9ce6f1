"""The door: every post and page gets its head, and templates find `head_for`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined
from pelican.plugins import signals

from plugins.core.house import KEY, House
from plugins.head import plugin
from plugins.head.meta import Head, page_head, post_head
from tests.factories import a_house, a_page, a_post


def _entered() -> tuple[House, dict[str, Any]]:
    """An empty house, and the settings, after the door has seen them."""
    settings: dict[str, Any] = {"JINJA_GLOBALS": {}, "THEME": "theme", KEY: a_house()}
    plugin.offer_head_for(SimpleNamespace(settings=settings))
    return settings[KEY], settings


@pytest.mark.parametrize("status", ["published", "hidden", "draft", "scheduled"])
def test_every_post_gets_its_head(status: Any) -> None:
    house, _ = _entered()
    post = a_post(slug="one", status=status)
    house.posts = [post]
    head = house.features["head"].of(post)
    assert head == post_head(post, house)
    assert head.canonical.endswith(post.address)


@pytest.mark.parametrize("status", ["published", "hidden"])
def test_every_page_gets_its_head(status: Any) -> None:
    house, _ = _entered()
    page = a_page(title="Imprint", status=status)
    head = house.features["head"].of(page)
    assert head == page_head(page, house)
    assert head.title == "Imprint · The Waypost"


def test_templates_find_head_for_and_the_house_is_looked_up_late() -> None:
    _, settings = _entered()
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.globals.update(settings["JINJA_GLOBALS"])
    settings[KEY] = a_house()
    template = environment.from_string("{{ head_for('<Lost>', noindex=True).title }}")
    assert template.render() == "&lt;Lost&gt; · The Waypost"


def test_rooms_that_make_pages_find_the_same_head_for() -> None:
    house, settings = _entered()
    assert house.head_for is settings["JINJA_GLOBALS"]["head_for"]


def test_head_for_takes_what_the_contract_names() -> None:
    head = plugin.head_for({KEY: a_house()})(
        "Archive", description="All.", address="/archives/", page=1, noindex=False, kind="website", term=None
    )
    assert isinstance(head, Head)
    assert (head.title, head.description) == ("Archive · The Waypost", "All.")


def test_register_connects_a_function_that_lives_as_long_as_the_module() -> None:
    plugin.register()
    try:
        assert plugin.offer_head_for in list(signals.initialized.receivers_for(object()))
    finally:
        signals.initialized.disconnect(plugin.offer_head_for)
