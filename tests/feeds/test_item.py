from __future__ import annotations

import datetime as dt

from plugins.core.post import Byline, Term
from plugins.core.vocabulary import Author as AuthorData
from plugins.feeds.item import Author, Category, line, make_item
from tests.factories import a_house, a_post, a_site, a_stage
from tests.feeds.samples import PICTURE

HOME = "https://blog.example.com"


def _item(site=None, **parts):
    post = a_post(**parts)
    return make_item(post, a_house(post, site=site or a_site()))


def test_the_id_outlives_slug_date_domain_and_scheme():
    moved = _item(
        a_site(SITEURL="http://new.example.org/x"),
        slug="renamed",
        address="/posts/renamed/",
        title="New",
        date=dt.datetime(2030, 1, 1, tzinfo=dt.UTC),
    )
    assert moved.id == _item().id == "tag:example.com,2026:post/abcd2345"
    assert moved.url.startswith("http://new.example.org/x/posts/renamed/?utm_")


def test_the_link_is_tagged_as_item():
    assert _item(campaign="spring").url == (
        f"{HOME}/posts/small-posts-add-up/?utm_source=rss&utm_medium=referral&utm_campaign=spring"
        "&utm_content=interest.item&utm_id=abcd2345"
    )


def test_categories_have_schemes_and_an_inferred_stage_a_second_one():
    assert _item(stage=a_stage(inferred=True), category=Term("category", "method", "Method", "/x/")).categories == (
        Category("interest", "Interest", f"{HOME}/stages/"),
        Category("interest", "Interest (inferred)", f"{HOME}/stages/#inferred"),
        Category("cmo", "Chief marketing officers", f"{HOME}/audiences/"),
        Category("finance", "Finance", f"{HOME}/industries/"),
        Category("method", "Method", f"{HOME}/categories/"),
        Category("buying-stages", "buying stages", f"{HOME}/tags/"),
    )
    assert [c for c in _item().categories if "inferred" in c.scheme + c.label] == []
    assert _item(stage=None).categories[0].term == "cmo"


def test_an_author_is_named_by_their_own_site_else_by_their_hub():
    elsewhere = AuthorData(name="Ada", kind="person", url="https://ada.example/")
    signed = Byline(Term("author", "ada", "Ada", "/authors/ada/"), elsewhere)
    assert _item(authors=(*a_post().authors, signed)).authors == (
        Author("The Research Desk", f"{HOME}/authors/desk/"),
        Author("Ada", "https://ada.example/"),
    )


def test_dates_come_from_content_and_naive_ones_are_in_the_zone_of_the_site():
    item = _item(date=dt.datetime(2026, 7, 1, 8), modified=dt.datetime(2026, 7, 2, 8))
    assert item.published.isoformat() == "2026-07-01T08:00:00+02:00"
    assert item.updated.isoformat() == "2026-07-02T08:00:00+02:00"


def test_a_change_before_the_date_changes_nothing():
    early = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert _item(modified=early).updated == _item().published


def test_the_image_is_absolute_and_clean():
    assert _item(image=PICTURE).image_url == f"{HOME}/posts/map/map.png"


def test_title_and_summary_are_never_empty():
    item = _item(title="\x00\ufffe", summary=" \x1b")
    assert (item.title, item.summary) == ("small-posts-add-up", "small-posts-add-up")


def test_line():
    assert line("a\x00 b\r\n\tc\ufffe\ud800 ") == "a b c"


def test_what_changed_on_one_day_without_a_time_is_told_apart():
    """RFC 4287 allows the same instant twice; readers and the W3C validator do not like it."""
    day, timed = (dt.datetime(2026, 3, 9, 0, minute, tzinfo=dt.UTC) for minute in (0, 1))
    house = a_house()
    first, second = (make_item(a_post(id=id, modified=day), house) for id in ("aaaa1111", "bbbb2222"))
    assert first.updated != second.updated
    assert first == make_item(a_post(id="aaaa1111", modified=day), house)
    assert {item.updated.date() for item in (first, second)} == {day.date()}
    assert all(item.updated.hour == 0 for item in (first, second))
    assert make_item(a_post(modified=timed), house).updated == timed
