from __future__ import annotations

import datetime as dt

import pytest

from plugins.publish.feedlist import Feeds, is_feed, items_of, read_feeds
from tests.publish.feeds import ENDS, Entry, files

POST = Entry("aaaa1111", 5, title="R&D  spends\n<more>", body='<p>one & "two" ]]&gt;</p>')


@pytest.mark.parametrize("end", ENDS)
def test_an_item_is_the_same_in_every_format(end: str) -> None:
    path = f"feeds/all.{end}"
    (item,) = items_of(path, files({"all": [POST]})[path])
    assert (item.id, item.guid) == ("aaaa1111", "tag:example.com,2026:post/aaaa1111")
    assert (item.title, item.url) == ("R&D spends <more>", POST.url)
    assert item.published == item.first_published == POST.date
    assert item.published.utcoffset() == dt.timedelta(hours=1)
    (rss,) = items_of("feeds/all.rss.xml", files({"all": [POST]})["feeds/all.rss.xml"])
    assert item.hash == rss.hash or "\n" in POST.title


def test_a_changed_title_address_or_content_is_another_hash() -> None:
    others = [Entry("a", 5), Entry("a", 5, title="x"), Entry("a", 5, body="y"), Entry("a", 5, slug="z")]
    hashes = {items_of("feeds/all.json", files({"all": [other]})["feeds/all.json"])[0].hash for other in others}
    assert len(hashes) == 4


def test_only_feeds_are_read_and_each_item_is_kept_once() -> None:
    written = files({"all": [POST, Entry("b", 1)], "stages/interest": [POST]})
    feeds = read_feeds(written, written.__getitem__)
    assert len(feeds.items) == 2
    assert list(feeds.lists) == sorted(path for path in written if path.startswith("feeds/"))
    assert feeds.lists["feeds/all.atom.xml"] == (POST.guid, Entry("b", 1).guid)
    assert [is_feed(path) for path in ("feeds/all.opml", "feeds/x/y.json", "posts/feeds/a.json", "data.json")] == [
        False, True, False, False,
    ]  # fmt: skip


def test_when_it_was_first_published_is_carried_on() -> None:
    old, new = files({"all": [POST]}), files({"all": [Entry("aaaa1111", 9), Entry("b", 1)]})
    first = read_feeds(old, old.__getitem__)
    again = read_feeds(new, new.__getitem__, first)
    later = read_feeds(new, new.__getitem__, Feeds.model_validate_json(again.model_dump_json()))
    assert [(item.first_published.day, item.published.day) for item in later.items.values()] == [(5, 9), (1, 1)]


NO_FEEDS = {
    "feeds/all.rss.xml": [b"", b"<rss>", b"hello", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'],
    "feeds/all.atom.xml": [b"{}", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><published>soon</published></entry></feed>"],
    "feeds/all.json": [b"", b"[]", b"{}", b'{"items": [{}]}', b'{"items": 3}', b"\xff\xfe"],
}  # fmt: skip


@pytest.mark.parametrize(("path", "data"), [(path, data) for path, many in NO_FEEDS.items() for data in many])
def test_what_is_no_feed_is_told_by_name(path: str, data: bytes) -> None:
    with pytest.raises(ValueError, match=f"{path} is no feed in "):
        read_feeds([path], lambda _: data)
    assert read_feeds([path], lambda _: data, strict=False) == Feeds()
