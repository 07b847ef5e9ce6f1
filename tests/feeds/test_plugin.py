from __future__ import annotations

from types import SimpleNamespace

import feedparser
import pytest
from jinja2 import StrictUndefined
from pelican.plugins import signals
from pelican.settings import read_settings
from pelican.writers import Writer

from plugins.core.house import KEY
from plugins.feeds import plugin
from tests.factories import a_house, a_page, a_post
from tests.feeds.samples import a_full_house

TEMPLATE = """\
{{ output_file }}|{{ page is none }}\
{% for group in feed_links() %}|{{ group.title }} {{ group.feeds|length }}{% endfor %}"""


@pytest.fixture
def pelican(tmp_path):
    """What a door sees of Pelican: settings with an empty house, and where the output goes."""
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "subscribe.html").write_text(TEMPLATE, encoding="utf-8")
    settings = read_settings(override={"JINJA_ENVIRONMENT": {"undefined": StrictUndefined}, "JINJA_GLOBALS": {}})
    settings[KEY] = a_house()
    return SimpleNamespace(settings=settings, output_path=str(tmp_path / "output"), theme=str(tmp_path / "theme"))


def _subscribe(pelican):
    context = {**pelican.settings, "localsiteurl": ""}
    generator = plugin.SubscribePage(
        context=context, settings=pelican.settings, path="", theme=pelican.theme, output_path=pelican.output_path
    )
    generator.generate_output(Writer(pelican.output_path, pelican.settings))


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


def test_feeds_are_written_and_counted(pelican, tmp_path):
    pelican.settings[KEY] = a_full_house()
    plugin.on_finalized(pelican)
    files = [path for path in (tmp_path / "output").rglob("*") if path.is_file()]
    assert pelican.settings[KEY].written["feeds"] == len(files) == 18
    assert feedparser.parse((tmp_path / "output/feeds/all.atom.xml").read_bytes()).bozo == 0
    assert b"\r" not in b"".join(path.read_bytes() for path in files)


def test_the_subscribe_page_is_made_where_there_is_none(pelican, tmp_path):
    plugin.on_initialized(pelican)
    _subscribe(pelican)
    written = (tmp_path / "output/subscribe/index.html").read_text(encoding="utf-8")
    assert written == "subscribe/index.html|True|The whole blog 1|By buying stage 5"


def test_the_writers_own_subscribe_page_stays(pelican, tmp_path):
    pelican.settings[KEY] = a_house(pages=[a_page(slug="subscribe")])
    plugin.on_initialized(pelican)
    _subscribe(pelican)
    assert not (tmp_path / "output").exists()


def test_the_door_is_connected_by_functions_that_live_as_long_as_the_module():
    wanted = {
        signals.initialized: plugin.on_initialized,
        signals.get_generators: plugin.on_get_generators,
        signals.finalized: plugin.on_finalized,
    }
    plugin.register()
    try:
        for signal, handler in wanted.items():
            assert handler in list(signal.receivers_for(None))
    finally:
        for signal, handler in wanted.items():
            signal.disconnect(handler)
    assert plugin.on_get_generators(None) is plugin.SubscribePage
