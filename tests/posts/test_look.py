from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.posts.look import Look

BASE = Look(
    sources={"posts/x.md": b"1", "data/stages.yaml": b"2"},
    theme={
        ("theme", "static/css/a.css"): b"1",
        ("theme", "templates/x.html"): b"1",
        ("theme", "templates/x.css"): b"1",
    },
    static=("static/",),
    around=b"around",
    data=b"data",
)


def theme(**other: bytes) -> Look:
    names = {
        "css": "static/css/a.css",
        "html": "templates/x.html",
        "included": "templates/x.css",
        "new": "static/b.css",
    }
    return replace(BASE, theme={**BASE.theme, **{("theme", names[key]): found for key, found in other.items()}})


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (BASE, "nothing"),
        (replace(BASE), "nothing"),
        (replace(BASE, around=b"other"), "pages"),
        (replace(BASE, sources={**BASE.sources, "posts/x.md": b"other"}), "pages"),
        (theme(css=b"2"), "style"),
        (theme(html=b"2"), "pages"),
        (theme(css=b"2", html=b"2"), "pages"),
        (theme(included=b"2"), "pages"),
        (theme(new=b"1"), "pages"),
        (replace(BASE, theme={}), "pages"),
        (replace(theme(css=b"2"), around=b"other"), "pages"),
    ],
)
def test_style_is_told_apart_from_all_else(now: Look, change: str) -> None:
    assert now.change(BASE) == change


def test_edited_files_are_those_that_differ() -> None:
    now = replace(BASE, sources={"posts/x.md": b"1", "posts/new.md": b"3", "data/stages.yaml": b"4"})
    assert now.edited(BASE) == ["posts/new.md", "data/stages.yaml"]
    assert now.edited(None) == []
