"""What this room will write, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from plugins.core.errors import Problem, Severity, did_you_mean
from plugins.core.house import Claim, House
from plugins.core.site import output_path
from plugins.core.vocabulary import Kind
from plugins.feeds.moved import moved, moved_checks
from plugins.feeds.plan import SUBSCRIBE, addressed, key_of

_FILES: dict[Kind, str] = {"stage": "stages", "audience": "tracks", "industry": "tracks", "author": "authors"}
"""Kind → data file, where the list is closed."""


def claims(house: House) -> Iterator[Claim]:
    """Every file this room will write, relative to the output folder."""
    for address, _, _ in addressed(house):
        yield Claim(output_path(address), "feeds")
    yield Claim(output_path(house.site.feed_list), "feeds")
    for old in moved(house):
        line = house.vocabulary.lines.get(("redirects", old.old), 1)
        yield Claim(output_path(old.old), "feeds that moved", house.data_file("redirects"), line)
    if not has_own_subscribe(house):
        yield Claim(output_path(house.site.page(SUBSCRIBE)), "feeds")


def has_own_subscribe(house: House) -> bool:
    """Whether the content has a subscribe page; then this room makes none."""
    return any(page.slug == SUBSCRIBE for page in house.pages)


def checks(house: House) -> Iterator[Problem]:
    """What the settings want of feeds and cannot have."""
    return chain(_channel(house), _combinations(house), moved_checks(house))


def _channel(house: House) -> Iterator[Problem]:
    """A warning where feeds could prove nothing: their channel is unknown, so that no link in them is tagged."""
    channel = house.site.settings.feed_channel
    if house.public and house.arrival(channel) is None:
        message = f"the feeds' channel {channel!r} is missing, so no link in the feeds is tagged"
        hint = 'Add it, or name another in WAYPOST["feed_channel"]. ' + did_you_mean(channel, house.vocabulary.channels)
        yield Problem(house.data_file("channels"), 1, "feed_channel", message, hint.strip(), "warning")


def _combinations(house: House) -> Iterator[Problem]:
    """Words of `WAYPOST["feeds"]` that are no key: an error where the list is closed; no post may have the tag yet."""
    feeds = house.site.settings.feeds
    known = {(term.kind, term.key) for term in house.terms()} if feeds else set()
    for name, feed in feeds.items():
        for kind, words in feed.wanted.items():
            for word in words:
                if (kind, key_of(kind, word)) not in known:
                    yield _unknown(house, name, kind, word, [key for k, key in known if k == kind])


def _unknown(house: House, name: str, kind: Kind, word: str, known: list[str]) -> Problem:
    closed = kind in _FILES
    path = house.data_file(_FILES[kind]) if closed else f"{house.content}/posts"
    message = f'the feed "{name}" of WAYPOST["feeds"] asks for the {kind} {word!r}, which ' + (
        "is not there" if closed else "no post has"
    )
    severity: Severity = "error" if closed else "warning"
    return Problem(path, 1, "feeds", message, did_you_mean(word, known), severity)
