from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.ga4 import UNASSIGNED, channel_group

GROUPS = {
    "Direct", "Cross-network", "Paid Shopping", "Paid Search", "Paid Social", "Paid Video", "Display", "Paid Other",
    "Organic Shopping", "Organic Social", "Organic Video", "Organic Search", "Referral", "Email", "Affiliates",
    "Audio", "SMS", "Mobile Push Notifications", UNASSIGNED,
}  # fmt: skip

CASES = [
    ("(direct)", "(none)", "", "Direct"),
    ("(direct)", "(not set)", "", "Direct"),
    ("direct", "none", "", UNASSIGNED),
    ("(direct)", "social", "", "Organic Social"),
    ("google", "cpc", "eu-cross-network-1", "Cross-network"),
    ("amazon", "cpc", "", "Paid Shopping"),
    ("partner", "cpc", "spring-shop", "Paid Shopping"),
    ("google", "paid", "shopping", "Paid Shopping"),
    ("google", "cpc", "", "Paid Search"),
    ("bing", "ppc", "", "Paid Search"),
    ("google", "cpm", "", "Paid Search"),
    ("linkedin", "paid-social", "", "Paid Social"),
    ("linkedin", "cpc", "", "Paid Social"),
    ("linkedin", "cpm", "", "Paid Social"),
    ("facebook.com", "retargeting", "", "Paid Social"),
    ("youtube", "cpv", "", "Paid Video"),
    ("partner", "cpm", "", "Display"),
    ("linkedin", "display", "", "Display"),
    ("partner", "banner", "", "Display"),
    ("partner", "interstitial", "", "Display"),
    ("partner", "expandable", "", "Display"),
    ("partner", "cpc", "", "Paid Other"),
    ("partner", "paid", "", "Paid Other"),
    ("partner", "retargeting", "", "Paid Other"),
    ("partner", "retargetings", "", UNASSIGNED),
    ("partner", "tcp", "", "Paid Other"),
    ("email", "cp-newsletter", "", "Paid Other"),
    ("amazon", "referral", "", "Organic Shopping"),
    ("rss", "referral", "shop-floor", "Organic Shopping"),
    ("rss", "referral", "workshop", "Referral"),
    ("rss", "referral", "eshop", "Organic Shopping"),
    ("rss", "referral", "the-shopping-list", "Organic Shopping"),
    ("linkedin", "social", "", "Organic Social"),
    ("linkedin", "post", "", "Organic Social"),
    ("linkedin", "email", "", "Organic Social"),
    ("lnkd.in", "referral", "", "Organic Social"),
    ("anything", "social", "", "Organic Social"),
    ("anything", "social-media", "", "Organic Social"),
    ("anything", "social media", "", "Organic Social"),
    ("anything", "sm", "", "Organic Social"),
    ("anything", "socials", "", UNASSIGNED),
    ("vimeo", "referral", "", "Organic Video"),
    ("partner", "webvideo", "", "Organic Video"),
    ("google", "referral", "", "Organic Search"),
    ("google", "email", "", "Organic Search"),
    ("partner", "organic", "", "Organic Search"),
    ("partner", "referral", "", "Referral"),
    ("partner", "link", "", "Referral"),
    ("partner", "app", "", "Referral"),
    ("newsletter", "email", "", "Email"),
    ("email", "newsletter", "", "Email"),
    ("e_mail", "anything", "", "Email"),
    ("e mail", "anything", "", "Email"),
    ("partner", "e-mail", "", "Email"),
    ("partner", "affiliate", "", "Affiliates"),
    ("partner", "affiliates", "", UNASSIGNED),
    ("podcast", "audio", "", "Audio"),
    ("sms", "text", "", "SMS"),
    ("partner", "sms", "", "SMS"),
    ("app", "webpush", "", "Mobile Push Notifications"),
    ("app", "mobile-app", "", "Mobile Push Notifications"),
    ("app", "notification", "", "Mobile Push Notifications"),
    ("firebase", "anything", "", "Mobile Push Notifications"),
    ("app", "pushed", "", UNASSIGNED),
    ("rss", "rss", "", UNASSIGNED),
    ("rss", "feed", "", UNASSIGNED),
    ("blog", "newsletter", "", UNASSIGNED),
    ("blog", "blog", "", UNASSIGNED),
    ("event", "offline", "", UNASSIGNED),
    ("", "", "", UNASSIGNED),
]


@pytest.mark.parametrize(("source", "medium", "campaign", "group"), CASES)
def test_channel_group(source: str, medium: str, campaign: str, group: str) -> None:
    assert channel_group(source, medium, campaign) == group


@pytest.mark.parametrize(("source", "medium", "campaign", "group"), CASES)
def test_case_and_white_space_do_not_count(source: str, medium: str, campaign: str, group: str) -> None:
    assert channel_group(f" {source.upper()}", f"{medium.title()} ", campaign.upper()) == group


def test_each_group_has_a_case() -> None:
    assert {group for *_, group in CASES} == GROUPS


@given(st.text(), st.text(), st.text())
def test_every_visit_has_a_known_group(source: str, medium: str, campaign: str) -> None:
    assert channel_group(source, medium, campaign) in GROUPS
