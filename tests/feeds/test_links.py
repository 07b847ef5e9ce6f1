from __future__ import annotations

from plugins.feeds.links import FeedLink, feed_groups
from plugins.feeds.plan import plans
from plugins.feeds.readers import readers_of
from tests.factories import STAGES, a_house, a_post, a_site, a_vocabulary
from tests.feeds.samples import BANK_CMOS


def test_groups_are_the_site_then_each_kind():
    site = a_site(feed_kinds=("stage", "audience"), texts={"feeds_stage": "Where you are"})
    groups = feed_groups(a_house(a_post(), site=site))
    assert [group.title for group in groups] == ["The whole blog", "Where you are", "By audience"]
    assert [link.title for link in groups[1].feeds] == [name for name, _ in STAGES.values()]
    assert groups[2].feeds == (
        FeedLink(
            "Chief marketing officers",
            "/feeds/audiences/cmo.rss.xml",
            "/feeds/audiences/cmo.atom.xml",
            "/feeds/audiences/cmo.json",
            "The Waypost: Chief marketing officers",
            "/audiences/cmo/",
            "For those who own the brand.",
            readers_of("https://blog.example.com/feeds/audiences/cmo.rss.xml"),
        ),
    )


def test_people_choose_by_who_they_are_and_get_links_for_their_readers():
    site = a_site(feed_kinds=("stage", "tag"), feeds={"bank-cmos": BANK_CMOS})
    groups = {group.kind: group.feeds for group in feed_groups(a_house(a_post(), site=site))}
    assert list(groups) == ["all", "combined", "stage", "tag"]
    assert groups["stage"][1].about == STAGES["awareness"][1]
    assert (groups["combined"][0].title, groups["combined"][0].about) == ("Marketing in banks", "Money, loudly.")
    assert [kind for kind, links in groups.items() if links[0].readers] == ["all", "combined", "stage"]


def test_the_list_is_the_plan():
    house = a_house(a_post(), site=a_site(feed_kinds=("tag", "stage", "author")))
    listed = [{"rss": f.rss, "atom": f.atom, "json": f.json} for group in feed_groups(house) for f in group.feeds]
    assert listed == [plan.addresses for plan in plans(house)]


def test_a_kind_without_terms_has_no_group():
    assert len(feed_groups(a_house(vocabulary=a_vocabulary(stages={})))) == 1
