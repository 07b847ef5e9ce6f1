from __future__ import annotations

import pytest

from plugins.core.house import Claim
from plugins.core.vocabulary import Stage
from plugins.feeds.plan import checks, claims, plans
from plugins.feeds.units import units
from tests.factories import STAGES, a_house, a_page, a_post, a_site, a_vocabulary
from tests.feeds.samples import days
from tests.making import a_made_house


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


@pytest.mark.parametrize("kinds", [("stage",), ("stage", "tag", "author")])
@pytest.mark.parametrize("pages", [[], [a_page(slug="subscribe")]])
def test_every_file_made_is_claimed_and_every_claim_is_made(kinds, pages):
    house = a_made_house(a_post(), pages=pages, site=a_site(feed_kinds=kinds))
    assert sorted(claim.path for claim in claims(house)) == sorted(unit.path for unit in units(house))


def test_the_subscribe_page_is_claimed_where_the_content_has_none():
    page = Claim("subscribe/index.html", "feeds")
    assert page in claims(a_house(pages=[a_page(slug="about")]))
    assert page not in claims(a_house(pages=[a_page(slug="subscribe")]))


def test_a_channel_that_nobody_defined_is_a_warning():
    (problem,) = checks(a_house(a_post(), site=a_site(feed_channel="rs")))
    assert (problem.severity, problem.field) == ("warning", "feed_channel")
    assert 'Did you mean "rss"?' in problem.hint
    assert not list(checks(a_house(a_post())))
    assert not list(checks(a_house(site=a_site(feed_channel="rs"))))


def test_a_site_without_stages_has_one_feed():
    house = a_house(a_post(stage=None), vocabulary=a_vocabulary(stages={}))
    assert [plan.name for plan in plans(house)] == ["all"]
