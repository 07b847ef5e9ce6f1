from __future__ import annotations

from plugins.core.site import FEED_FORMATS
from plugins.feeds.files import WRITERS, feed_files
from tests.factories import STAGES, a_house
from tests.feeds.samples import a_full_house, days


def test_every_format_has_a_writer():
    assert set(WRITERS) == set(FEED_FORMATS)


def test_three_files_for_the_site_and_for_each_stage():
    paths = [path for path, _ in feed_files(a_full_house())]
    assert len(paths) == len(set(paths)) == 3 * (1 + len(STAGES))
    assert paths[:3] == ["feeds/all.rss.xml", "feeds/all.atom.xml", "feeds/all.json"]
    assert paths[3] == "feeds/stages/epiphany.rss.xml"


def test_the_same_sources_give_the_same_bytes():
    assert dict(feed_files(a_full_house())) == dict(feed_files(a_full_house()))


def test_a_house_read_twice_gives_the_same_bytes():
    house = a_full_house()
    assert dict(feed_files(house)) == dict(feed_files(house))


def test_a_new_post_leaves_feeds_that_it_is_not_in_as_they_were():
    one, two = days(("one", 1), ("two", 2))
    before, after = dict(feed_files(a_house(one))), dict(feed_files(a_house(one, two)))
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {f"feeds/{name}.{end}" for name in ("all", "stages/interest") for end in FEED_FORMATS.values()}
