from __future__ import annotations

from hypothesis import given

from plugins.feeds.links import FeedGroup, FeedLink, feed_groups
from plugins.feeds.opml import opml
from plugins.feeds.plan import plans
from tests.factories import a_house, a_post, a_site
from tests.feeds.samples import BANK_CMOS, hostile, strict


def test_a_reader_imports_a_folder_for_each_group_with_every_feed():
    site = a_site(feed_kinds=("stage", "tag"), feeds={"b": BANK_CMOS})
    house = a_house(a_post(), site=site)
    root = strict(opml(feed_groups(house), site))
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "The Waypost")
    assert [folder.get("text") for folder in root.findall("body/outline")] == [
        "The whole blog",
        "For you in particular",
        "By buying stage",
        "By tag",
    ]
    outlines = root.findall("body/outline/outline")
    assert [o.get("xmlUrl") for o in outlines] == [site.absolute(plan.addresses["rss"]) for plan in plans(house)]
    assert [o.get("htmlUrl") for o in outlines] == [site.absolute(plan.home) for plan in plans(house)]
    assert {o.get("type") for o in outlines} == {"rss"}
    assert outlines[2].get("text") == "The Waypost: Epiphany"
    assert root.find("head/dateCreated") is None


@given(name=hostile)
def test_any_name_is_well_formed(name):
    site = a_site(SITENAME=name)
    feed = FeedLink(name, "/a.rss.xml", "/a.atom.xml", "/a.json", full=name)
    root = strict(opml([FeedGroup(name, (feed,))], site))
    assert root.find("body/outline/outline").get("xmlUrl") == "https://blog.example.com/a.rss.xml"
