from __future__ import annotations

import sys

from twitter_text.regexp.emoji import emoji_list
from twitter_text.regexp.extract_url import extract_url

from plugins.share import twitter


def test_a_part_is_the_librarys() -> None:
    found = twitter.part("regexp.extract_url")
    assert found.extract_url.pattern == extract_url.pattern
    assert found is twitter.part("regexp.extract_url")
    assert found is not sys.modules["twitter_text.regexp.extract_url"]


def test_emoji_are_those_of_the_library() -> None:
    assert [*twitter.emoji()] == [tuple(int(point, 16) for point in one.codepoint.split()) for one in emoji_list]


def test_top_level_domains() -> None:
    names = ("com", "de", "museum", "onion", "c", "co", "comx", "example", "")
    assert [name for name in names if twitter.is_top_level(name)] == ["com", "de", "museum", "onion", "co"]


def test_usual_top_level_domains_are_the_librarys() -> None:
    assert [name for name in sorted(twitter.USUAL) if not any(one.fullmatch(name) for one in twitter._domains())] == []


def test_what_may_have_a_host() -> None:
    without = ("e.g.", "2.5", "end.Then", "com", "a.com1", "")
    having = ("see a.com", "a.DE/x", ".xn--p1ai", "a.company", "a.b.c.io")
    assert [text for text in (*without, *having) if twitter.may_have_host(text)] == [*having]
