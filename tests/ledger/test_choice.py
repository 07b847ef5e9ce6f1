from __future__ import annotations

import pytest

from plugins.core.errors import Misconfigured
from plugins.ledger.choice import Choice, chosen
from tests.ledger.books import INFERRED, POST, SPRING, a_book

CHOICES = [
    ("all", {}, 11),
    ("a slug", {"post": "small-posts-add-up"}, 3 + 1),
    ("an id", {"post": POST}, 3 + 1),
    ("as somebody types it", {"post": " Small-Posts-Add-Up "}, 3 + 1),
    ("a page", {"post": "about"}, 1),
    ("a stage", {"stage": "awareness"}, 3),
    ("an inferred stage", {"stage": "epiphany"}, 3),
    ("a stage without posts", {"stage": "loyalty"}, 0),
    ("a channel", {"channel": "linkedin"}, 3),
    ("a channel without links", {"channel": "mastodon"}, 0),
    ("a campaign", {"campaign": "spring-launch"}, 3),
    ("a campaign as somebody spells it", {"campaign": "Spring_Launch"}, 3),
    ("a campaign without posts", {"campaign": "autumn"}, 0),
    ("a slug for a campaign", {"campaign": "inferred"}, 3),
    ("two at once", {"channel": "x", "post": SPRING}, 1),
    ("all four", {"channel": "x", "post": INFERRED, "stage": "epiphany", "campaign": "inferred"}, 1),
    ("two that exclude each other", {"post": POST, "stage": "epiphany"}, 0),
]


@pytest.mark.parametrize(("given", "many"), [c[1:] for c in CHOICES], ids=[c[0] for c in CHOICES])
def test_every_row_that_holds_all_and_no_other(tmp_path, given, many):
    book = a_book(tmp_path)
    rows = chosen(book, Choice(**given))
    assert len(rows) == many
    assert set(rows) <= set(book.rows)
    assert rows == sorted(rows)


UNKNOWN = [
    ({"post": "small-post-add-up"}, '--post small-post-add-up: unknown. Did you mean "small-posts-add-up"?'),
    ({"post": "later"}, "--post later: scheduled for 2031-01-01 00:00+00:00, and has no links before that"),
    ({"post": ""}, "--post : unknown. Known: about, inferred, of-spring, small-posts-add-up."),
    ({"stage": "awarness"}, '--stage awarness: unknown. Did you mean "awareness"?'),
    ({"channel": "linkdin"}, '--channel linkdin: unknown. Did you mean "linkedin"?'),
    ({"campaign": "spring launsh"}, '--campaign spring-launsh: unknown. Did you mean "spring-launch"?'),
    ({"stage": "page"}, "--stage page: unknown. Known: awareness, confidence, epiphany, interest, loyalty."),
]


@pytest.mark.parametrize(("given", "told"), UNKNOWN)
def test_an_unknown_value_says_what_it_could_be(tmp_path, given, told):
    with pytest.raises(Misconfigured) as refused:
        chosen(a_book(tmp_path), Choice(**given))
    assert str(refused.value) == told
    assert refused.value.exitcode == 2


def test_all_unknown_values_are_told_at_once(tmp_path):
    with pytest.raises(Misconfigured) as refused:
        chosen(a_book(tmp_path), Choice(post="a", stage="b", channel="c", campaign="d"))
    assert [line.split()[0] for line in str(refused.value).split("\n")] == [
        "--post",
        "--stage",
        "--channel",
        "--campaign",
    ]


def test_whether_anything_is_chosen():
    assert not Choice()
    assert Choice(post="")
