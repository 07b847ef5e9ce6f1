from __future__ import annotations

import json
from pathlib import Path
from runpy import run_path

from bench import blog, words
from bench.corpus import key_of


def test_data_files_have_what_the_posts_name() -> None:
    data = {path.rsplit("/", 1)[1].removesuffix(".yaml"): json.loads(text) for path, text in blog.data_files().items()}
    assert list(data["stages"]) == list(words.STAGES)
    assert set(data["authors"]) == {f"{key_of(name)}-desk" for name in words.AUTHORS}
    assert set(data["tracks"]["industry"]) == set(words.INDUSTRIES)
    assert {stage["offer"] for stage in data["stages"].values()} <= set(data["offers"])
    assert [author["trusted"] for author in data["authors"].values()].count(False) == 4


def test_stock_pelican_gets_nothing_of_ours() -> None:
    said: dict[str, object] = {}
    exec(blog.PELICAN_CACHE, said)
    assert "PLUGINS" not in said
    assert "THEME" not in said
    assert said["FEED_ALL_ATOM"] is None
    assert said["LOAD_CONTENT_CACHE"] is True


def test_our_plain_site_differs_in_two_settings(tmp_path: Path) -> None:
    said = [run_path(str(_written(tmp_path / f"{n}.py", text))) for n, text in enumerate((blog.OURS, blog.OURS_PLAIN))]
    whole, plain = (one["WAYPOST"] for one in said)
    assert plain == {**whole, "search": False, "cards": False}


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path
