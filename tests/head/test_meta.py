"""The whole head of posts, pages and everything else."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.post import Picture, Term
from plugins.head.meta import Head, page_head, plain_head, post_head
from tests.factories import a_house, a_page, a_post, a_site, a_stage

HOME = "https://blog.example.com"
TAG = Term("tag", "pricing", "Pricing", "/tags/pricing/")
STAGE = a_stage("interest").term


def _types(head: Head) -> list[str]:
    return [node["@type"] for node in json.loads(head.jsonld)["@graph"]]


def _content(head: Head, key: str) -> str | None:
    return next((meta.content for meta in head.metas if meta.key == key), None)


def test_a_post() -> None:
    head = post_head(a_post(), a_house())
    assert head.title == "Small posts add up · The Waypost"
    assert head.description == "Why the logic between posts is the idea."
    assert head.canonical == _content(head, "og:url") == f"{HOME}/posts/small-posts-add-up/"
    assert head.robots is None
    assert _content(head, "og:type") == "article"
    assert _content(head, "og:title") == "Small posts add up"
    assert _content(head, "buying-stage") == "interest"
    assert [a.href.rpartition("/feeds/")[2] for a in head.alternates][::3] == ["stages/interest.rss.xml", "all.rss.xml"]
    assert _types(head) == ["BlogPosting", "BreadcrumbList"]
    assert "description" not in [meta.key for meta in head.metas]


ROBOTS: list[tuple[str, bool, str | None]] = [
    ("published", False, None),
    ("hidden", False, "noindex"),
    ("draft", False, "noindex"),
    ("scheduled", False, "noindex"),
    ("published", True, "noindex"),
]


@pytest.mark.parametrize(("status", "preview", "robots"), ROBOTS)
def test_who_may_be_indexed(status: Any, preview: bool, robots: str | None) -> None:
    house = a_house(site=a_site(preview=preview))
    post, page = post_head(a_post(status=status), house), page_head(a_page(status=status), house)
    assert post.robots == page.robots == robots
    assert post.canonical == f"{HOME}/posts/small-posts-add-up/"
    assert page.canonical == f"{HOME}/about/"


CANONICAL = [
    (None, f"{HOME}/posts/small-posts-add-up/"),
    ("https://magazine.example/a?id=1", "https://magazine.example/a?id=1"),
    ("https://magazine.example/a?utm_source=x&id=1", "https://magazine.example/a?id=1"),
]


@pytest.mark.parametrize(("written", "expected"), CANONICAL)
def test_canonical_is_the_writers_own_and_clean(written: str | None, expected: str) -> None:
    head = post_head(a_post(canonical=written), a_house())
    assert head.canonical == _content(head, "og:url") == expected
    assert json.loads(head.jsonld)["@graph"][0]["url"] == expected


DESCRIBED = [
    ("its summary", {"summary": "About all of us.", "text": "Long ago"}, "About all of us."),
    ("its first words", {"summary": "", "text": "Long ago"}, "Long ago"),
    ("what there is", {"summary": "", "text": ""}, "About · Ideas before the shortlist"),
]


@pytest.mark.parametrize(("parts", "expected"), [c[1:] for c in DESCRIBED], ids=[c[0] for c in DESCRIBED])
def test_a_page_is_described_by(parts: dict[str, str], expected: str) -> None:
    head = page_head(a_page(**parts), a_house())
    assert head.description == expected
    assert _content(head, "og:description") == expected
    assert _content(head, "og:type") == "website"
    assert _types(head) == ["WebPage", "BreadcrumbList"]


PLAIN: list[tuple[dict[str, Any], str, str | None, str | None, list[str]]] = [
    ({"title": "Any"}, "The Waypost · Ideas before the shortlist", f"{HOME}/", None, ["WebSite", "Blog"]),
    ({"title": "Any", "page": 2}, "The Waypost · Page 2", f"{HOME}/page/2/", None, ["CollectionPage"]),
    (
        {"title": "Any", "page": 2, "address": "/page/2/"},
        "The Waypost · Page 2",
        f"{HOME}/page/2/",
        None,
        ["CollectionPage"],
    ),
    (
        {"title": "Interest", "address": "/stages/interest/", "term": STAGE, "kind": "hub"},
        "Interest · The Waypost",
        f"{HOME}/stages/interest/",
        None,
        ["CollectionPage", "BreadcrumbList"],
    ),
    (
        {"title": "Pricing", "address": "/tags/pricing/", "term": TAG, "page": 3},
        "Pricing · The Waypost · Page 3",
        f"{HOME}/tags/pricing/page/3/",
        None,
        ["CollectionPage", "BreadcrumbList"],
    ),
    (
        {
            "title": "The Research Desk",
            "address": "/authors/desk/",
            "term": Term("author", "desk", "The Research Desk", "/authors/desk/"),
        },
        "The Research Desk · The Waypost",
        f"{HOME}/authors/desk/",
        None,
        ["ProfilePage", "BreadcrumbList"],
    ),
    (
        {"title": "Stages", "address": "/stages/", "kind": "hubs"},
        "Stages · The Waypost",
        f"{HOME}/stages/",
        None,
        ["CollectionPage"],
    ),
    (
        {"title": "Subscribe", "address": "/subscribe/"},
        "Subscribe · The Waypost",
        f"{HOME}/subscribe/",
        None,
        ["WebPage"],
    ),
    ({"title": "Not here", "noindex": True}, "Not here · The Waypost", None, "noindex", ["WebPage"]),
    (
        {"title": "Not here", "noindex": True, "address": "/404.html"},
        "Not here · The Waypost",
        None,
        "noindex",
        ["WebPage"],
    ),
]


@pytest.mark.parametrize(("parts", "title", "canonical", "robots", "types"), PLAIN)
def test_plain(parts: dict[str, Any], title: str, canonical: str | None, robots: str | None, types: list[str]) -> None:
    head = plain_head(a_house(), **parts)
    assert (head.title, head.canonical, head.robots) == (title, canonical, robots)
    assert _content(head, "og:url") == canonical
    assert _types(head) == types
    assert head.description


def test_a_preview_is_left_out_but_knows_its_addresses() -> None:
    head = plain_head(a_house(site=a_site(preview=True)), "Any")
    assert (head.robots, head.canonical) == ("noindex", f"{HOME}/")


def test_descriptions_of_hubs() -> None:
    house = a_house()
    intro = Term("stage", "interest", "Interest", "/stages/interest/", "Posts for Interest.")
    heads = [
        plain_head(house, "Interest", "Given.", intro.address, term=intro),
        plain_head(house, "Interest", address=intro.address, term=intro),
        plain_head(house, "Interest", address=intro.address, term=intro, page=2),
        plain_head(house, "Pricing", address=TAG.address, term=TAG),
        plain_head(house, "Anything"),
    ]
    assert [head.description for head in heads] == [
        "Given.",
        "Posts for Interest.",
        "Posts for Interest. · Page 2",
        "Tags: Pricing · Ideas before the shortlist",
        "Ideas before the shortlist",
    ]


def test_below_a_path() -> None:
    house = a_house(site=a_site(SITEURL="https://www.example.org/blog"))
    assert post_head(a_post(), house).canonical == "https://www.example.org/blog/posts/small-posts-add-up/"
    assert plain_head(house, "Any", page=2).canonical == "https://www.example.org/blog/page/2/"


@given(st.text(min_size=1), st.text(min_size=1, max_size=1000))
def test_no_part_of_any_head_is_tracked_or_too_long(title: str, summary: str) -> None:
    post = a_post(title=title, summary=summary, modified=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    head = post_head(post, a_house())
    assert len(head.description) <= 160
    assert "utm_" not in f"{head.canonical}{_content(head, 'og:url')}"
    assert json.loads(head.jsonld)["@graph"][0]["headline"] == title
    assert head == post_head(post, a_house())


def test_the_head_of_a_post_names_its_summation_and_lists_have_the_image_that_the_house_makes() -> None:
    card = Picture("/cards/x.png", "A card", 0, "image/png", 1200, 630)
    whole = a_post(slug="whole", id="wwww2345", title="All in all")
    house = a_house(whole, a_post(part_of="whole"), card_of=lambda shown: card if shown in (TAG, None) else None)
    (posting, _) = json.loads(post_head(a_post(part_of="whole"), house).jsonld)["@graph"]
    assert [part.get("headline") for part in posting["isPartOf"]] == [None, "All in all"]
    for head in (plain_head(house, "Pricing", address="/tags/pricing/", term=TAG), page_head(a_page(), house)):
        assert _content(head, "og:image") == f"{HOME}/cards/x.png"
        assert _content(head, "og:image:alt") == "A card"
        assert _content(head, "twitter:card") == "summary_large_image"
