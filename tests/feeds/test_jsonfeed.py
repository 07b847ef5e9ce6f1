from __future__ import annotations

import json

from hypothesis import given, settings

from plugins.feeds.item import line
from plugins.feeds.jsonfeed import json_feed
from tests.factories import a_house, a_post, a_stage, a_vocabulary
from tests.feeds.samples import RFC_3339, a_full_house, feeds_of, hostile

HOME = "https://blog.example.com"


def _document(house, name="all"):
    return json.loads(json_feed(feeds_of(house)[name]).decode("utf-8"))


def test_the_head_of_the_feed():
    document = _document(a_full_house(), "stage/awareness")
    assert {key: value for key, value in document.items() if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Waypost: Awareness",
        "home_page_url": f"{HOME}/stages/awareness/",
        "feed_url": f"{HOME}/feeds/stages/awareness.json",
        "description": "Posts for Awareness.",
        "language": "en",
        "authors": [{"name": "The Waypost", "url": f"{HOME}/"}],
        "hubs": [{"type": "WebSub", "url": "https://hub.example.net/"}],
    }


def test_an_item_has_all_that_a_reader_shows():
    item = _document(a_full_house())["items"][0]
    html, url = item.pop("content_html"), item.pop("url")
    assert "In ten seconds" in html
    assert url.startswith(f"{HOME}/posts/map/?utm_source=rss&")
    assert item == {
        "id": "tag:example.com,2026:post/infer001",
        "title": "Small posts add up",
        "summary": "Why the logic between posts is the idea.",
        "image": f"{HOME}/posts/map/map.png",
        "date_published": "2026-03-09T09:30:00+01:00",
        "date_modified": "2026-03-12T09:30:00+01:00",
        "authors": [
            {"name": "The Research Desk", "url": f"{HOME}/authors/desk/"},
            {"name": "Ada & Co <x>", "url": f"{HOME}/authors/ada/"},
        ],
        "tags": ["Method", "buying stages"],
        "language": "de",
        "_waypost": {
            "about": f"{HOME}/stages/",
            "id": "infer001",
            "stage": "awareness",
            "stage_name": "Awareness",
            "stage_inferred": True,
            "evidence": ["says “compare” twice"],
            "audience": ["cmo"],
            "industry": ["finance"],
            "campaign": "spring",
        },
    }
    assert RFC_3339.fullmatch(item["date_published"])


def test_what_is_not_there_is_not_invented():
    document = _document(a_house(a_post(stage=None), vocabulary=a_vocabulary(stages={})))
    (item,) = document["items"]
    assert "hubs" not in document
    assert "image" not in item
    assert (item["_waypost"]["stage"], item["_waypost"]["stage_inferred"]) == (None, False)


def test_an_empty_feed():
    assert _document(a_house(), "stage/loyalty")["items"] == []


@settings(deadline=None)
@given(title=hostile, evidence=hostile)
def test_any_text_is_valid_json_in_utf_8(title, evidence):
    stage = a_stage(inferred=True)
    inferred = type(stage)(stage.term, stage.question, True, (evidence,))
    (item,) = _document(a_house(a_post(title=title, stage=inferred)))["items"]
    assert item["title"] == (line(title) or "small-posts-add-up")
    assert item["_waypost"]["stage"] == "interest"
