"""Drift: what would make one effort show up under several names, or one visit in the wrong place, in GA4's reports.

A link that is out cannot be called back, so this is told before anything is built. Rules: design §5; core.ga4.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from plugins.core.errors import Misconfigured, Problem, did_you_mean
from plugins.core.frontmatter import PostMatter
from plugins.core.ga4 import UNASSIGNED, channel_group, is_paid
from plugins.core.links import value
from plugins.core.post import Prepared
from plugins.core.settings import Settings
from plugins.core.vocabulary import Campaign, Channel, Vocabulary, letters

Fault = tuple[str, str, str]
"""(field, message, hint)."""

_MAIL = re.compile(r"[^\s@]+(?:@|%40)[^\s@.]+\.[^\s@]+", re.I)
_PHONE = re.compile(r"\d(?:[ ()./_-]{0,2}\d){8,}")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-?(?:0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_PERSONAL = "looks like a person's address or number, and every visited site would keep it"
_NO_PERSON = "Tags carry no personal data: name the effort, not the person."


def is_personal(text: str) -> bool:
    """Whether an e-mail address stands in `text`, or as many digits as in a telephone number, dates apart."""
    return bool(_MAIL.search(text) or _PHONE.search(_DATE.sub("-x-", text)))


def of_channels(channels: Mapping[str, Channel]) -> Iterator[tuple[str, Fault]]:
    """(key of the channel, what is wrong with its source and medium, in GA4 and in the ledger)."""
    first: dict[tuple[str, str], str] = {}
    for key, channel in channels.items():
        pair = value(channel.source), value(channel.medium)
        if (other := first.setdefault(pair, key)) != key:
            told = f"has the source and medium of the channel {other!r}, and nobody can tell their links apart"
            yield key, (f"{key}.source", told, "Give it a source of its own, or keep one of the two.")
        for field, message, hint in (*_personal(channel), *_in_ga4(channel)):
            yield key, (f"{key}.{field}", message, hint)


def _personal(channel: Channel) -> Iterator[Fault]:
    for name, text in (("source", channel.source), ("medium", channel.medium)):
        if is_personal(text):
            yield name, f"{text!r} {_PERSONAL}", _NO_PERSON


def _in_ga4(channel: Channel) -> Iterator[Fault]:
    group = channel_group(channel.source, channel.medium)
    told = f"GA4 puts source {channel.source!r}, medium {channel.medium!r} into {group}"
    if group == UNASSIGNED:
        yield "medium", told, "Use social, email or referral."
    elif is_paid(channel.medium) and not channel.paid:
        hint = 'Take a medium without "cp", such as social, email or referral; or write paid: true if it is.'
        yield "medium", f"{told}: the medium looks like paid advertising", hint
    elif channel.paid and not (group.startswith("Paid") or group == "Display"):
        hint = "Use cpc, paid-social or display as medium; or take paid: true out."
        yield "paid", f"{told}, though it is paid for", hint


def of_settings(settings: Settings, v: Vocabulary, path: str) -> Iterator[Problem]:
    """What is wrong with the channel of the site's own pages: a warning where nobody has named one and there is what it
    would tag. path: of the data file. Raises Misconfigured where one is named that is none."""
    channel = settings.site_channel
    if channel in v.channels:
        return
    hint = did_you_mean(channel, v.channels)
    if "site_channel" in settings.model_fields_set:
        raise Misconfigured(f"WAYPOST['site_channel']: {channel!r} is no channel of {path}. {hint}".rstrip())
    if v.channels and (settings.owned_hosts or v.offers):  # a blog without channels wants no tags
        message = f"the pages' channel {channel!r} is missing, so no link on a page to an offer or owned host is tagged"
        hint = f'Add it, or name another in WAYPOST["site_channel"]. {hint}'.rstrip()
        yield Problem(path, 1, "site_channel", message, hint, "warning")


def of_campaigns(campaigns: Mapping[str, Campaign]) -> Iterator[tuple[str, Fault]]:
    """(key of the campaign, what is wrong with it): dates, and another campaign of which it is a second spelling."""
    first: dict[str, str] = {}
    for key, campaign in campaigns.items():
        if is_personal(key):
            yield key, (key, _PERSONAL, _NO_PERSON)
        if campaign.start and campaign.end and campaign.end < campaign.start:
            yield key, (f"{key}.end", "ends before it starts", "Swap the dates.")
        other = first.setdefault(letters(key), key)
        if other != key:
            message = f"differs from the campaign {other!r} in hyphens only"
            yield key, (key, message, "Reports would show two: keep one, or name them further apart.")


def of_post(item: Prepared, matter: PostMatter, slug: str, day: dt.date | None, v: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the campaign that a post's links will carry: its own, else its slug. day: of the post's date
    in the site's zone; None where that is at fault."""
    campaign = v.campaigns.get(matter.campaign or "")
    if campaign and matter.campaign:
        yield from _outside(item, matter.campaign, campaign, day)
    elif matter.campaign is None and letters(slug) in v.campaign_letters:
        other = v.campaign_letters[letters(slug)]
        message = f"is missing, and the slug {slug!r}, which stands in for it, reads like the campaign {other!r}"
        yield _at(item, "campaign", message, f"Write campaign: {other} if it belongs to it, else change the slug.")
    yield from _misplaced(item, value(matter.campaign or slug))


def _outside(item: Prepared, key: str, campaign: Campaign, day: dt.date | None) -> Iterator[Problem]:
    start, end = campaign.start, campaign.end
    if day is None or (start and end and end < start):
        return  # which is told at the date, or at the campaign
    early, late = start and day < start, end and day > end
    if early or late:
        edge = f"begins on {start}" if early else f"ended on {end}"
        message = f"the post is of {day}, and the campaign {key!r} {edge}"
        hint = "Change the date, take the campaign out, or extend it in data/campaigns.yaml."
        yield _at(item, "campaign", message, hint, warning=False)


def _misplaced(item: Prepared, campaign: str) -> Iterator[Problem]:
    """Some words in a campaign decide the channel group, whatever the channel is."""
    if "shop" not in campaign and "cross-network" not in campaign:
        return  # asked first: all other campaigns decide nothing
    group = channel_group("", "", campaign)
    if group != UNASSIGNED:
        message = f"GA4 puts every visit with utm_campaign {campaign!r} into {group}, whatever brought it"
        yield _at(item, "campaign", message, "Name a campaign without that word.")


def _at(item: Prepared, field: str, message: str, hint: str, warning: bool = True) -> Problem:
    return Problem(item.path, item.lines.get(field, 1), field, message, hint, "warning" if warning else "error")
