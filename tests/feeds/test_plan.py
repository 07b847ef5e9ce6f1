from __future__ import annotations

import re

import pytest

from plugins.core.errors import Misconfigured
from plugins.core.settings import Settings
from plugins.core.site import FOLDERS
from plugins.core.vocabulary import Stage
from plugins.feeds.plan import plans
from tests.factories import STAGES, a_house, a_post, a_site, a_stage, a_vocabulary
from tests.feeds.samples import BANK_CMOS, days


def _slugs(house, name):
    return [post.slug for plan in plans(house) if plan.name == name for post in plan.posts]


def test_the_site_first_then_each_stage_in_the_order_of_the_data():
    house = a_house(a_post())
    assert [plan.name for plan in plans(house)] == ["all", *(f"stage/{key}" for key in STAGES)]
    assert plans(house)[3].addresses == {
        "rss": "/feeds/stages/interest.rss.xml",
        "atom": "/feeds/stages/interest.atom.xml",
        "json": "/feeds/stages/interest.json",
    }


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        ((), ["all"]),
        (("industry", "audience"), ["all", "industry/finance", "audience/cmo"]),
        (("author", "tag"), ["all", "author/desk", "tag/buying-stages"]),
    ],
)
def test_other_kinds_are_a_matter_of_data(kinds, names):
    house = a_house(a_post(), site=a_site(feed_kinds=kinds))
    assert [plan.name for plan in plans(house)] == names
    assert all(len(plan.posts) == 1 for plan in plans(house))


def test_newest_first_and_no_more_than_the_setting():
    house = a_house(*days(("one", 1), ("three", 3), ("two", 2)), site=a_site(feed_items=2))
    assert _slugs(house, "all") == _slugs(house, "stage/interest") == ["three", "two"]
    assert _slugs(house, "stage/loyalty") == []


@pytest.mark.parametrize("status", ["draft", "hidden", "scheduled"])
def test_only_what_is_published(status):
    house = a_house(a_post(), a_post(slug="secret", id="secret00", status=status), site=a_site(preview=True))
    assert _slugs(house, "all") == ["small-posts-add-up"]


@pytest.mark.parametrize(
    ("intro", "site", "description"),
    [
        ("One. Two.\nThree.", {}, "One. Two."),
        ("", {"description": "From the settings."}, "From the settings."),
        ("", {}, "Ideas before the shortlist"),
        ("", {"SITESUBTITLE": ""}, "The Waypost"),
        ("", {"SITESUBTITLE": "", "SITENAME": ""}, "blog.example.com"),
    ],
)
def test_a_feed_is_never_without_a_description(intro, site, description):
    vocabulary = a_vocabulary(stages={"interest": Stage(name="Interest", question="?", intro=intro)})
    assert plans(a_house(vocabulary=vocabulary, site=a_site(**site)))[1].description == description


def test_a_site_without_stages_has_one_feed():
    house = a_house(a_post(stage=None), vocabulary=a_vocabulary(stages={}))
    assert [plan.name for plan in plans(house)] == ["all"]


COMBINATIONS = {
    "one of each kind": ({"audience": ["cmo"], "industry": ["finance"]}, ["both"]),
    "one kind, several keys": ({"stage": ["interest", "loyalty"]}, ["late", "both", "cmo-only"]),
    "a tag by its name": ({"tag": "Buying Stages"}, ["late", "both", "cmo-only"]),
    "nothing has it": ({"audience": "cmo", "tag": "golf"}, []),
}


@pytest.mark.parametrize("name", COMBINATIONS)
def test_settings_combine_kinds(name):
    wanted, slugs = COMBINATIONS[name]
    posts = [
        *days(("both", 2)),
        *days(("cmo-only", 1), industries=()),
        *days(("late", 3), audiences=(), stage=a_stage("loyalty")),
    ]
    house = a_house(*posts, site=a_site(feeds={"mine": {"name": "Mine", **wanted}}))
    assert _slugs(house, "combined/mine") == slugs
    plan = plans(house)[1]
    assert plan.addresses["rss"] == "/feeds/combined/mine.rss.xml"
    assert (plan.title, plan.description) == ("The Waypost: Mine", "Ideas before the shortlist")


def test_a_combination_has_the_newest_and_the_site_s_home():
    house = a_house(*days(("one", 1), ("two", 2), ("three", 3)), site=a_site(feed_items=2, feeds={"b": BANK_CMOS}))
    assert _slugs(house, "combined/b") == ["three", "two"]
    assert (plans(house)[1].home, plans(house)[1].description) == ("/", "Money, loudly.")


BAD = {
    "nothing": ({"name": "x"}, "a feed names at least one of: stage, audience"),
    "an unknown kind": ({"name": "x", "audiences": ["cmo"]}, "feeds.b.audiences"),
    "no name": ({"stage": "interest"}, "feeds.b.name"),
}


@pytest.mark.parametrize("name", BAD)
def test_settings_that_combine_nothing_are_refused(name):
    feed, told = BAD[name]
    with pytest.raises(Misconfigured, match=re.escape(told)):
        a_site(feeds={"b": feed})


def test_every_kind_has_feeds_unless_told_otherwise():
    assert set(Settings(authority="example.com,2026").feed_kinds) == set(FOLDERS)
