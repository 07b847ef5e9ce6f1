from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.text import xml_safe
from plugins.feeds import xmlfeeds
from plugins.feeds.item import Author, Category, Item, make_item
from plugins.feeds.mould import mould, sample, shape_of
from tests.factories import a_house, a_post
from tests.feeds.samples import PICTURE, feeds_of, hostile

HOUSE = a_house(a_post(image=PICTURE))
FEED = feeds_of(HOUSE)["all"]
ITEM = make_item(a_post(image=PICTURE), HOUSE)

texts = hostile.map(xml_safe).map(lambda text: f"{text}\r\t\n<&>\"'\ue000" if len(text) % 2 else text)
lines = texts.map(lambda text: " ".join(text.split()))
moments = st.datetimes(dt.datetime(1970, 1, 1), timezones=st.timezones() | st.just(dt.UTC), allow_imaginary=False)
items = st.builds(
    replace,
    st.just(ITEM),
    id=lines,
    url=texts,
    title=lines,
    summary=texts,
    html=texts,
    published=moments,
    updated=moments,
    language=st.sampled_from(["en", "de"]),
    authors=st.lists(st.builds(Author, lines, texts), max_size=3).map(tuple),
    categories=st.lists(st.builds(Category, lines, lines, texts), max_size=4).map(tuple),
    image=st.none() | st.builds(replace, st.just(PICTURE), size=st.integers(0), type=lines),
    image_url=texts,
)


@settings(deadline=None)
@given(items)
def test_an_item_from_a_mould_is_what_feedgen_writes(item: Item) -> None:
    if shape_of(item, FEED.language):
        assert xmlfeeds._item(item, FEED) == xmlfeeds._by_feedgen(item, FEED)


@pytest.mark.parametrize(
    "change",
    [
        {"language": "de"},
        {"html": ""},
        {"authors": (Author("", "https://a.example/"),)},
        {"categories": (Category("a", "", "https://a.example/"),)},
        {"image": replace(PICTURE, type="")},
    ],
)
def test_what_feedgen_may_leave_out_is_left_to_it(change: dict[str, object]) -> None:
    assert shape_of(replace(ITEM, **change), "en") is None


def test_a_mould_is_made_once_for_each_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Item] = []
    general = xmlfeeds._by_feedgen
    monkeypatch.setattr(xmlfeeds, "_moulds", {})
    monkeypatch.setattr(xmlfeeds, "_by_feedgen", lambda item, feed: asked.append(item) or general(item, feed))
    one, other = replace(ITEM, id="tag:one"), replace(ITEM, id="tag:two", image=None)
    for item in (one, replace(one, title="Another"), other, replace(other, title="Another")):
        assert xmlfeeds._item(item, FEED) == general(item, FEED)
    assert len(asked) == 2


def test_a_way_to_escape_that_nobody_knows_is_no_mould() -> None:
    with pytest.raises(KeyError):
        mould('<id>\ue0000\ue001&#38;"</id>', sample(ITEM), str)
