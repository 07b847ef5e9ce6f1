from __future__ import annotations

from tests.factories import a_house, a_post, a_site, a_vocabulary
from tests.feeds.samples import a_full_house, feeds_of


def test_a_feed_names_itself_its_page_and_its_newest_change():
    feeds = feeds_of(a_full_house())
    assert feeds["all"].id == "tag:example.com,2026:feed/all"
    assert feeds["all"].home == "https://blog.example.com/"
    assert feeds["all"].updated.isoformat() == "2026-03-12T09:30:00+01:00"
    assert feeds["stage/interest"].home == "https://blog.example.com/stages/interest/"
    assert feeds["stage/interest"].urls["atom"] == "https://blog.example.com/feeds/stages/interest.atom.xml"
    assert feeds["stage/interest"].title == "The Waypost: Interest"
    assert feeds["stage/loyalty"].updated is None


def test_a_post_becomes_an_item_once():
    feeds = feeds_of(a_full_house())
    assert feeds["all"].items[0] is feeds["stage/awareness"].items[0]


def test_the_ids_of_feeds_outlive_the_domain():
    moved = a_house(a_post(), site=a_site(SITEURL="https://new.example.org", SITENAME="New"))
    before, after = ([feed.id for feed in feeds_of(house).values()] for house in (moved, a_house(a_post())))
    assert before == after
    assert before[:2] == ["tag:example.com,2026:feed/all", "tag:example.com,2026:feed/stage/epiphany"]


def test_what_explains_the_extension_exists():
    assert feeds_of(a_house())["all"].about == "https://blog.example.com/stages/"
    stageless = a_house(vocabulary=a_vocabulary(stages={}))
    assert feeds_of(stageless)["all"].about == "https://blog.example.com/subscribe/"
