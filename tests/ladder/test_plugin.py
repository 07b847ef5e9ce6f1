from __future__ import annotations

from types import SimpleNamespace

from plugins.core.house import KEY
from plugins.ladder.plugin import enter
from plugins.ladder.suggest import suggest
from tests.factories import a_house, a_post, a_stage


def test_the_door_offers_its_suggestions():
    house = a_house()
    enter(SimpleNamespace(settings={KEY: house}))
    assert house.suggest is suggest


def test_every_post_is_led_on_also_hidden_ones_and_the_house_is_looked_at_late():
    house = a_house()
    enter(SimpleNamespace(settings={KEY: house}))
    here, there = a_post(id="here0000"), a_post(id="there000", slug="there", stage=a_stage("confidence"))
    secret = a_post(id="secret00", slug="secret", status="hidden")
    house.posts = [here, there, secret]
    feature = house.features["next_steps"]
    assert [[step.post.id for step in feature.of(post)] for post in house.posts] == [
        ["there000"],
        ["here0000"],
        ["there000", "here0000"],
    ]
