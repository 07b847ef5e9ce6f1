"""What GA4 will call a visitor: a simulator of its default channel groups for manually tagged links.

Source: Google Analytics Help, "[GA4] Default channel group" (answer 9756891), read 2026. The first rule that matches
wins; comparison ignores case. Google's list of source categories is long: the networks that a B2B blog meets are here.
"""

from __future__ import annotations

import re
from functools import lru_cache

UNASSIGNED = "Unassigned"

_PAID = re.compile(r"^(.*cp.*|ppc|retargeting|paid.*)$")
_SHOP_CAMPAIGN = re.compile(r"^(.*(([^a-df-z]|^)shop|shopping).*)$")
_VIDEO_MEDIUM = re.compile(r"^(.*video.*)$")
_SHOPS = frozenset(("amazon amazon.com ebay etsy google-shopping igshopping shopify walmart alibaba").split())
_SEARCH = frozenset(
    ("google bing duckduckgo yahoo baidu ecosia.org ecosia yandex qwant.com qwant startpage startpage.com").split()
)
_VIDEOS = frozenset(("youtube youtube.com vimeo vimeo.com dailymotion dailymotion.com twitch twitch.tv").split())
_SOCIAL = frozenset(
    (
        "facebook facebook.com m.facebook.com fb linkedin linkedin.com lnkd.in twitter twitter.com t.co x "
        "x.com instagram instagram.com threads threads.net bluesky bsky bsky.app mastodon reddit "
        "reddit.com pinterest pinterest.com quora quora.com tumblr whatsapp xing slideshare "
        "news.ycombinator.com tiktok snapchat"
    ).split()
)
_SOCIAL_MEDIA = frozenset(["social", "social-network", "social-media", "sm", "social network", "social media"])
_EMAIL = frozenset(["email", "e-mail", "e_mail", "e mail"])


def channel_group(source: str, medium: str, campaign: str = "") -> str:
    """The default channel group of a visit with these utm values, or "Unassigned"."""
    c = campaign.strip().lower()
    counts = "shop" in c or "cross-network" in c  # all that the rules ask a campaign for, which is another on each post
    return _group(source.strip().lower(), medium.strip().lower(), c if counts else "")


@lru_cache(maxsize=1024)
def _group(s: str, m: str, c: str) -> str:
    return _special(s, m, c) or _paid(s, m, c) or _organic(s, m, c) or _named(s, m) or UNASSIGNED


def is_paid(medium: str) -> bool:
    """Whether GA4 takes a medium for paid advertising; "tcp-meetup" is one, since any "cp" in it is enough."""
    return bool(_PAID.match(medium.strip().lower()))


def _special(source: str, medium: str, campaign: str) -> str:
    if source == "(direct)" and medium in ("(none)", "(not set)"):
        return "Direct"
    return "Cross-network" if "cross-network" in campaign else ""


def _paid(source: str, medium: str, campaign: str) -> str:
    if _PAID.match(medium):
        if _SHOP_CAMPAIGN.match(campaign):
            return "Paid Shopping"
        for names, group in ((_SHOPS, "Shopping"), (_SEARCH, "Search"), (_SOCIAL, "Social"), (_VIDEOS, "Video")):
            if source in names:
                return f"Paid {group}"
    if medium in ("display", "banner", "expandable", "interstitial", "cpm"):
        return "Display"
    return "Paid Other" if _PAID.match(medium) else ""


def _organic(source: str, medium: str, campaign: str) -> str:
    if source in _SHOPS or _SHOP_CAMPAIGN.match(campaign):
        return "Organic Shopping"
    if source in _SOCIAL or medium in _SOCIAL_MEDIA:
        return "Organic Social"
    if source in _VIDEOS or _VIDEO_MEDIUM.match(medium):
        return "Organic Video"
    return "Organic Search" if source in _SEARCH or medium == "organic" else ""


def _named(source: str, medium: str) -> str:
    if medium in ("referral", "app", "link"):
        return "Referral"
    if source in _EMAIL or medium in _EMAIL:
        return "Email"
    if medium == "affiliate":
        return "Affiliates"
    if medium == "audio":
        return "Audio"
    if "sms" in (source, medium):
        return "SMS"
    push = medium.endswith("push") or "mobile" in medium or "notification" in medium or source == "firebase"
    return "Mobile Push Notifications" if push else ""
