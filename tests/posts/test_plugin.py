from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from plugins.core.errors import WaypostError
from plugins.core.house import KEY, Claim, StaticFile
from plugins.posts import defaults, plugin
from plugins.posts.build import TEMPLATES
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.pages import file_units
from plugins.posts.plugin import (
    Articles,
    Making,
    Pages,
    PreparedReader,
    _own_templates,
    claims,
    count,
    generators,
    prepare_house,
)
from plugins.posts.quick import Quick
from plugins.posts.render import Templates
from tests.factories import a_house, a_page, a_post, a_site
from tests.making import a_made_house, made
from tests.posts.blogs import content, enter
from tests.site.blog import PNG, post


def test_every_path_is_claimed_by_its_owner():
    file = StaticFile("extra/ü b.pdf", "/%C3%BC%20b.pdf", 1)
    house = a_house(a_post(), pages=[a_page()], files=[file])
    assert list(claims(house)) == [
        Claim("posts/small-posts-add-up/index.html", "post posts/small-posts-add-up.md", "posts/small-posts-add-up.md"),
        Claim("about/index.html", "page pages/about.md", "pages/about.md"),
        Claim("404.html", "the site"),
        Claim("ü b.pdf", "file extra/ü b.pdf", "content/extra/ü b.pdf"),
    ]


@pytest.mark.parametrize("name", ["dot.png", "a b.png", "größe.png", "50%.png", "a+b&c.png", "more/deep.png"])
def test_a_file_lies_where_a_server_looks_for_its_address(tmp_path, name):
    """A server decodes the path of a URL, so what is linked as a%20b.png is the file "a b.png"."""
    url = name.replace("%", "%25").replace(" ", "%20")
    text = post(f"![A](<a-post/{url}>)\n\n[B](</posts/a-post/{url}>)\n")
    house = enter(content(tmp_path / "content", {"posts/a-post.md": text, f"posts/a-post/{name}": PNG}))
    assert house.problems == []
    files = made(file_units(house, tmp_path / "content", Fingerprints()))
    assert files == {f"posts/a-post/{name}": PNG}
    assert set(files) <= {claim.path for claim in claims(house)}
    assert {target.url for target in house.posts[0].targets.values()} == {house.files[0].address}


def test_the_reader_gives_what_was_prepared_and_skips_the_rest(tmp_path):
    root = content(tmp_path, {"posts/a.md": post("A *body*.\n"), "posts/b.md": post(id="bbbb0000", status="draft")})
    settings = {KEY: enter(root), "MARKDOWN": {}, "FORMATTED_FIELDS": [], "SLUGIFY_SOURCE": "title"}
    reader = PreparedReader(settings)
    html, metadata = reader.read(str(root / "posts/a.md"))
    assert html == "<p>A <em>body</em>.</p>"
    assert (metadata["slug"], metadata["status"], metadata["post"].id) == ("a", "published", "aaaa1111")
    assert metadata["item"] is metadata["post"]
    assert metadata["authors"][0].slug == "desk"
    assert reader.read(str(root / "posts/b.md")) == ("", {"title": "b", "status": "skip"})


def _pelican(house, root: Path, **settings: Any) -> Any:
    """What a door sees of Pelican before anything is read."""
    base = {
        KEY: house,
        "JINJA_GLOBALS": {},
        "JINJA_FILTERS": {},
        "JINJA_ENVIRONMENT": {"autoescape": True},
        "WAYPOST_CACHE": str(root / "cache"),
        "WAYPOST_STATIC": ["static"],
        "THEME": str(root / "theme"),
        "THEME_STATIC_DIR": "theme",
    }
    return SimpleNamespace(settings={**base, **settings}, path=str(root), prints=Fingerprints(), told="")


def test_templates_are_told_what_was_read_and_pelicans_compiler_keeps_what_it_made(tmp_path):
    house = a_house(pages=[a_page()])
    pelican = _pelican(house, tmp_path, JINJA_GLOBALS={"own": 1})
    prepare_house(pelican)
    settings = pelican.settings
    assert generators(pelican) is Making
    assert set(settings["JINJA_GLOBALS"]) == {"own", "site", "asset", "leaving", "tagged", "vocabulary", "menu"}
    assert settings["JINJA_GLOBALS"]["menu"] == tuple(house.menu)
    assert set(settings["JINJA_FILTERS"]) == {"day", "remembered"}
    assert settings["JINJA_ENVIRONMENT"]["autoescape"] is True
    assert settings["JINJA_ENVIRONMENT"]["bytecode_cache"] is not None
    assert settings["WAYPOST_GENERATORS"] == {ArticlesGenerator: Articles, PagesGenerator: Pages}


@pytest.mark.parametrize(("search", "more"), [(True, {"search"}), (False, set())])
def test_templates_that_will_be_used_are_compiled_before_the_fork(tmp_path, search, more):
    house = a_house(site=a_site(search=search))
    prepare_house(_pelican(house, tmp_path))
    (compiling,) = house.before_fork
    assert set(compiling.args[2]) == {*TEMPLATES} - {"search"} | more


def test_nothing_is_compiled_early_where_others_may_change_how(tmp_path):
    house = a_house()
    prepare_house(_pelican(house, tmp_path, PLUGINS=["others"]))
    assert house.before_fork == []


def test_a_settings_files_own_keeper_of_templates_goes_before_ours(tmp_path):
    pelican = _pelican(a_house(), tmp_path, JINJA_ENVIRONMENT={"bytecode_cache": None})
    prepare_house(pelican)
    assert pelican.settings["JINJA_ENVIRONMENT"]["bytecode_cache"] is None


def test_a_settings_files_own_extensions_of_templates_stay(tmp_path):
    pelican = _pelican(a_house(), tmp_path, JINJA_ENVIRONMENT={"extensions": ["jinja2.ext.do"]})
    prepare_house(pelican)
    assert pelican.settings["JINJA_ENVIRONMENT"]["extensions"] == ["jinja2.ext.do", Quick]


def test_all_that_is_claimed_is_handed_in_and_the_files_of_the_theme(tmp_path):
    (tmp_path / "extra").mkdir()
    (tmp_path / "extra/a.txt").write_text("x")
    (tmp_path / "theme/static/css").mkdir(parents=True)
    (tmp_path / "theme/static/css/base.css").write_text("y{}")
    house = a_made_house(a_post(), pages=[a_page()], files=[StaticFile("extra/a.txt", "/a.txt", 1)])
    prepare_house(_pelican(house, tmp_path))
    paths = [unit.path for hand_in in house.units for unit in hand_in(house)]
    theme = [path for path in paths if path.startswith("theme/css/base.")]
    assert len(theme) == 1
    assert sorted(paths) == sorted([*(claim.path for claim in house.claimed()), *theme])
    assert len(set(paths)) == len(paths)


def _generator(kind: type[Any], house, own: bool, **lists: Any) -> Any:
    """A generator of Pelican's with its lists filled, without reading a folder."""
    generator = object.__new__(kind)
    generator.settings = {KEY: house, "WAYPOST_ASSEMBLY": SimpleNamespace(own=own)}
    for name, items in lists.items():
        setattr(generator, name, items)
    return generator


@pytest.mark.parametrize(("kind", "name"), [(Articles, "articles"), (Pages, "pages")])
def test_pelican_reads_nothing_where_nobody_else_looks(kind, name):
    generator = _generator(kind, a_house(a_post()), own=True)
    generator.generate_context()
    assert not hasattr(generator, name)


def test_a_body_that_a_plugin_changed_goes_to_the_page_as_late_as_can_be():
    house = a_house(a_post(), pages=[a_page()])
    article = SimpleNamespace(item=house.posts[0], _content="<p>A body.</p>")
    page = SimpleNamespace(item=house.pages[0], _content="<p>About us.</p>")

    def change(generator: Any, content: Any) -> None:
        content._content = content._content.replace("<p>", "<p class=x>")

    with signals.article_generator_write_article.connected_to(change):
        _generator(Articles, house, own=False, articles=[article]).generate_output(None)
    with signals.page_generator_write_page.connected_to(change):
        _generator(Pages, house, own=False, hidden_pages=[page]).generate_output(None)
    assert house.bodies == {article.item.path: "<p class=x>A body.</p>", page.item.path: "<p class=x>About us.</p>"}


LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")


@pytest.mark.parametrize("name", LISTS)
def test_articles_in_whatever_list_are_counted(name):
    house = a_house(a_post())
    count([_generator(Articles, house, own=False, **{name: [object()]}), _generator(Pages, house, own=False)])


@pytest.mark.parametrize(("kind", "lost"), [(Articles, "1 files went into"), (Pages, "1 files went into")])
def test_an_article_that_a_plugin_dropped_is_missed(kind, lost):
    house = a_house(a_post(), pages=[a_page()])
    with pytest.raises(WaypostError, match=f"{lost} .*, 0 came out: a plugin lost some"):
        count([_generator(kind, house, own=False)])
    count([_generator(kind, house, own=True)])


def test_pages_are_made_with_the_templates_of_pelicans_environment():
    house = a_house()
    generator = _generator(Making, house, own=True)
    generator.env = Environment()
    generator.settings["WAYPOST_ASSETS"] = SimpleNamespace(digest=b"names")
    plugin.use_templates([generator])
    assert isinstance(house.renderer, Templates)
    assert house.renderer.environment is generator.env


def test_all_units_are_made_when_every_generator_has_its_lists():
    asked = []
    generator = _generator(Making, a_house(), own=True)
    generator.settings["WAYPOST_ASSEMBLY"] = SimpleNamespace(make=lambda: asked.append(1))
    generator.generate_output(None)
    assert asked == [1]


def test_files_of_two_folders_never_lose_one_another(tmp_path):
    house = a_house(files=[StaticFile("extra/a/x.txt", "/a/x.txt", 1), StaticFile("extra/b/x.txt", "/b/x.txt", 1)])
    for name, text in {"a": "1", "b": "2"}.items():
        (tmp_path / "extra" / name).mkdir(parents=True)
        (tmp_path / "extra" / name / "x.txt").write_text(text)
    assert made(file_units(house, tmp_path, Fingerprints())) == {"a/x.txt": b"1", "b/x.txt": b"2"}


def test_the_door_is_connected_by_functions_that_live_as_long_as_the_module():
    wanted = [
        (signals.initialized, plugin.prepare_house),
        (signals.get_generators, plugin.generators),
        (signals.readers_init, plugin.use_reader),
        (signals.all_generators_finalized, plugin.count),
        (signals.all_generators_finalized, plugin.use_templates),
    ]
    plugin.register()
    try:
        for signal, handler in wanted:
            assert handler in list(signal.receivers_for(None))
    finally:
        for signal, handler in wanted:
            signal.disconnect(handler)


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ({}, True),
        ({"JINJA_ENVIRONMENT": {"autoescape": False}}, False),
        ({"JINJA_FILTERS": {"upper": str.lower}}, False),
        ({"PLUGINS": ["others"]}, False),
    ],
)
def test_the_engines_templates_are_its_own_where_no_setting_says_how_to_compile_them(said, ours):
    settings = {"JINJA_ENVIRONMENT": dict(defaults.JINJA_ENVIRONMENT), "JINJA_FILTERS": {}, "PLUGINS": [], **said}
    found = _own_templates(settings)
    assert found == (Path(defaults.THEME, "templates") if ours else None)
    assert not ours or (found / "base.html").is_file()
