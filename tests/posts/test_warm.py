from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from pelican.generators import Generator

from plugins.core.unit import Unit
from plugins.posts import templates
from plugins.posts.build import TEMPLATES, Options, load_settings
from plugins.posts.quick import Quick
from plugins.posts.render import Templates
from plugins.posts.warm import warm_up
from tests.factories import a_house
from tests.posts.blogs import write

PAGE = Unit("a/index.html", "post a", {"template": b""}, bytes)
FILE = Unit("a.png", "file a.png", {"the file": b""}, bytes)


def _settings(root: Path, **changes: Any) -> dict[str, Any]:
    """A site's settings, as the door leaves them."""
    write(root, {"conf.py": "from plugins.posts.defaults import *\nSITENAME, SITEURL = 'B', 'https://example.com'\n"})
    settings = load_settings(Options(settings=root / "conf.py", content=root)) | changes
    settings["JINJA_FILTERS"] = dict(templates.filters(a_house()))
    kept = templates.compiled(root / "kept", "")
    settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "bytecode_cache": kept, "extensions": [Quick]}
    return settings


def _of_pelican(settings: dict[str, Any]) -> Environment:
    """The environment of one of Pelican's generators."""
    made = Generator({}, settings, settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"]).env
    assert isinstance(made, Environment)
    return made


def test_pelicans_environment_compiles_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = write(tmp_path / "own", {"404.html": "{% extends 'base.html' %}{% block main %}own{% endblock %}"})
    settings = _settings(tmp_path, THEME_TEMPLATES_OVERRIDES=[str(own)])
    warm_up(settings, a_house(), TEMPLATES, None)
    compiled = list[str]()
    compile_ = Environment.compile
    monkeypatch.setattr(
        Environment, "compile", lambda *given, **more: compiled.append(str(given[2])) or compile_(*given, **more)
    )  # type: ignore[func-returns-value]
    Templates(_of_pelican(settings)).compile(TEMPLATES)
    assert compiled == []
    Templates(_of_pelican({**settings, "THEME_TEMPLATES_OVERRIDES": []})).compile(["404"])
    assert compiled == ["404.html"]


def test_a_fault_is_told_by_the_page_that_has_it_and_stops_no_other(tmp_path: Path) -> None:
    environment = Environment(loader=DictLoader({"one.html": "{% if %}", "two.html": "two"}))
    house = a_house()
    house.renderer = Templates(environment)
    warm_up({}, house, ["one", "gone", "two"], [PAGE])
    assert [name for _, name in environment.cache or ()] == ["two.html"]


@pytest.mark.parametrize(("busy", "loaded"), [([FILE], 0), ([], 0), ([FILE, PAGE], 1)])
def test_templates_are_loaded_where_a_page_is_made(busy: list[Unit], loaded: int) -> None:
    environment = Environment(loader=DictLoader({"one.html": "one"}))
    house = a_house()
    house.renderer = Templates(environment)
    warm_up({}, house, ["one"], busy)
    assert len(environment.cache or ()) == loaded
