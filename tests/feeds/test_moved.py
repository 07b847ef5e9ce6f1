from __future__ import annotations

import pytest

from plugins.feeds.claims import checks, claims
from plugins.feeds.moved import Moved, moved
from plugins.feeds.units import units
from tests.factories import a_house, a_post, a_stage, a_vocabulary
from tests.making import a_made_house, assert_told, carded, changed, made


def _house(*posts, **redirects):
    return a_house(*posts, vocabulary=a_vocabulary(redirects=redirects))


SOUND = {
    "one feed": (
        {"/feed.xml": "/x/", "/feeds/stages/gone.rss.xml": "/feeds/stages/interest.rss.xml"},
        [Moved("/feeds/stages/gone.rss.xml", "rss", "stage/interest")],
    ),
    "a whole URL": (
        {"/feeds/gone.json": "https://blog.example.com/feeds/all.json"},
        [Moved("/feeds/gone.json", "json", "all")],
    ),
    "a hub takes its feeds along": (
        {"/stages/gone/": "/stages/interest/"},
        [
            Moved(f"/feeds/stages/gone.{end}", form, "stage/interest")
            for form, end in (("rss", "rss.xml"), ("atom", "atom.xml"), ("json", "json"))
        ],
    ),
    "a hub that is no more": (
        {"/tags/gone": "/"},
        [
            Moved(f"/feeds/tags/gone.{end}", form, "all")
            for form, end in (("rss", "rss.xml"), ("atom", "atom.xml"), ("json", "json"))
        ],
    ),
    "a hub of which one feed leads elsewhere": (
        {"/tags/gone/": "/", "/feeds/tags/gone.json": "/feeds/stages/loyalty.json"},
        [
            Moved("/feeds/tags/gone.json", "json", "stage/loyalty"),
            Moved("/feeds/tags/gone.rss.xml", "rss", "all"),
            Moved("/feeds/tags/gone.atom.xml", "atom", "all"),
        ],
    ),
    "pages only": ({"/old/": "/posts/small-posts-add-up/", "/tags/x/": "/tags/y/"}, []),
}


@pytest.mark.parametrize("name", SOUND)
def test_feeds_move_by_a_redirect(name):
    redirects, found = SOUND[name]
    house = _house(a_post(), **redirects)
    assert moved(house) == found
    assert not list(checks(house))


FAULTS = {
    "no such feed": ("/feeds/a.rss.xml", "/feeds/stages/intrest.rss.xml", "which is no feed of this site"),
    "another format": ("/feeds/a.rss.xml", "/feeds/all.json", "from one format to another"),
    "a page": ("/feeds/a.rss.xml", "/subscribe/", "which is no feed of this site"),
    "another site": (
        "/feeds/a.rss.xml",
        "https://elsewhere.example/feeds/all.rss.xml",
        "which is no feed of this site",
    ),
    "a feed that is there": ("/feeds/all.rss.xml", "/feeds/stages/interest.rss.xml", "is a feed of this site"),
    "outside": ("/feeds/../x.json", "/feeds/all.json", "is no address of a feed"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_redirect_that_would_lose_readers_is_a_problem(name):
    old, new, told = FAULTS[name]
    house = _house(a_post(), **{old: new})
    (problem,) = checks(house)
    assert str(problem).startswith("content/data/redirects.yaml:1: redirect: ")
    assert told in problem.message
    assert moved(house) == []


def test_the_nearest_feed_of_the_same_format_is_named():
    (problem,) = checks(_house(**{"/feeds/a.rss.xml": "/feeds/stages/intrest.rss.xml"}))
    assert problem.hint == 'Did you mean "/feeds/stages/interest.rss.xml"?'


def test_readers_get_the_new_feed_at_the_old_address():
    redirects = {"/feeds/stages/gone.rss.xml": "/feeds/stages/interest.rss.xml"}
    house = a_made_house(carded(a_post()), vocabulary=a_vocabulary(redirects=redirects))
    files = made(units(house))
    assert files["feeds/stages/gone.rss.xml"] == files["feeds/stages/interest.rss.xml"]
    assert b'rel="self"' in files["feeds/stages/gone.rss.xml"]
    assert house.written["feeds"] == 18
    (claim,) = [claim for claim in claims(house) if "gone" in claim.path]
    assert (claim.owner, claim.source) == ("feeds that moved", "content/data/redirects.yaml")


def test_where_it_leads_and_what_is_in_it_are_parts_of_it():
    old = {"/feeds/gone.json": "/feeds/stages/interest.json"}
    posts = [carded(a_post()), carded(a_post(id="post0002", slug="b", address="/posts/b/", stage=a_stage("loyalty")))]

    def of(redirects, *posts):
        return list(units(a_made_house(*posts, vocabulary=a_vocabulary(redirects=redirects))))

    elsewhere = of({"/feeds/gone.json": "/feeds/stages/loyalty.json"}, *posts)
    assert_told(of(old, *posts), elsewhere)
    assert changed(of(old, *posts), of(old))["feeds/gone.json"] >= {"the items"}
