from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest

from plugins.core.post import Target, Term
from plugins.core.site import FEED_FORMATS
from plugins.core.vocabulary import Stage
from plugins.feeds.plan import plans
from plugins.feeds.units import units
from tests.factories import STAGES, a_page, a_post, a_site, a_stage, a_vocabulary
from tests.feeds.samples import LINKS, a_full_house, days, every_slot
from tests.making import Printer, a_made_house, assert_told, carded, changed, made, parts

TAGS = {"site": a_site(feed_kinds=("stage", "tag"))}


def _full():
    full = a_full_house()
    return a_made_house(*full.posts, site=full.site)


def _of(*posts, **more):
    return list(units(a_made_house(*posts, **more)))


def _feeds(*names):
    return {f"feeds/{name}.{end}" for name in names for end in FEED_FORMATS.values()}


def test_three_files_for_the_site_and_for_each_stage_then_the_page_that_lists_them():
    house = _full()
    paths = [unit.path for unit in units(house)]
    assert len(paths) == len(set(paths)) == 3 * (1 + len(STAGES)) + 2
    assert paths[:3] == ["feeds/all.rss.xml", "feeds/all.atom.xml", "feeds/all.json"]
    assert paths[3] == "feeds/stages/epiphany.rss.xml"
    assert paths[-2:] == ["feeds/all.opml", "subscribe/index.html"]
    assert house.written["feeds"] == 18


def test_feeds_are_those_that_readers_take():
    files = made(units(_full()))
    for path in ("feeds/all.atom.xml", "feeds/all.rss.xml"):
        assert feedparser.parse(files[path]).bozo == 0
    assert not any(b"\r" in content for content in files.values())


def test_the_subscribe_page_is_made_where_there_is_none():
    house = _full()
    made(units(house))
    assert isinstance(house.renderer, Printer)
    assert house.renderer.pages == {"subscribe/index.html": {"template": "subscribe", "page": None}}


def test_the_writers_own_subscribe_page_stays():
    assert "subscribe/index.html" not in {unit.path for unit in _of(a_post(), pages=[a_page(slug="subscribe")])}


def test_the_same_sources_give_the_same_bytes():
    assert made(units(_full())) == made(units(_full()))


def test_a_house_read_twice_gives_the_same_bytes():
    house = _full()
    assert made(units(house)) == made(units(house))


def test_a_new_post_leaves_feeds_that_it_is_not_in_as_they_were():
    one, two = days(("one", 1), ("two", 2))
    before, after = _of(one), _of(one, two)
    old, new = made(before), made(after)
    assert {path for path in old if old[path] != new[path]} == _feeds("all", "stages/interest")
    assert changed(before, after) == {path: {"the items"} for path in _feeds("all", "stages/interest")}


def test_a_post_that_fell_out_of_a_feed_is_no_part_of_it():
    one, two, three = days(("one", 1), ("two", 2), ("three", 3))
    edited, site = replace(one, title="Another"), a_site(feed_items=2)
    assert changed(_of(one, two, three, site=site), _of(edited, two, three, site=site)) == {}


CHANGES = {
    "a title": {"title": "Another"},
    "a body": {"body": ("<p>Another body.</p>",)},
    "a target": {"targets": {**LINKS, "{filename}other.md": Target("internal", "/posts/moved/")}},
    "takeaways": {"takeaways": ("One.",)},
    "a stage": {"stage": a_stage("loyalty")},
    "an inferred stage": {"stage": a_stage(inferred=True)},
    "a tag": {"tags": (Term("tag", "b2b", "B2B", "/tags/b2b/"),)},
    "a slug": {"slug": "moved", "address": "/posts/moved/"},
    "hidden": {"status": "hidden"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_feed_says_of_its_posts_is_a_part_of_it(name):
    post = a_post(body=every_slot(), targets=LINKS)
    before, after = _of(post, **TAGS), _of(replace(post, **CHANGES[name]), **TAGS)
    assert changed(before, after)
    assert_told(before, after)


LOVE = a_vocabulary(stages={**a_vocabulary().stages, "interest": Stage(name="Love", question="?", intro="Now.")})


@pytest.mark.parametrize(
    "more", [{"vocabulary": LOVE}, {"site": a_site(hub="https://hub.example.net/")}, {"site": a_site(SITENAME="Else")}]
)
def test_what_data_and_settings_say_is_a_part_of_every_feed(more):
    assert_told(_of(a_post()), _of(a_post(), **more))
    assert set(changed(_of(a_post()), _of(a_post(), **more))) == set(parts(_of(a_post())))


def test_the_name_of_a_tag_that_writers_gave_it_is_a_part_of_its_feed():
    """Two posts that spell it otherwise: the feed's title is as one of them has it, which may be in no other feed."""
    old, new = (a_post(tags=(Term("tag", "pricing", name, "/tags/pricing/"),)) for name in ("Pricing", "pricing"))
    assert changed(_of(old, **TAGS), _of(new, **TAGS))["feeds/tags/pricing.json"] >= {"the term"}


def test_a_feed_more_is_told_to_the_page_that_lists_them():
    more = a_post(tags=(*a_post().tags, Term("tag", "b2b", "B2B", "/tags/b2b/")))
    assert changed(_of(a_post(), **TAGS), _of(more, **TAGS))["subscribe/index.html"] == {"feeds"}


def test_the_links_of_a_feed_are_those_of_its_own_items():
    house = a_made_house(*days(("one", 1)), carded(a_post(stage=a_stage("loyalty"))))
    by_path = {unit.path: unit for unit in units(house)}
    posts = {plan.addresses["json"].strip("/"): {post.id for post in plan.posts} for plan in plans(house)}
    for path, ids in posts.items():
        house.ledger = type(house.ledger)()
        by_path[path].make()
        assert {row.post for row in house.ledger.rows} == ids


def test_all_feeds_are_made_by_one_process_since_they_share_their_items():
    """What stands where a feed was before, too."""
    redirects = {"/feeds/old.rss.xml": "/feeds/all.rss.xml"}
    found = _of(*days(("one", 1)), vocabulary=a_vocabulary(redirects=redirects))
    assert "feeds/old.rss.xml" in {unit.path for unit in found}
    assert [unit.group for unit in found] == ["feeds"] * (len(found) - 2) + ["", ""]
