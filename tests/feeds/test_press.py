from __future__ import annotations

import pytest

from plugins.core.site import FEED_FORMATS
from plugins.feeds.plan import plans
from plugins.feeds.press import Items, Press, in_all_formats
from tests.factories import a_house, a_post, a_stage
from tests.feeds.samples import LINKS, a_full_house, every_slot, feeds_of


def test_every_format_is_written():
    assert set(in_all_formats(feeds_of(a_full_house())["all"])) == set(FEED_FORMATS)


def test_an_item_is_made_once_and_its_links_are_those_of_every_feed_that_it_is_in():
    post = a_post(body=every_slot(), targets=LINKS)
    house = a_house(post)
    items = Items(house)
    first = items.of(post)
    rows = house.ledger.rows
    house.ledger = type(house.ledger)()
    assert items.of(post) is first
    assert house.ledger.rows == rows != []


def test_an_item_without_its_content_is_the_same_in_all_else():
    post = a_post(body=every_slot(), targets=LINKS)
    items = Items(a_house(post))
    whole = items.of(post)
    items.lighten([post])
    light = items.of(post)
    assert (whole.html != "", light.html) == (True, "")
    assert (light.id, light.url, light.updated, light.post) == (whole.id, whole.url, whole.updated, post)
    items.lighten([post])
    assert items.of(post) is light


ORDERS = {
    "as they come": lambda names: [(name, form) for name in names for form in FEED_FORMATS],
    "a format after the other": lambda names: [(name, form) for form in FEED_FORMATS for name in names],
    "the last first": lambda names: [(name, form) for name in reversed(names) for form in reversed(FEED_FORMATS)],
    "twice": lambda names: [(name, form) for name in names for form in (*FEED_FORMATS, *FEED_FORMATS)],
}


@pytest.mark.parametrize("order", ORDERS)
def test_feeds_that_share_items_are_those_written_alone_whichever_is_first(order):
    house = a_full_house()
    found = {plan.name: plan for plan in plans(house)}
    alone = {name: in_all_formats(feed) for name, feed in feeds_of(house).items()}
    press = Press(house)
    for name, form in ORDERS[order]([*found]):
        assert press.written(found[name], form) == alone[name][form]


def test_a_feed_in_each_format_has_the_links_of_its_own_items():
    house = a_house(a_post(body=every_slot(), targets=LINKS), a_post(id="bcde3456", slug="b", stage=a_stage("loyalty")))
    press = Press(house)
    for plan in plans(house):
        for form in FEED_FORMATS:
            house.ledger = type(house.ledger)()
            press.written(plan, form)
            assert {row.post for row in house.ledger.rows} == {post.id for post in plan.posts}
