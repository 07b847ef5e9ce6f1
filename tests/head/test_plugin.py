"""The door: every article and page gets its head, and templates find `head_for`."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from plugins.core.house import KEY
from plugins.head import plugin
from plugins.head.meta import Head
from tests.factories import a_house, a_page, a_post


def _generator(kind: type[Any], **lists: list[Any]) -> Any:
    """A generator of Pelican's with its lists filled, without reading a folder."""
    generator = object.__new__(kind)
    generator.settings = {KEY: a_house()}
    for name, items in lists.items():
        setattr(generator, name, items)
    return generator


def test_every_article_gets_its_head() -> None:
    lists = {
        name: [SimpleNamespace(post=a_post(slug=name.replace("_", "-")))]
        for name in (
            "articles",
            "translations",
            "hidden_articles",
            "hidden_translations",
            "drafts",
            "drafts_translations",
        )
    }
    plugin.set_heads([_generator(ArticlesGenerator, **lists)])
    for (article,) in lists.values():
        assert article.head.canonical.endswith(article.post.address)


def test_every_page_gets_its_head() -> None:
    lists = {
        name: [SimpleNamespace(page=a_page(title=name))]
        for name in (
            "pages",
            "translations",
            "hidden_pages",
            "hidden_translations",
            "draft_pages",
            "draft_translations",
        )
    }
    plugin.set_heads([object(), _generator(PagesGenerator, **lists)])
    for (page,) in lists.values():
        assert page.head.title == f"{page.page.title} · The Waypost"


def test_templates_find_head_for_and_the_house_is_looked_up_late() -> None:
    settings: dict[str, Any] = {"JINJA_GLOBALS": {}}
    plugin.offer_head_for(SimpleNamespace(settings=settings))
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.globals.update(settings["JINJA_GLOBALS"])
    settings[KEY] = a_house()
    template = environment.from_string("{{ head_for('<Lost>', noindex=True).title }}")
    assert template.render() == "&lt;Lost&gt; · The Waypost"


def test_head_for_takes_what_the_contract_names() -> None:
    head = plugin.head_for({KEY: a_house()})(
        "Archive", description="All.", address="/archives/", page=1, noindex=False, kind="website", term=None
    )
    assert isinstance(head, Head)
    assert (head.title, head.description) == ("Archive · The Waypost", "All.")


def test_register_connects_both() -> None:
    wanted = ((signals.initialized, plugin.offer_head_for), (signals.all_generators_finalized, plugin.set_heads))
    plugin.register()
    try:
        for signal, function in wanted:
            assert function in list(signal.receivers_for(object()))
    finally:
        for signal, function in wanted:
            signal.disconnect(function)
