from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.post import Picture
from plugins.core.text import xml_safe
from plugins.feeds.item import Author, Category, Item, line
from plugins.feeds.models import Models
from plugins.feeds.xmlfeeds import by_feedgen
from tests.factories import a_post
from tests.feeds.samples import hostile

POST = a_post()
LINES = hostile.map(line)
SIGNS = st.text("&<>\"'\ue000;]ax 1").map(line)
WORDS = st.one_of(LINES, SIGNS, st.sampled_from(["published", "&amp;", "31415926535", "2001-02-03T04:05:06+00:00"]))
WHEN = st.datetimes(
    dt.datetime(1000, 1, 2),
    dt.datetime(9999, 12, 30),
    timezones=st.sampled_from(
        [dt.UTC, dt.timezone(dt.timedelta(hours=-9, minutes=-30)), dt.timezone(dt.timedelta(0, 1800))]
    ),
)


@st.composite
def items(draw) -> Item:
    return Item(
        id=draw(WORDS.filter(bool)),
        url=draw(WORDS),
        title=draw(WORDS.filter(bool)),
        summary=draw(WORDS),
        html=draw(st.one_of(hostile, st.text("&<>\r\n\t a")).map(xml_safe)),
        published=draw(WHEN),
        updated=draw(WHEN),
        language=draw(st.sampled_from(["", "en", "de-CH"])),
        authors=tuple(draw(st.lists(st.builds(Author, WORDS, WORDS), max_size=2))),
        categories=tuple(draw(st.lists(st.builds(Category, WORDS, WORDS, WORDS), max_size=3))),
        image=draw(st.none() | st.builds(Picture, WORDS, WORDS, st.integers(0), WORDS)),
        image_url=draw(WORDS),
        post=POST,
    )


def _outcome(write, item):
    try:
        return write(item, "en")
    except ValueError as error:
        return str(error)


@settings(deadline=None)
@given(st.lists(items(), max_size=3))
def test_what_follows_a_model_is_what_feedgen_writes(some):
    models = Models(by_feedgen)
    for item in some:
        assert _outcome(models.written, item) == _outcome(by_feedgen, item)


def test_the_library_writes_one_item_of_each_shape():
    asked = []

    def write(item, language):
        asked.append(item)
        return by_feedgen(item, language)

    when = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    one = Item("1", "u", "t", "s", "h", when, when, "en", (Author("a", "b"),), (), None, "", POST)
    two = Item("2", "v", "A & B", "x", "<p>", when, when, "en", (Author("c", "d"),), (), None, "", POST)
    more = Item("3", "v", "A & B", "x", "<p>", when, when, "en", (Author("c", "d"),) * 2, (), None, "", POST)
    models = Models(write)
    assert [models.written(item, "en") for item in (one, two, more)] == [by_feedgen(i, "en") for i in (one, two, more)]
    assert len(asked) == 2
    assert models.written(one, "de") != models.written(one, "en")


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_text_is_written_as_its_place_asks(form):
    when = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    category = (Category("k", 'a "<b> & c', "https://x.example/?a&b"),)
    item = Item("1", "u", "A & <B>", "<i> & s", "<p>&amp;</p>", when, when, "en", (), category, None, "", POST)
    written = Models(by_feedgen).written(item, "en")[form]
    assert "<title>A &#x26; &#x3C;B&gt;</title>" in written
    assert "&lt;p&gt;&amp;amp;&lt;/p&gt;" in written
    assert "https://x.example/?a&#x26;b" in written
    assert "https://x.example/?a&amp;b" not in written
