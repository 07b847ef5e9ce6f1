"""The audit of a folder: a sound site has no Problems, and each fault is found in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.audit.run import audit
from plugins.core.errors import Misconfigured
from tests.audit.sites import HOME, ROBOTS, a_sheet, a_sitemap, write
from tests.factories import a_site

SOUND = {
    "index.html": a_sheet('<h1>One</h1><a href="/posts/x/#idea">X</a>'),
    "posts/x/index.html": a_sheet('<h1 id="idea">X</h1><a href="../../">home</a>', path="posts/x/index.html", name="X"),
    "404.html": "<!doctype html><html lang=en><title>Not here</title><h1>Not here</h1><a href='/'>Home</a>",
    "robots.txt": ROBOTS,
    "sitemap.xml": a_sitemap(f"{HOME}/", f"{HOME}/posts/x/"),
    "_waypost/share/x.html": "<h1>not audited</h1><h4>x</h4>",
    "_waypost/posts.json": "{}",
}


def test_a_sound_site(tmp_path: Path) -> None:
    assert audit(write(tmp_path, SOUND), a_site()) == []


def test_a_sound_site_behind_a_symbolic_link(tmp_path: Path) -> None:
    write(tmp_path / "build", SOUND)
    (tmp_path / "output").symlink_to("build")
    assert audit(tmp_path / "output", a_site()) == []


def test_all_problems_at_once_sorted_by_file(tmp_path: Path) -> None:
    bad = {
        "b/index.html": a_sheet("<h1>B</h1>\n<h3>C</h3><img src='/no.png'>", path="b/index.html", name="B"),
        "a/index.html": a_sheet('<a href="/_waypost/posts.json">', path="a/index.html", name="X"),
    }
    problems = audit(write(tmp_path, {**SOUND, **bad}), a_site())
    assert [(p.path, p.message) for p in problems] == [
        ("a/index.html", "the page has no main heading (h1)"),
        ("a/index.html", '"/_waypost/posts.json" leads into _waypost/'),
        ("b/index.html", "the heading 'C' is h3 after h1"),
        ("b/index.html", 'the image "/no.png" has no text for those who cannot see it (alt)'),
        ("b/index.html", '"/no.png" leads to nothing'),
        ("posts/x/index.html", "the page has the same description as a/index.html"),
        ("posts/x/index.html", "the page has the same title as a/index.html"),
    ]


def test_an_empty_folder_lacks_what_every_site_has(tmp_path: Path) -> None:
    assert [p.path for p in audit(tmp_path, a_site())] == ["robots.txt", "sitemap.xml"]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="build the site first"):
        audit(tmp_path / "output", a_site())
