from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from pathlib import PurePath

import pytest
from jinja2 import StrictUndefined

from plugins.posts.fingerprints import Fingerprints
from plugins.posts.sources import find
from plugins.posts.stale import ground, is_data, said, state, theme
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
        ({"WAYPOST_FULL": True, "WAYPOST_WHY": "x", "WAYPOST_TELL": print, "WAYPOST_CACHE": "/c"}, True),
        ({"WAYPOST_HOLD_BACK": True, "WAYPOST_EARLY": print}, True),
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


@pytest.mark.parametrize(
    ("change", "data"),
    [
        ({}, True),
        ({"A": {1, 2}, "B": PurePath("static"), "C": dt.date(2026, 1, 1), "D": re.compile("a")}, True),
        ({"WAYPOST_TELL": print, "WAYPOST_EARLY": print}, True),
        ({"A": print}, False),
        ({"A": [{"b": object()}]}, False),
        ({"JINJA_ENVIRONMENT": {"finalize": str.strip}}, False),
        ({"JINJA_ENVIRONMENT": {"undefined": type}}, False),
        ({"JINJA_ENVIRONMENT": {"undefined": StrictUndefined}}, True),
        ({"JINJA_ENVIRONMENT": {"extensions": ["jinja2.ext.do"]}}, True),
        ({"JINJA_ENVIRONMENT": {"extensions": ["mine.ext.Shout"]}}, False),
    ],
)
def test_settings_are_data_or_somebodys_code(change, data):
    assert is_data({"JINJA_ENVIRONMENT": {}, **change}) is data


def test_data_that_json_does_not_know_is_told_by_its_value():
    assert said({"A": PurePath("static")}) != said({"A": PurePath("other")})


def test_a_linked_folder_of_the_theme_is_looked_into(tmp_path):
    write(tmp_path, BEFORE | {"parts/x.html": "x"})
    (tmp_path / "theme/partials").symlink_to(tmp_path / "parts")
    (tmp_path / "parts/loop").symlink_to(tmp_path / "theme")
    before = _state(tmp_path)
    write(tmp_path, {"parts/x.html": "y"})
    assert _state(tmp_path) != before


def _state(root, site=None, told="") -> str:
    """The state of the four folders below `root`, each file read anew."""
    prints = Fingerprints()
    look = {"THEME": root / "theme", "THEME_TEMPLATES_OVERRIDES": [root / "mine"]}
    sources = find(root / "content", prints)
    return state(ground(site or a_site(), told, root / "engine", prints), theme(look, prints), sources)


FOLDERS = ("content/posts", "theme", "mine", "engine")
BEFORE = {f"{folder}/{name}": name for folder in FOLDERS for name in ("a.md", "b.md")}
NO_MATTER = ("content/.git/HEAD", "theme/__pycache__/x.pyc", "engine/__pycache__/x.pyc", "mine/.DS_Store", "output/x")
AFTER = {
    "nothing": ({}, True),
    "what nobody reads": (dict.fromkeys(NO_MATTER, "x"), True),
    **{f"an edit in {folder}": ({f"{folder}/a.md": "A.MD"}, False) for folder in FOLDERS},
    **{f"a file more in {folder}": ({f"{folder}/c.md": ""}, False) for folder in FOLDERS},
    **{f"two files swapped in {folder}": ({f"{folder}/a.md": "b.md", f"{folder}/b.md": "a.md"}, False)
       for folder in FOLDERS},
}  # fmt: skip


@pytest.mark.parametrize("name", AFTER)
def test_a_change_in_each_folder_is_seen(tmp_path, name):
    more, same = AFTER[name]
    write(tmp_path / "one", BEFORE)
    write(tmp_path / "two", {**BEFORE, **more})
    assert (_state(tmp_path / "two") == _state(tmp_path / "one")) is same


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_less_and_another_name_are_seen(tmp_path, folder):
    write(tmp_path, BEFORE)
    before = _state(tmp_path)
    (tmp_path / folder / "b.md").rename(tmp_path / folder / "B.md")
    renamed = _state(tmp_path)
    (tmp_path / folder / "B.md").unlink()
    assert len({before, renamed, _state(tmp_path)}) == 3


def test_site_and_settings_are_seen(tmp_path):
    write(tmp_path, BEFORE)
    sites = [
        a_site(),
        a_site(SITENAME="Else"),
        a_site(TIMEZONE="Asia/Tokyo"),
        a_site(feed_items=3),
        a_site(preview=True),
    ]
    states = [_state(tmp_path, site) for site in sites] + [_state(tmp_path, told="else")]
    assert len(set(states)) == len(states)


def test_files_that_nobody_can_publish_are_seen(tmp_path):
    """A fifo or a link is told, so a build that told it is not up to date once it is gone."""
    write(tmp_path, BEFORE)
    before = _state(tmp_path)
    os.mkfifo(tmp_path / "content/posts/fifo")
    assert _state(tmp_path) != before


def test_folders_of_the_theme_hold_files_only(tmp_path):
    write(tmp_path, BEFORE)
    before = _state(tmp_path)
    os.mkfifo(tmp_path / "theme/fifo")
    assert _state(tmp_path) == before


def test_where_the_folders_lie_does_not_matter(tmp_path):
    files = {"content/posts/a.md": "x", "content/posts/.hidden.md": "", "theme/base.html": "y", "engine/x.py": "z"}
    write(tmp_path / "one", files)
    shutil.copytree(tmp_path / "one", tmp_path / "some/where/else")
    assert _state(tmp_path / "one") == _state(tmp_path / "some/where/else")
