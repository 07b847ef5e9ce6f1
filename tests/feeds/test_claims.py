from __future__ import annotations

import pytest

from plugins.core.house import Claim
from plugins.feeds.claims import checks, claims
from plugins.feeds.units import units
from tests.factories import a_house, a_page, a_post, a_site, a_vocabulary
from tests.feeds.samples import BANK_CMOS
from tests.making import a_made_house


@pytest.mark.parametrize("kinds", [("stage",), ("stage", "tag", "author")])
@pytest.mark.parametrize("pages", [[], [a_page(slug="subscribe")]])
def test_every_file_made_is_claimed_and_every_claim_is_made(kinds, pages):
    house = a_made_house(
        a_post(),
        pages=pages,
        site=a_site(feed_kinds=kinds, feeds={"b": BANK_CMOS}),
        vocabulary=a_vocabulary(redirects={"/stages/gone/": "/stages/interest/"}),
    )
    assert sorted(claim.path for claim in claims(house)) == sorted(unit.path for unit in units(house))


def test_the_subscribe_page_is_claimed_where_the_content_has_none():
    page = Claim("subscribe/index.html", "feeds")
    assert page in claims(a_house(pages=[a_page(slug="about")]))
    assert page not in claims(a_house(pages=[a_page(slug="subscribe")]))


def test_a_channel_that_nobody_defined_is_a_warning():
    (problem,) = checks(a_house(a_post(), site=a_site(feed_channel="rs")))
    assert (problem.severity, problem.field) == ("warning", "feed_channel")
    assert 'Did you mean "rss"?' in problem.hint
    assert not list(checks(a_house(a_post())))
    assert not list(checks(a_house(site=a_site(feed_channel="rs"))))


UNKNOWN = {
    "a stage": ({"stage": "intrest"}, "error", "content/data/stages.yaml:1: feeds: ", 'Did you mean "interest"?'),
    "an industry": ({"industry": "x"}, "error", "content/data/tracks.yaml:1: feeds: ", "Known: finance."),
    "an author": ({"author": "dest"}, "error", "content/data/authors.yaml:1: feeds: ", 'Did you mean "desk"?'),
    "a tag": ({"tag": "golf"}, "warning", "content/posts:1: feeds: warning: ", "Known: buying-stages."),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_combination_of_what_is_not_there_is_told(name):
    wanted, severity, where, hint = UNKNOWN[name]
    house = a_house(a_post(), site=a_site(feeds={"mine": {"name": "Mine", **wanted}}))
    (problem,) = checks(house)
    assert problem.severity == severity
    assert str(problem).startswith(where)
    assert 'the feed "mine" of WAYPOST["feeds"] asks for the' in problem.message
    assert problem.hint == hint


def test_a_combination_of_what_is_there_is_fine():
    assert not list(
        checks(a_house(a_post(), site=a_site(feeds={"b": BANK_CMOS, "t": {"name": "T", "tag": "Buying stages"}})))
    )
