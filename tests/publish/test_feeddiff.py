from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plugins.publish.feeddiff import difference
from plugins.publish.feedlist import Feeds
from plugins.publish.feedside import Side
from tests.publish.feeds import ENDS, Entry, side

A, B, C, D = Entry("a", 1), Entry("b", 2), Entry("c", 3), Entry("d", 4)
OLD = {"all": [C, B, A], "tags/x": [B]}


def _new(found, path="feeds/all.rss.xml"):
    (one,) = [one for one in found.received if one.path == path]
    return [item.id for item in one.new], [item.id for item in one.older], [item.id for item in one.updated]


def test_the_same_brings_nothing() -> None:
    found = difference(side(OLD), side(OLD))
    assert found.problems == ()
    assert not any(one.new or one.updated for one in found.received)
    assert len(found.received) == 6


def test_new_and_updated_are_told_of_each_feed() -> None:
    found = difference(side(OLD), side({"all": [D, C, replace(B, body="<p>y</p>"), A], "tags/x": [D, B, A]}))
    assert found.problems == ()
    assert _new(found) == (["d"], [], ["b"])
    assert _new(found, "feeds/tags/x.json") == (["d", "a"], ["a"], ["b"])


def test_the_first_release_brings_all() -> None:
    found = difference(Side(Feeds(), {}), side(OLD))
    assert found.problems == ()
    assert _new(found) == (["c", "b", "a"], [], [])


def test_who_comes_by_a_redirect_has_what_the_old_feed_had() -> None:
    before = side({"all": [A], "tags/old": [A]})
    moved = side({"all": [B, A], "tags/old": [B, A], "tags/new": [B, A], "tags/other": [A]})
    found = difference(before, moved)
    assert [_new(found, f"feeds/tags/new.{end}") for end in ENDS] == [(["b"], [], [])] * 3
    assert _new(found, "feeds/tags/other.json") == (["a"], [], [])
    edited = replace(A, body="<p>y</p>")
    found = difference(before, side({"all": [edited], "tags/old": [edited], "tags/new": [edited]}))
    assert _new(found, "feeds/tags/new.json") == ([], [], ["a"])


@given(st.lists(st.integers(1, 28), unique=True), st.data())
def test_whatever_is_added_in_order_hurts_nobody(days: list[int], data: st.DataObject) -> None:
    entries = [Entry(f"p{day}", day) for day in sorted(days, reverse=True)]
    kept = [entry for entry in entries if data.draw(st.booleans())]
    found = difference(side({"all": kept}), side({"all": entries}))
    assert found.problems == ()
    assert _new(found)[0] == [entry.post for entry in entries if entry not in kept]
