from __future__ import annotations

from types import SimpleNamespace

import pytest

from plugins.addresses.plugin import claims, enter
from plugins.addresses.units import units
from plugins.core.house import KEY, Claim, StaticFile
from tests.factories import a_post, a_vocabulary
from tests.making import a_made_house

ROBOTS = StaticFile("extra/robots.txt", "/robots.txt", 1)


def _house(*files):
    post = a_post(redirect_from=("/old/",))
    house = a_made_house(post, vocabulary=a_vocabulary(redirects={"/x.html": "/"}), files=files)
    house.claims.append(lambda _: [Claim("index.html", "the site"), Claim(f"{post.address[1:]}index.html", "post")])
    return house


@pytest.mark.parametrize(("files", "own"), [((), True), ((ROBOTS,), False)])
def test_a_sites_own_robots_file_goes_before_ours(files, own):
    house = _house(*files)
    assert (Claim("robots.txt", "the site") in list(claims(house))) is own


def test_the_door_hands_in_claims_checks_and_units():
    house = _house()
    enter(SimpleNamespace(settings={KEY: house}))
    assert (house.claims[1:], len(house.checks), house.units) == ([claims], 2, [units])
