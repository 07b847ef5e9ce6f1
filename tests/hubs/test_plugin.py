from __future__ import annotations

from types import SimpleNamespace

import pytest

from plugins.core.house import KEY
from plugins.core.site import output_path
from plugins.hubs.pages import home_pages, hub_pages, overviews
from plugins.hubs.plugin import enter
from tests.factories import a_post
from tests.making import a_made_house, made


def _house(n: int = 12):
    return a_made_house(*(a_post(id=f"post{i:04}", slug=f"p{i}") for i in range(n)))


@pytest.mark.parametrize("per_page", [5, False, 100])
def test_what_is_claimed_is_what_is_made(per_page):
    house = _house()
    enter(SimpleNamespace(settings={KEY: house, "DEFAULT_PAGINATION": per_page}))
    claimed = [claim.path for claim in house.claimed()]
    (hand_in,) = house.units
    assert sorted(unit.path for unit in hand_in(house)) == sorted(made(hand_in(house))) == sorted(claimed)
    assert len(set(claimed)) == len(claimed)


def test_an_owner_is_named_in_words():
    house = _house(1)
    enter(SimpleNamespace(settings={KEY: house, "DEFAULT_PAGINATION": 5}))
    owners = {claim.path: claim.owner for claims in house.claims for claim in claims(house)}
    assert owners["stages/interest/index.html"] == "stage 'Interest'"
    assert owners["stages/index.html"] == "the list of stages"
    lists = (*home_pages(house, 5), *hub_pages(house, 5), *overviews(house))
    assert set(owners) == {output_path(page.address) for page in lists} | {"archives/index.html"}
    assert owners["index.html"] == owners["archives/index.html"] == "the site"
