"""Metas as networks and programs read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from plugins.core.post import Picture
from plugins.head.opengraph import Meta, article, locale_of, open_graph, stage_and_authors
from tests.factories import a_post, a_site, a_stage

PICTURE = Picture("/posts/x/a chart.png", "Two lines that part", 1200, "image/png")


def _by_key(metas: object) -> dict[str, str]:
    return {meta.key: meta.content for meta in metas}  # type: ignore[attr-defined]


def test_open_graph_with_an_image() -> None:
    found = list(open_graph(a_site(), "T", "D", "https://blog.example.com/t/", "article", "en-GB", PICTURE))
    assert found == [
        Meta("property", "og:title", "T"),
        Meta("property", "og:description", "D"),
        Meta("property", "og:type", "article"),
        Meta("property", "og:url", "https://blog.example.com/t/"),
        Meta("property", "og:site_name", "The Waypost"),
        Meta("property", "og:locale", "en_GB"),
        Meta("property", "og:image", "https://blog.example.com/posts/x/a%20chart.png"),
        Meta("property", "og:image:type", "image/png"),
        Meta("property", "og:image:alt", "Two lines that part"),
        Meta("name", "twitter:image:alt", "Two lines that part"),
        Meta("name", "twitter:card", "summary_large_image"),
    ]


def test_an_image_whose_size_is_known_tells_it() -> None:
    found = _by_key(open_graph(a_site(), "T", "D", None, "article", "en", replace(PICTURE, width=640, height=480)))
    assert (found["og:image:width"], found["og:image:height"]) == ("640", "480")


def test_open_graph_without_image_and_address() -> None:
    found = _by_key(open_graph(a_site(), "T", "D", None, "website", "en"))
    assert found["twitter:card"] == "summary"
    assert not {"og:url", "og:image", "og:image:alt"} & set(found)


STAGES = [
    ("written", a_stage("interest"), {"buying-stage": "interest"}),
    ("inferred", a_stage("loyalty", inferred=True), {"buying-stage": "loyalty", "buying-stage-inferred": "true"}),
    ("none", None, {}),
]


@pytest.mark.parametrize(("stage", "expected"), [c[1:] for c in STAGES], ids=[c[0] for c in STAGES])
def test_stage_and_authors(stage: object, expected: dict[str, str]) -> None:
    assert _by_key(stage_and_authors(a_post(stage=stage))) == {**expected, "author": "The Research Desk"}


def test_article_of_a_changed_post() -> None:
    zone = dt.timezone(dt.timedelta(hours=1))
    post = a_post(
        date=dt.datetime(2026, 3, 5, 9, 30, tzinfo=zone), modified=dt.datetime(2026, 4, 1, tzinfo=zone), stage=a_stage()
    )
    assert _by_key(article(post, a_site())) == {
        "article:published_time": "2026-03-05T09:30:00+01:00",
        "article:modified_time": "2026-04-01T00:00:00+01:00",
        "article:author": "https://blog.example.com/authors/desk/",
        "article:section": "Interest",
        "article:tag": "buying stages",
    }


def test_article_without_stage_and_change() -> None:
    found = _by_key(article(a_post(stage=None, tags=()), a_site()))
    assert set(found) == {"article:published_time", "article:author"}


LOCALES = [("en", "en_US"), ("de", "de_DE"), ("en-GB", "en_GB"), ("zh-Hant-tw", "zh_TW"), ("gsw", ""), ("sr-Latn", "")]


@pytest.mark.parametrize(("lang", "locale"), LOCALES)
def test_locale(lang: str, locale: str) -> None:
    assert locale_of(lang) == locale
