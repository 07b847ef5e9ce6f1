"""What `posts.living` shows from memory is what `build --preview` writes, file by file, after every edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.core.manifest import HOME
from plugins.posts.build import Options
from plugins.posts.living import Living
from tests.site.incremental.copies import cold
from tests.site.incremental.forge import Way, import_all
from tests.site.incremental.garden import Garden

import_all()
REPORTS = {f"{HOME}/{name}" for name in ("posts.json", "links.csv", "links.json", "problems.json")}
"""What only a build writes: it tells tasks what it has done."""
WAY = Way(preview=True)
EDITS: dict[str, Callable[[Garden], Any]] = {
    "nothing": lambda garden: None,
    "a text": lambda garden: garden.posts["p0"].body.append("More."),
    "a link": lambda garden: garden.posts["p0"].body.append("[there](p1.md)"),
    "a text, by some minutes longer": lambda garden: garden.posts["p2"].body.append("Many words. " * 400),
    "a heading": lambda garden: garden.posts["p6"].body.append("## New"),
    "a page": lambda garden: garden.pages["about"].body.append("More."),
    "a title": lambda garden: garden.posts["p0"].fields.update(title="Another title"),
    "a status": lambda garden: garden.posts["p1"].fields.update(status="hidden"),
    "a post more": lambda garden: garden.add(3),
    "a post less": lambda garden: garden.posts.pop("p6"),
    "a post by another name": lambda garden: garden.rename(5, keep_slug=True),
    "a file": lambda garden: garden.extra.update({"extra/new.txt": b"new"}),
    "a picture": lambda garden: garden.posts["p3"].images.update({"more.png": garden.posts["p3"].images["dot.png"]}),
    "a data file": lambda garden: garden.data.update(tracks=garden.data["tracks"].replace("Banks", "Few banks")),
    "a setting": lambda garden: garden.settings.update(SITENAME="Another name"),
    "a template": lambda garden: garden.theme_file("templates/base.html", lambda t: t.replace("<body", "<body id=x")),
    "a style sheet": lambda garden: garden.theme_file("static/css/base.css", lambda t: t + "p { color: red }\n"),
}


def test_memory_shows_what_a_preview_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    garden = Garden(tmp_path / "blog")
    monkeypatch.chdir(garden.root)
    living = Living(Options(Path("pelicanconf.py"), now=WAY.now))
    for name, edit in EDITS.items():
        edit(garden)
        garden.write()
        living.refresh()
        told, there = cold(garden.root, tmp_path / "cold", WAY)
        assert told.kind == "built", (name, told)
        expected = {path: data for path, data in there.items() if path not in REPORTS}
        shown = {path: living.content(path) for path in living.paths}
        assert {path for path in shown.keys() | expected.keys() if shown.get(path) != expected.get(path)} == set(), name
