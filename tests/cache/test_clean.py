from __future__ import annotations

from pathlib import Path

from plugins.cache.clean import clean
from plugins.cache.state import State
from tests.posts.blogs import write


def test_what_is_kept_goes_and_the_site_stays(tmp_path: Path) -> None:
    cache, builds = tmp_path / "cache", tmp_path / "builds"
    write(cache, {"articles.sqlite": "12345", "files": "123", "templates-1/a": "12"})
    write(builds, {"output.1/index.html": "page", "other.state": "x"})
    state = State(builds / "output.state")
    state.commit([], (), {"x": 1})
    size = sum(path.stat().st_size for path in builds.glob("output.state*"))
    assert clean(cache, builds, "output") == 10 + size
    assert not cache.exists()
    assert sorted(path.name for path in builds.iterdir()) == ["other.state", "output.1"]
    assert (builds / "output.1/index.html").read_text() == "page"


def test_where_nothing_is_kept_nothing_goes(tmp_path: Path) -> None:
    assert clean(tmp_path / "cache", tmp_path / "builds", "output") == 0


def test_a_cleaned_state_is_no_news(tmp_path: Path, capfd) -> None:
    state = State(tmp_path / "output.state")
    state.commit([], (), {"x": 1})
    clean(tmp_path / "cache", tmp_path, "output")
    again = State(tmp_path / "output.state")
    again.load()
    assert (again.units, again.recall("x"), capfd.readouterr().err) == ({}, None, "")
