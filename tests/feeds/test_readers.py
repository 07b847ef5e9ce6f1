from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from plugins.feeds.readers import readers_of

FEED = "https://blog.example.com/feeds/stages/a+b.rss.xml?x=1&y=2"


def test_each_reader_gets_the_whole_address_of_the_feed():
    found = {reader.name: reader.url for reader in readers_of(FEED)}
    assert list(found) == ["Feedly", "Inoreader", "NewsBlur", "The Old Reader", "feed:"]
    assert unquote(urlsplit(found["Feedly"]).path) == f"/i/subscription/feed/{FEED}"
    assert parse_qs(urlsplit(found["Inoreader"]).query) == {"add_feed": [FEED]}
    assert parse_qs(urlsplit(found["NewsBlur"]).query) == {"url": [FEED]}
    assert parse_qs(urlsplit(found["The Old Reader"]).query) == {"url": [FEED]}
    assert found["feed:"] == FEED.replace("https:", "feed:")
