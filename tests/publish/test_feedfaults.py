from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from plugins.publish.feeddiff import difference
from plugins.publish.feedlist import Feeds
from tests.publish.feeds import ENDS, Entry, side

A, B, C, D = Entry("a", 1), Entry("b", 2), Entry("c", 3), Entry("d", 4)
OLD = {"all": [C, B, A], "tags/x": [B]}


@dataclass(frozen=True)
class Case:
    after: dict[str, list[Entry]]
    field: str
    told: str
    path: str = "feeds/all.rss.xml"
    gone: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


MOVED = [replace(e, authority="other.example,2026") for e in (C, B, A)]
HURTS = {
    "a changed guid": Case(
        {"all": [C, replace(B, authority="x.example,2020"), A], "tags/x": [B]},
        "guid",
        'guid of "Post b" changed from tag:example.com,2026:post/b to tag:x.example,2020:post/b: subscribers would get',
    ),
    "another id at the same address": Case(
        {"all": [C, replace(B, post="new", slug="b"), A], "tags/x": []},
        "guid",
        'guid of "Post b" changed from',
        gone=("b",),
    ),
    "a post that is gone": Case(
        {"all": [C, A], "tags/x": []},
        "guid",
        '"Post b" is gone: its link in subscribers\' readers would lead to nothing',
        gone=("b",),
    ),
    "a published post that the feed dropped": Case(
        {"all": [C, A], "tags/x": [B]}, "guid", '"Post b" is published, but left the feed while older posts are in it'
    ),
    "an old post with a new date": Case(
        {"all": [replace(A, day=9), C, B], "tags/x": [B]},
        "date",
        '"Post a" was published on 2026-03-01 and now bears 2026-03-09: it would jump up as new in all',
    ),
    "the oldest first": Case({"all": [A, B, C], "tags/x": [B]}, "order", "the oldest post stands first"),
    "out of order": Case({"all": [C, A, B], "tags/x": [B]}, "order", "the posts are out of order"),
    "a feed that is gone": Case(
        {"all": [C, B, A]},
        "feed",
        "the feed is gone in all its formats: its subscribers' readers would show an error",
        path="feeds/tags/x.atom.xml",
    ),
    "a post that stands there twice": Case(
        {"all": [C, B, B, A], "tags/x": [B]}, "guid", '"Post b" stands in the feed twice'
    ),
}


@pytest.mark.parametrize("name", HURTS)
def test_what_subscribers_would_suffer_is_a_problem(name: str) -> None:
    case = HURTS[name]
    found = difference(side(OLD), side(case.after, *case.files, gone=case.gone))
    assert found.problems
    problem = found.problems[0]
    assert {(p.field, p.severity) for p in found.problems} == {(case.field, "error")}
    assert case.told in problem.message
    assert problem.path == case.path
    assert problem.hint.endswith("say --allow-feed-changes.")


FINE = {
    "a post that grew old": {"all": [D, C, B], "tags/x": [B]},
    "a tag that a post lost": {"all": [C, B, A], "tags/x": []},
    "a moved post": {"all": [C, replace(B, slug="moved"), A], "tags/x": [B]},
    "another domain and scheme": {
        name: [replace(e, site="http://elsewhere.example") for e in entries] for name, entries in OLD.items()
    },
    "an earlier date": {"all": [C, B, replace(A, day=1)], "tags/x": [B]},
    "a later date that keeps its place": {"all": [replace(C, day=8), B, A], "tags/x": [B]},
    "one more feed": {**OLD, "tags/y": [A]},
}


@pytest.mark.parametrize("name", FINE)
def test_what_they_would_not_notice_is_none(name: str) -> None:
    after = side(FINE[name])
    assert difference(side(OLD), replace(after, posts={**after.posts, "a": A.date})).problems == ()


def test_every_format_of_a_feed_that_is_gone_is_named_at_once() -> None:
    before, whole = side(OLD), side({"all": [C, B, A]})
    (problem,) = difference(before, whole).problems
    assert all(f'"/feeds/tags/x.{end}": "/feeds/all.{end}"' in problem.hint for end in ENDS)
    lists = {**whole.feeds.lists, "feeds/tags/x.atom.xml": before.feeds.lists["feeds/tags/x.atom.xml"]}
    (problem,) = difference(before, replace(whole, feeds=Feeds(items=whole.feeds.items, lists=lists))).problems
    assert problem.message.startswith("the feed is gone as json and rss.xml: its subscribers")
    assert '"/feeds/tags/x.json": "/feeds/all.json", "/feeds/tags/x.rss.xml": "/feeds/all.rss.xml"' in problem.hint
    assert "atom" not in problem.hint


def test_a_withdrawn_post_that_leaves_something_at_its_address_is_fine() -> None:
    after = {"all": [C, A], "tags/x": [C]}
    assert difference(side(OLD), side(after, gone=["b"])).problems != ()
    assert difference(side(OLD), side(after, "posts/b/index.html", gone=["b"])).problems == ()


def test_the_page_is_looked_for_below_the_path_of_the_site() -> None:
    old = {"all": [replace(e, site="https://example.com/blog") for e in (C, B)]}
    before = replace(side(old), base="/blog")
    after = side({"all": old["all"][:1]}, "posts/b/index.html", gone=["b"])
    assert difference(before, after).problems == ()


def test_an_old_post_that_was_in_no_feed_any_more_jumps_up_too() -> None:
    """Only the list of all posts knows it."""
    before, after = side({"all": [C, B]}), side({"all": [replace(A, day=9), C, B]})
    assert difference(before, after).problems == ()
    known = replace(before, posts={**before.posts, "a": A.date})
    (problem,) = difference(known, after).problems
    assert (problem.field, '"Post a" was published on 2026-03-01' in problem.message) == ("date", True)


def test_a_fault_of_one_format_alone_is_seen() -> None:
    before, good = side(OLD), side(OLD)
    bad = side({"all": [C, replace(B, authority="x.example,2020"), A]})
    lists = {**good.feeds.lists, "feeds/all.rss.xml": bad.feeds.lists["feeds/all.rss.xml"]}
    after = replace(good, feeds=Feeds(items={**bad.feeds.items, **good.feeds.items}, lists=lists))
    (problem,) = difference(before, after).problems
    assert (problem.path, problem.field) == ("feeds/all.rss.xml", "guid")


def test_a_fault_of_many_feeds_is_told_once() -> None:
    old = {"all": [B, A], **{f"tags/{n}": [B, A] for n in range(9)}}
    (problem,) = difference(side(old), side({name: [replace(A, day=9), B] for name in old})).problems
    assert problem.message.endswith("in all, tags/0, tags/1 and 7 more feeds")
