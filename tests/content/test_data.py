"""The data files of the sample: stages, tracks, channels, campaigns, offers, authors, redirects."""

from __future__ import annotations

import pytest

from plugins.core.ga4 import UNASSIGNED, channel_group
from plugins.core.links import host_of
from plugins.core.vocabulary import FILES
from tests.content.sample import ROOT, data, posts


@pytest.mark.parametrize("name", FILES)
def test_each_data_file_keeps_to_its_model(name: str) -> None:
    assert data(name)


def test_five_stages_stand_in_the_buyers_order() -> None:
    assert list(data("stages")) == ["epiphany", "awareness", "interest", "confidence", "loyalty"]


@pytest.mark.parametrize("key", ["epiphany", "awareness", "interest", "confidence", "loyalty"])
def test_a_stage_has_a_question_an_intro_signals_and_an_offer_that_fits_it(key: str) -> None:
    stage = data("stages")[key]
    assert stage.question.endswith("?")
    assert 60 <= len(stage.intro.split()) <= 120
    assert len(stage.signals) >= 5
    assert key in data("offers")[stage.offer].stages


def test_target_shares_are_the_whole() -> None:
    assert sum(stage.target for stage in data("stages").values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("key", "group"),
    [
        ("site", "Referral"),
        ("rss", "Referral"),
        ("newsletter", "Email"),
        ("linkedin", "Organic Social"),
        ("x", "Organic Social"),
        ("bluesky", "Organic Social"),
        ("mastodon", "Organic Social"),
        ("facebook", "Organic Social"),
        ("email", "Email"),
        ("partner", "Referral"),
        ("event", "Referral"),
        ("sales", "Email"),
    ],
)
def test_ga4_groups_a_channel_as_meant(key: str, group: str) -> None:
    channel = data("channels")[key]
    assert channel_group(channel.source, channel.medium) == group


def test_no_channel_and_campaign_together_end_unassigned() -> None:
    campaigns = [*data("campaigns"), *(post.path.stem for post in posts())]
    found = {channel_group(c.source, c.medium, name) for c in data("channels").values() for name in campaigns}
    assert found == {"Referral", "Email", "Organic Social"}
    assert UNASSIGNED not in found


def test_campaigns_begin_before_they_end() -> None:
    assert all(campaign.start < campaign.end for campaign in data("campaigns").values())


def test_offers_lead_to_the_owned_host_and_cover_every_stage() -> None:
    offers = data("offers").values()
    assert {host_of(offer.url) for offer in offers} == {"www.example.com"}
    assert {stage for offer in offers for stage in offer.stages} == set(data("stages"))
    assert all(offer.label and offer.text for offer in offers)


def test_no_offer_before_confidence_calls_the_reader() -> None:
    early = {"epiphany", "awareness", "interest"}
    assert not [key for key, offer in data("offers").items() if offer.sales_ready and early & set(offer.stages)]


def test_authors_are_desks_of_the_house() -> None:
    authors = data("authors").values()
    assert {author.kind for author in authors} == {"organization"}
    assert [author.trusted for author in authors].count(True) == 3
    assert all(author.role and author.credentials and author.bio for author in authors)


def test_redirects_lead_to_what_exists() -> None:
    targets = {f"/posts/{path.stem}/" for path in ROOT.glob("posts/*.md")}
    targets |= {f"/{path.stem}/" for path in ROOT.glob("pages/*.md")}
    redirects = data("redirects")
    assert set(redirects.values()) <= targets
    assert not set(redirects) & targets
