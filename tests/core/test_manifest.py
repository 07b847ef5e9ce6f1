from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from plugins.core.manifest import HOME, VERSION, Entry, Manifest, Summary, home

BERLIN = dt.timezone(dt.timedelta(hours=1))
COUNTS = dict.fromkeys(["files", "posts", "drafts", "scheduled", "hidden", "pages", "feeds", "snippets", "links"], 3)


def an_entry(**parts: Any) -> Entry:
    base: dict[str, Any] = {
        "id": "abcd2345",
        "slug": "a",
        "title": "Ä “quoted” & <b>",
        "summary": "S.",
        "url": "https://blog.example.com/posts/a/",
        "source": "posts/a.md",
        "status": "published",
        "date": dt.datetime(2026, 3, 5, 9, 30, tzinfo=BERLIN),
        "authors": ("desk",),
        "stage": "interest",
    }
    return Entry(**{**base, **parts})


def a_manifest(**parts: Any) -> Manifest:
    base: dict[str, Any] = {
        "site": "The Waypost",
        "url": "https://blog.example.com",
        "preview": False,
        "sources": "0" * 64,
        "summary": Summary(**COUNTS, warnings=0, by_stage={"epiphany": 1, "interest": 2}),
        "scheduled": {"later": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)},
        "posts": (an_entry(), an_entry(id="b", stage=None, modified=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))),
    }
    return Manifest(**{**base, **parts})


def test_what_is_written_is_read_back() -> None:
    manifest = a_manifest()
    text = manifest.model_dump_json(indent=1)
    assert Manifest.model_validate_json(text) == manifest
    assert Manifest.model_validate_json(text).model_dump_json(indent=1) == text


def test_other_programs_find_what_they_need() -> None:
    data = json.loads(a_manifest().model_dump_json())
    assert data["version"] == VERSION == 1
    assert data["posts"][0]["date"] == "2026-03-05T09:30:00+01:00"
    assert data["posts"][0]["title"] == "Ä “quoted” & <b>"
    assert data["posts"][1]["stage"] is None
    assert [*data["summary"]["by_stage"]] == ["epiphany", "interest"]
    assert data["scheduled"] == {"later": "2027-01-01T00:00:00Z"}


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, TEXT, st.lists(TEXT, max_size=3), st.dictionaries(TEXT, st.integers(0, 9), max_size=3))
def test_any_text_comes_back(title: str, summary: str, tags: list[str], by_stage: dict[str, int]) -> None:
    entry = an_entry(title=title, summary=summary, tags=tuple(tags))
    manifest = a_manifest(posts=(entry,), summary=Summary(**COUNTS, warnings=0, by_stage=by_stage))
    assert Manifest.model_validate_json(manifest.model_dump_json().encode()) == manifest


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"extra": 1}, {"posts": [{}]}, {"summary": {}}, {"preview": "?"}, {"coming": [{}]}]
)
def test_another_form_is_refused(change: dict[str, Any]) -> None:
    data = json.loads(a_manifest().model_dump_json())
    with pytest.raises(ValidationError):
        Manifest.model_validate({**data, **change})


def test_home() -> None:
    assert home("posts.json") == f"{HOME}/posts.json" == "_waypost/posts.json"
    assert home("share/a.json") == "_waypost/share/a.json"
