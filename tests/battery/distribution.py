"""What leaves the site: channels, campaigns, feeds and share texts that somebody gets wrong, or means ill by."""

from __future__ import annotations

from tests.battery.case import POST, Case, Change, both, file, fine, front, misconfigured, refused, setting
from tests.battery.hostile import CHANNELS as SHARED
from tests.site.blog import DATA

CHANNELS = "content/data/channels.yaml"
LINE = DATA["channels"].count("\n") + 1
"""Where an entry begins that is put behind the blog's own."""


def channel(entry: str) -> Change:
    """One channel more, `odd`, and the post of the case."""
    return both(file("data/channels.yaml", f"{DATA['channels']}odd: {{{entry}}}\n"), front())


def shared(*lines: str) -> Change:
    """The post of the case with share texts, on a blog that shares everywhere."""
    return both(setting(SHARED), front("share:", *(f"  {line}" for line in lines)))


CASES: list[Case] = [
    refused(
        "a channel that GA4 calls Unassigned",
        channel("name: Odd, source: odd, medium: rss"),
        f"{CHANNELS}:{LINE}: odd",
        "Unassigned",
    ),
    refused(
        "a medium that is paid by accident",
        channel("name: Odd, source: odd, medium: mcpost"),
        f"{CHANNELS}:{LINE}: odd.medium",
        "paid: true",
    ),
    refused(
        "a network that nobody knows",
        channel("name: Odd, source: odd, medium: social, network: orkut"),
        f"{CHANNELS}:{LINE}: odd.network: unknown network 'orkut'.",
    ),
    refused(
        "a limit that is X's own",
        channel("name: Odd, source: odd, medium: social, network: x, limit: 500"),
        f"{CHANNELS}:{LINE}: odd.limit: is x's own to set. Leave it out.",
    ),
    refused(
        "an address for new posts that runs",
        both(
            setting('WAYPOST["share_channels"] = ["odd"]'),
            channel("name: O, source: o, medium: social, network: plain, templates: {intent: 'javascript:x//{text}'}"),
        ),
        f"{CHANNELS}:{LINE}: odd.templates.intent: 'javascript:x//{{text}}' is no web address.",
    ),
    refused(
        "two campaigns by a hyphen",
        both(file("data/campaigns.yaml", DATA["campaigns"] + "spr-ing: {name: Spring again}\n"), front()),
        "content/data/campaigns.yaml:2: spr-ing",
    ),
    refused("a post outside its campaign", front("campaign: spring", "date: 2026-06-01"), f"{POST}:8: campaign: "),
    refused("a thread where there are none", shared("linkedin: [One., Two.]"), f"{POST}:", "LinkedIn has no threads"),
    refused(
        "a thread of a post too long",
        shared(f"x: [One., '{'word ' * 80}']"),
        f"{POST}:",
        "post 2 of 2",
    ),
    refused("a thread of nothing", shared("x: {}"), f"{POST}:", "share.x"),
    fine(
        "a thread of marks",
        shared("bluesky: ['<b>&amp;</b> ]]> “x” {url}', '\U0001f468\u200d\U0001f469\u200d\U0001f467 …']"),
    ),
    misconfigured("a hub that runs", both(setting('WAYPOST["hub"] = "javascript:x"'), front()), "hub"),
    misconfigured(
        "a feed of nothing", both(setting('WAYPOST["feeds"] = {"both": {"name": "Both"}}'), front()), "feeds"
    ),
    refused(
        "a feed of an unknown stage",
        both(setting('WAYPOST["feeds"] = {"both": {"name": "Both", "stage": "epiphanie"}}'), front()),
        "epiphanie",
    ),
    refused(
        "a scheduler's column that nothing fills",
        both(file("data/schedulers.yaml", 'tool: {name: Tool, columns: {A: "{nonsense}"}}\n'), front()),
        "content/data/schedulers.yaml:1: tool.columns.A: unknown placeholder {nonsense}.",
    ),
]
