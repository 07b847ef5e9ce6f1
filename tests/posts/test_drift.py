from __future__ import annotations

import datetime as dt

import pytest

from plugins.core.errors import Misconfigured, errors_in
from plugins.core.vocabulary import Campaign, Channel, Vocabulary, letters
from plugins.posts.drift import is_personal, of_campaigns, of_channels
from tests.posts.blogs import WORDS, content, enter, page, told
from tests.site.blog import post

CHANNELS = [
    ("email", False, ""),
    ("social", False, ""),
    ("tcp-meetup", False, "medium: GA4 puts source 'acme', medium 'tcp-meetup' into Paid Other: the medium looks like"),
    ("rcp", False, "medium: GA4 puts source 'acme', medium 'rcp' into Paid Other: the medium looks like"),
    ("paid-partner", False, "medium: GA4 puts source 'acme', medium 'paid-partner' into Paid Other: the medium looks"),
    (
        "cpc",
        False,
        "medium: GA4 puts source 'acme', medium 'cpc' into Paid Other: the medium looks like paid advertisi",
    ),
    ("cpc", True, ""),
    ("CPC", True, ""),
    ("display", True, ""),
    ("social", True, "paid: GA4 puts source 'acme', medium 'social' into Organic Social, though it is paid for"),
    ("letter", True, "medium: GA4 puts source 'acme', medium 'letter' into Unassigned"),
    ("letter", False, "medium: GA4 puts source 'acme', medium 'letter' into Unassigned"),
]


@pytest.mark.parametrize(("medium", "paid", "expected"), CHANNELS)
def test_where_ga4_would_put_a_channel(medium, paid, expected):
    channel = Channel(name="Acme", source="acme", medium=medium, paid=paid)
    found = [f"{field.removeprefix('new.')}: {message}" for _, (field, message, _) in of_channels({"new": channel})]
    assert [one[: len(expected)] for one in found] == ([expected] if expected else [])


@pytest.mark.parametrize(("source", "medium"), [("acme", "email"), ("Acme", "EMAIL")])
def test_two_channels_that_nobody_can_tell_apart(source, medium):
    channels = {
        "one": Channel(name="One", source="acme", medium="email"),
        "other": Channel(name="Other", source="acme", medium="referral"),
        "two": Channel(name="Two", source=source, medium=medium),
    }
    ((key, (field, message, _)),) = of_channels(channels)
    assert (key, field) == ("two", "two.source")
    assert message.startswith("has the source and medium of the channel 'one', and nobody can tell")


PERSONAL = [
    ("max.mustermann@example.com", True),
    ("letter-max%40example.com", True),
    ("+49 170 1234567", True),
    ("0049-170-1234567", True),
    ("(0170) 123 45 67", True),
    ("555-123-4567", True),
    ("call-01701234567-now", True),
    ("x.example.com", False),
    ("@acme", False),
    ("spring-2026-03-01-2026-05-31", False),
    ("20260301-20260531", False),
    ("2025-2026-2027", False),
    ("road-to-1000000", False),
    ("q3-2026-07-a1b2", False),
]


@pytest.mark.parametrize(("text", "personal"), PERSONAL)
def test_no_personal_data_goes_into_tags(text, personal):
    assert is_personal(text) is personal
    for name in ("source", "medium"):
        channel = Channel(**{"name": "Acme", "source": "acme", "medium": "email", name: text})
        fields = [field for _, (field, message, _) in of_channels({"new": channel}) if "looks like a person" in message]
        assert fields == ([f"new.{name}"] if personal else [])
    told = [message for _, (_, message, _) in of_campaigns({text: Campaign(name="A")})]
    assert ["person's" in message for message in told] == ([True] if personal else [])


FIRST = {"pages/about.md": page()}


def test_the_pages_channel_that_the_settings_name_is_one(tmp_path):
    folder = content(tmp_path, FIRST)
    with pytest.raises(Misconfigured, match=r"^WAYPOST\['site_channel'\]: 'sit' is no channel of .*channels\.yaml\. "):
        enter(folder, site_channel="sit")
    assert not enter(folder, site_channel="rss").problems


def test_a_channel_in_a_faulty_file_is_not_called_unknown(tmp_path):
    folder = content(tmp_path, {**FIRST, "data/channels.yaml": "bar: {name: Bar, sauce: bar}\n"})
    assert errors_in(enter(folder, site_channel="bar").problems)


def test_a_missing_default_channel_is_told_where_it_would_tag(tmp_path):
    data = {**WORDS, "channels": "rss: {name: F, source: rss, medium: referral}\n"}
    (problem,) = enter(content(tmp_path, FIRST, data)).problems
    assert (problem.severity, problem.field) == ("warning", "site_channel")
    assert "Add it, or name another in WAYPOST" in problem.hint
    data = {**data, "offers": "", "stages": "interest: {name: I, question: W}\n"}
    assert not enter(content(tmp_path, FIRST, data), owned_hosts=[]).problems


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["spring-launch", "springlaunch"], ["springlaunch differs from the campaign 'spring-launch' in hyphens only"]),
        (["a-b", "ab", "a-b-c"], ["ab differs from the campaign 'a-b' in hyphens only"]),
        (["spring", "spring-2"], []),
        (["spring-2026", "spring-2027"], []),
    ],
)
def test_two_spellings_of_one_campaign(keys, expected):
    found = of_campaigns({key: Campaign(name=key) for key in keys})
    assert [f"{key} {message}" for key, (_, message, _) in found] == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Spring_Launch", "spring-launch", True), ("spring launch", "SPRINGLAUNCH", True), ("spring", "springs", False)],
)
def test_letters(one, other, same):
    assert (letters(one) == letters(other)) is same


def test_campaigns_by_their_letters():
    spring = Campaign(name="Spring", start=dt.date(2026, 3, 1))
    assert Vocabulary(campaigns={"spring-launch": spring}).campaign_letters == {"springlaunch": "spring-launch"}


CAMPAIGNS = {
    **WORDS,
    "campaigns": (
        "spring-launch: {name: Spring, start: 2026-03-01, end: 2026-05-31}\n"
        "open: {name: No dates}\nsince: {name: From, start: 2026-04-01}\nthe-shop-floor: {name: Shop}\n"
    ),
}
SPRING = "the campaign 'spring-launch'"
POSTS = [
    ("inside", {"campaign": "spring-launch", "date": "2026-03-01"}, ""),
    ("on its last day", {"campaign": "spring-launch", "date": "2026-05-31 23:59"}, ""),
    ("the site's zone counts", {"campaign": "spring-launch", "date": "2026-02-28T23:30:00+00:00"}, ""),
    ("a day early", {"campaign": "spring-launch", "date": "2026-02-28"},
     f"campaign: the post is of 2026-02-28, and {SPRING} begins on 2026-03-01"),
    ("after it", {"campaign": "spring-launch", "date": "2026-06-01 00:00"},
     f"campaign: the post is of 2026-06-01, and {SPRING} ended on 2026-05-31"),
    ("scheduled after it", {"campaign": "spring-launch", "date": "2027-01-01"},
     f"campaign: the post is of 2027-01-01, and {SPRING} ended on 2026-05-31"),
    ("a draft may wait", {"campaign": "spring-launch", "date": "2027-01-01", "status": "draft"}, ""),
    ("no dates", {"campaign": "open", "date": "2020-01-01"}, ""),
    ("no end", {"campaign": "since", "date": "2027-01-01"}, ""),
    ("a slug like a campaign", {"slug": "springlaunch"},
     "campaign: warning: is missing, and the slug 'springlaunch', which stands in for it, reads like the campaign "
     "'spring-launch'"),
    ("a slug that is a campaign", {"slug": "spring-launch"},
     "campaign: warning: is missing, and the slug 'spring-launch', which stands in for it"),
    ("such a slug in its campaign", {"slug": "springlaunch", "campaign": "spring-launch"}, ""),
    ("such a slug in another", {"slug": "springlaunch", "campaign": "open"}, ""),
    ("a slug that says shop", {"slug": "what-the-shop-sells"},
     "campaign: warning: GA4 puts every visit with utm_campaign 'what-the-shop-sells' into Organic Shopping"),
    ("a campaign that says shop", {"campaign": "the-shop-floor"},
     "campaign: warning: GA4 puts every visit with utm_campaign 'the-shop-floor' into Organic Shopping"),
    ("a campaign says otherwise", {"slug": "what-the-shop-sells", "campaign": "open"}, ""),
    ("a workshop is no shop", {"slug": "notes-of-a-workshop"}, ""),
    ("a slug of another group", {"slug": "on-cross-network-ads"},
     "campaign: warning: GA4 puts every visit with utm_campaign 'on-cross-network-ads' into Cross-network"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), [case[1:] for case in POSTS], ids=[case[0] for case in POSTS])
def test_what_is_told_of_a_post(tmp_path, fields, expected):
    fields = {"date": "2026-04-02", **fields}
    house = enter(content(tmp_path, {"posts/case.md": post(**fields)}, CAMPAIGNS), TIMEZONE="Europe/Berlin")
    found = [line.removeprefix("posts/case.md:") for line in told(house.problems, tmp_path)]
    assert [line.partition(": ")[2][: len(expected)] for line in found] == ([expected] if expected else [])
    assert bool(errors_in(house.problems)) is (bool(expected) and "warning" not in expected)
