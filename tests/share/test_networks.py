from __future__ import annotations

import pytest

from plugins.core.vocabulary import Channel
from plugins.share.networks import NETWORKS, network_of
from plugins.share.recipes import ASKING, SPARE
from plugins.share.texts import fields_of, placeholders
from tests.factories import a_post, a_site

LIMITS = {
    "linkedin": 3000,
    "x": 280,
    "bluesky": 300,
    "mastodon": 500,
    "facebook": 63_206,
    "threads": 500,
    "email": 2000,
    "plain": 3000,
}


def test_the_table_has_the_networks_of_the_design() -> None:
    assert {key: network.limit for key, network in NETWORKS.items()} == LIMITS
    assert all(key == network.key for key, network in NETWORKS.items())


@pytest.mark.parametrize("key", LIMITS)
def test_the_limit_is_the_last_length_that_fits(key: str) -> None:
    network, subject = NETWORKS[key], "s"
    room = network.limit - network.count("", subject)
    assert network.fits("a" * room, subject)
    assert not network.fits("a" * (room + 1), subject)


def test_bluesky_has_a_limit_of_bytes_too() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    assert NETWORKS["bluesky"].fits(family * 120)
    assert not NETWORKS["bluesky"].fits(family * 121)


def test_every_recipe_speaks_of_known_fields() -> None:
    fields = fields_of(a_post(), a_site())
    recipes = [recipe for network in NETWORKS.values() for recipe in network.recipes] + list(SPARE)
    assert {name for recipe in recipes for name in placeholders(recipe)} <= set(fields) - {"url"}


def test_no_two_networks_begin_with_the_same_recipe() -> None:
    first = [tuple(placeholders(network.recipes[0])) for network in NETWORKS.values()]
    assert len(set(first)) == len(first)


def test_every_first_recipe_ends_in_the_question_and_none_begins_with_it() -> None:
    assert all(network.recipes[0].endswith(ASKING) for network in NETWORKS.values())
    recipes = [recipe for network in NETWORKS.values() for recipe in network.recipes] + list(SPARE)
    assert [recipe for recipe in recipes if ASKING in recipe and not recipe.endswith(ASKING)] == []


@pytest.mark.parametrize(
    ("network", "limit", "expected"),
    [
        ("plain", 420, ("XING", 420)),
        ("plain", None, ("XING", 3000)),
        ("mastodon", 11_000, ("Mastodon", 11_000)),
        ("x", 420, ("X", 280)),
    ],
)
def test_a_channel_says_what_is_its_own_to_say(network: str, limit: int | None, expected: tuple[str, int]) -> None:
    found = network_of(Channel(name="XING", source="xing", medium="social", network=network, limit=limit))
    assert found is not None
    assert (found.name, found.limit) == expected


def test_a_channel_without_a_known_network_has_none() -> None:
    for network in (None, "orkut"):
        assert network_of(Channel(name="A", source="a", medium="social", network=network)) is None
