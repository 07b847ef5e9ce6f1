from __future__ import annotations

from types import SimpleNamespace

from pelican.generators import ArticlesGenerator

from plugins.core.house import KEY
from plugins.ladder.plugin import enter, lead_on
from plugins.ladder.suggest import suggest
from tests.factories import a_house, a_post, a_stage


def test_the_door_offers_its_suggestions():
    house = a_house()
    enter(SimpleNamespace(settings={KEY: house}))
    assert house.suggest is suggest


def test_every_article_is_led_on_also_translated_and_hidden_ones():
    here, there = a_post(id="here0000"), a_post(id="there000", slug="there", stage=a_stage("confidence"))
    secret = a_post(id="secret00", slug="secret", status="hidden")
    articles = [SimpleNamespace(post=post) for post in (here, there, secret)]
    generator = ArticlesGenerator.__new__(ArticlesGenerator)
    generator.settings = {KEY: a_house(here, there, secret)}
    generator.articles, generator.translations, generator.hidden_articles = articles[:1], articles[1:2], articles[2:]
    lead_on([SimpleNamespace(), generator])
    assert [[step.post.id for step in article.next_steps] for article in articles] == [
        ["there000"],
        [],
        ["there000", "here0000"],
    ]
