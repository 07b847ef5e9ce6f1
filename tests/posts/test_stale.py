from __future__ import annotations

import json
import shutil

import pytest

from plugins.posts.stale import said, state
from tests.factories import a_site
from tests.posts.blogs import write

SETTINGS = {
    "PATH": "content",
    "THEME": "theme",
    "THEME_TEMPLATES_OVERRIDES": [],
    "SITENAME": "Mini",
    "DEFAULT_PAGINATION": 10,
    "JINJA_ENVIRONMENT": {"autoescape": True, "undefined": type},
    "PORT": 8000,
}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"PATH": "/elsewhere", "OUTPUT_PATH": "/x", "THEME": "/y", "CACHE_PATH": "/z", "PORT": 1}, True),
        ({"WAYPOST_NOW": "2026-01-01", "WAYPOST_PREVIEW": True, "WAYPOST_EMBEDDED": True}, True),
        ({"DEFAULT_PAGINATION": 3}, False),
        ({"MENU": [("Home", "/")]}, False),
        ({"JINJA_ENVIRONMENT": {"autoescape": False, "undefined": type}}, False),
    ],
)
def test_what_a_settings_file_says(change, same):
    assert (said({**SETTINGS, **change}) == said(SETTINGS)) is same


def test_the_order_of_settings_and_of_sets_does_not_matter():
    names = {f"name{n}" for n in range(20)}
    one = said({"B": names, "A": 1})
    assert said({"A": 1, "B": {f"name{n}" for n in reversed(range(20))}}) == one
    assert json.loads(one)["B"] == sorted(names)


def test_settings_that_are_no_data_are_named_only():
    shown = said({"A": object(), "B": {1: said, "x": print}, "C": {(1, 2): 3}})
    assert json.loads(shown) == {"A": "object", "B": {"1": "function", "x": "builtin_function_or_method"}, "C": {}}
    assert "0x" not in shown


def _state(root, **settings) -> str:
    places = {"PATH": root / "content", "THEME": root / "theme", "THEME_TEMPLATES_OVERRIDES": [root / "mine"]}
    return state({**SETTINGS, **places, **settings}, a_site(), "", root / "engine")


@pytest.mark.parametrize("folder", ["content", "theme", "mine", "engine"])
def test_a_change_in_each_folder_is_seen(tmp_path, folder):
    write(tmp_path, {f"{name}/a": "x" for name in ("content", "theme", "mine", "engine")})
    before = _state(tmp_path)
    write(tmp_path, {f"{folder}/b": ""})
    assert _state(tmp_path) != before


def test_where_the_folders_lie_does_not_matter(tmp_path):
    write(tmp_path / "one", {"content/posts/a.md": "x", "theme/base.html": "y", "engine/x.py": "z"})
    shutil.copytree(tmp_path / "one", tmp_path / "some/where/else")
    assert _state(tmp_path / "one") == _state(tmp_path / "some/where/else")
