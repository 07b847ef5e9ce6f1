"""Settings and staleness; whole builds are tested in tests/site."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from plugins.core.errors import Misconfigured
from plugins.posts import build, report
from plugins.posts.build import ENGINE, Options, fresh, load_settings, site_of
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.sources import find
from plugins.posts.stale import ground, said, state, theme
from tests.factories import a_house, a_post
from tests.posts.blogs import content, write
from tests.site.blog import SETTINGS

COUNTS = {"files": 1, "posts": 1, "drafts": 0, "scheduled": 0, "hidden": 0, "refused": 0}


@pytest.fixture
def blog(tmp_path) -> Options:
    content(tmp_path / "content", {"posts/a.md": "x"})
    write(tmp_path, {"pelicanconf.py": SETTINGS, "theme/templates/base.html": "x"})
    (tmp_path / "pelicanconf.py").write_text(SETTINGS + 'THEME = "theme"\n')
    return Options(settings=tmp_path / "pelicanconf.py", now="2026-06-01")


def test_what_the_command_line_says_goes_before_the_file(blog, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load_settings(blog)
    assert (settings["PATH"], settings["OUTPUT_PATH"]) == (f"{tmp_path}/content", f"{tmp_path}/output")
    (tmp_path / "writing").mkdir()
    other = replace(blog, content=tmp_path / "writing", output=build.Path("far/away"), preview=True)
    settings = load_settings(other)
    assert (settings["PATH"], settings["OUTPUT_PATH"]) == (f"{tmp_path}/writing", f"{tmp_path}/far/away")
    assert (settings["WAYPOST_PREVIEW"], site_of(other).preview, site_of(blog).preview) == (True, True, False)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("def", "SyntaxError"),
        ("1/0", "ZeroDivisionError: division by zero"),
        ("import no_such_module", "No module named 'no_such_module'"),
        ('THEME = "nowhere"', "nowhere"),
        ("PELICAN_CLASS = 'pelican.Pelican'", "does not begin with: from plugins.posts.defaults import *"),
        ("from pelican import Pelican as PELICAN_CLASS", "does not begin with: from plugins.posts.defaults import *"),
        ('PATH = "nowhere"', "a path containing the content"),
    ],
)
def test_settings_that_cannot_be_used_are_named(blog, line, message):
    blog.settings.write_text(blog.settings.read_text() + line + "\n")
    with pytest.raises(Misconfigured, match=re.escape(message)) as error:
        load_settings(blog)
    assert "pelicanconf.py" in str(error.value)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"settings": "gone.py"}, "there is no settings file"),
        ({"settings": "content"}, "there is no settings file"),
        ({"content": "gone"}, "does not exist. Name another with --content DIR"),
        ({"content": "pelicanconf.py"}, "does not exist. Name another with --content DIR"),
    ],
)
def test_paths_that_are_not_there(blog, tmp_path, option, message):
    with pytest.raises(Misconfigured, match=re.escape(message)):
        load_settings(replace(blog, **{name: tmp_path / path for name, path in option.items()}))


def test_a_settings_file_of_pelican_alone_is_not_enough(tmp_path):
    write(tmp_path, {"pelicanconf.py": 'SITENAME = "Mini"\n'})
    with pytest.raises(Misconfigured, match=re.escape("from plugins.posts.defaults import *")):
        load_settings(Options(settings=tmp_path / "pelicanconf.py"))


@pytest.fixture
def built(blog, tmp_path, monkeypatch):
    """A built blog: one post of March, one scheduled for July. What `fresh` does is given back in words."""
    site = site_of(blog)
    settings = load_settings(blog)
    later = [("later", dt.datetime(2026, 7, 1, tzinfo=dt.UTC))]
    house = a_house(a_post(), site=site, counts=COUNTS, scheduled=later)
    prints = Fingerprints()
    on = ground(site, said(settings), ENGINE, prints)
    house.sources = state(on, theme(settings, prints), find(tmp_path / "content", prints))
    (tmp_path / "output").mkdir()
    report.write(house, tmp_path / "output", {})
    monkeypatch.setattr(build, "run", lambda options: "built anew")

    def ask(**options) -> str:
        found = fresh(replace(blog, **options))
        return found if isinstance(found, str) else "as it was"

    return ask


def _append(name, text):
    def change(root):
        path = write(root, {name: (root / name).read_text() + text if (root / name).exists() else text})
        return path

    return change


def test_a_site_whose_sources_are_the_same_is_not_built_again(built, tmp_path):
    assert built() == "as it was"
    assert fresh(Options(settings=tmp_path / "pelicanconf.py", now="2026-06-01")).manifest.site == "Mini"


STALE = {
    "a post changed": _append("content/posts/a.md", "more"),
    "a post more": _append("content/posts/b.md", "x"),
    "a post less": lambda root: (root / "content/posts/a.md").unlink(),
    "data": _append("content/data/offers.yaml", "# more\n"),
    "the theme": _append("theme/templates/base.html", "more"),
    "the site's name": _append("pelicanconf.py", 'SITENAME = "Maxi"\n'),
    "the zone": _append("pelicanconf.py", 'TIMEZONE = "Asia/Tokyo"\n'),
    "the dict of ours": _append("pelicanconf.py", 'WAYPOST["stage_policy"] = "infer"\n'),
    "a setting of Pelican's": _append("pelicanconf.py", "DEFAULT_PAGINATION = 3\n"),
    "a setting of the theme's": _append("pelicanconf.py", 'MENU = [("Home", "/")]\n'),
    "another folder of templates": _append("pelicanconf.py", f'THEME_TEMPLATES_OVERRIDES = ["{ENGINE}/core"]\n'),
    "no manifest": lambda root: (root / "output/_waypost/posts.json").unlink(),
    "a broken manifest": _append("output/_waypost/posts.json", "x"),
}


@pytest.mark.parametrize("name", STALE)
def test_a_site_whose_sources_changed_is_built_again(built, tmp_path, name):
    STALE[name](tmp_path)
    assert built() == "built anew"


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"now": "2026-06-30"}, "as it was"),
        ({"now": "2026-07-01T00:00Z"}, "built anew"),
        ({"now": "2026-07-02"}, "built anew"),
        ({"now": "2026-03-06"}, "as it was"),
        ({"now": "2026-03-04"}, "built anew"),
        ({"preview": True}, "built anew"),
    ],
)
def test_the_moment_and_the_preview_count_too(built, options, answer):
    """Before 5 March the built post would not be out; from 1 July the scheduled one is."""
    assert built(**options) == answer


@pytest.mark.parametrize("name", ["content/.DS_Store", "theme/__pycache__/x.pyc", "output/posts/x.html", "notes.txt"])
def test_what_a_build_does_not_read_does_not_count(built, tmp_path, name):
    write(tmp_path, {name: "x"})
    assert built() == "as it was"


def test_what_the_command_line_asks_for_goes_to_the_build(blog, tmp_path):
    def tell(what: str, done: int, total: int) -> None: ...

    settings = load_settings(replace(blog, full=True, why="a", tell=tell, hold_back=True))
    assert [settings[f"WAYPOST_{name}"] for name in ("FULL", "WHY", "TELL", "HOLD_BACK")] == [True, "a", tell, True]
    assert settings["WAYPOST_CACHE"] == f"{tmp_path}/.waypost/cache"


def test_what_is_kept_between_builds_lies_beside_the_output_where_nobody_says_where(tmp_path):
    assert build.cache_of({"OUTPUT_PATH": f"{tmp_path}/public"}) == f"{tmp_path}/.waypost/cache"
    assert build.cache_of({"OUTPUT_PATH": f"{tmp_path}/public", "WAYPOST_CACHE": "/kept"}) == "/kept"
