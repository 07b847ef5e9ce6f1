from __future__ import annotations

import json

from plugins.publish.feeddiff import difference
from plugins.publish.feedshow import as_json, counted, listed, problem_lines, shown
from tests.publish.feeds import Entry, side

A, B = Entry("a", 1, title="First \u202ered"), Entry("b", 2)
BEFORE, AFTER = side({"all": [A], "tags/x": [A]}), side({"all": [B, Entry("a", 1, title="Other")], "tags/x": [A]})


def test_the_posts_are_named_once_with_their_feeds() -> None:
    assert shown(difference(BEFORE, AFTER), "release 1").splitlines() == [
        "against release 1",
        "",
        "feed    items  new  updated",
        "all         2    1        1",
        "tags/x      1    0        1",
        "",
        "+ 2026-03-02  Post b  [all]",
        "~ 2026-03-01  Other  [all, tags/x]",
        "",
        "subscribers would receive 1 new, 1 updated, nothing twice",
    ]


def test_nothing_new_is_one_line_and_a_terminal_obeys_no_title() -> None:
    text = shown(difference(BEFORE, BEFORE), "x\x1b[2J")
    assert "2 feeds without anything new\n" in text
    assert not {"\x1b", "\u202e"} & set(text + listed(BEFORE.feeds))


def test_problems_stand_before_the_figures() -> None:
    found = difference(BEFORE, side({"all": [B, A]}))
    lines = shown(found, "x").splitlines()
    assert lines[-2].startswith("feeds/tags/x.atom.xml:1: feed: the feed is gone in all its formats")
    assert (
        lines[-1]
        == counted(found)
        == ("subscribers would receive 1 new, 0 updated, and suffer from what is told above (1)")
    )


def test_the_rest_is_counted() -> None:
    found = difference(side({f"tags/{n:02}": [A] for n in range(50)}), side({"all": [A]}))
    assert list(problem_lines(found.problems))[-1] == "… and 10 more"


def test_programs_get_guids_by_file() -> None:
    document = json.loads(as_json(difference(BEFORE, AFTER), "release 1"))
    assert document["feeds"]["feeds/all.json"] == {"items": 2, "new": [B.guid], "older": [], "updated": [A.guid]}
    assert (document["against"], document["problems"], len(document["feeds"])) == ("release 1", [], 6)


def test_the_list_has_a_line_a_feed() -> None:
    assert listed(side({"all": [B, A], "tags/none": []}).feeds).splitlines() == [
        "feed       items  newest",
        "all            2  2026-03-02  Post b",
        "tags/none      0  none yet",
        "6 files of 2 feeds",
    ]
