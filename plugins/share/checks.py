"""What is checked before anything is written: the settings, the channels' templates, the schedulers' columns, each
post's share texts."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.core.errors import Problem, did_you_mean
from plugins.core.house import House
from plugins.core.links import host_of, is_web_url
from plugins.core.post import Post
from plugins.share.kit import channels, make
from plugins.share.links import spoiled
from plugins.share.networks import NETWORKS, OWN_LIMIT
from plugins.share.own import read, words_of
from plugins.share.schedule import CELLS
from plugins.share.texts import PLACEHOLDERS, placeholders
from plugins.share.units import is_sharable

TEMPLATES = ("text", "subject", "instance", "intent")
_INTENT = ("text", "url")
"""What the address of a plain network's page for new posts may hold."""
_PLAIN = "Write network: plain for one that is not known here, with its limit."
SETTINGS = "pelicanconf.py"


def check(house: House) -> Iterator[Problem]:
    """What is wrong with the site's channels, their templates, and its schedulers."""
    yield from check_settings(house)
    yield from check_templates(house)
    yield from check_schedulers(house)


def check_post(post: Post, house: House) -> Iterator[Problem]:
    """Every Problem of a post's kit: what comes to light as well while the kit is made."""
    if is_sharable(post, house):
        yield from check_keys(post, house)
        entry, own = house.prepared.get(post.path), {f"share.{key}" for key in post.share}
        is_whole = entry is None or entry.rest is None  # else what is composed says what its writer never wrote
        yield from (problem for problem in make(post, house).problems if is_whole or problem.field in own)


def check_settings(house: House) -> Iterator[Problem]:
    """Channels named in `share_channels` that cannot be shared on, and channels of an unknown network."""
    settings, known = house.site.settings, house.vocabulary.channels
    chosen = settings.share_channels if "share_channels" in settings.model_fields_set else ()
    for key in dict.fromkeys(chosen):
        if key not in known:
            hint = did_you_mean(key, known) or f"Add it to {house.data_file('channels')}."
            yield _setting(f"the site has no channel {key!r}", hint)
        elif known[key].network is None:
            yield _setting(f"channel {key!r} has no network", did_you_mean(key, NETWORKS))
    for key, channel in known.items():
        if channel.network is not None and channel.network not in NETWORKS:
            line, hint = house.vocabulary.lines.get(("channels", key), 1), did_you_mean(channel.network, NETWORKS)
            yield _entry(house, f"{key}.network", line, f"unknown network {channel.network!r}", hint or _PLAIN)
        elif channel.limit is not None and channel.network not in OWN_LIMIT:
            line, hint = house.vocabulary.lines.get(("channels", key), 1), "Leave it out."
            yield _entry(house, f"{key}.limit", line, f"is {channel.network or 'no network'}'s own to set", hint)


def _entry(house: House, field: str, line: int, message: str, hint: str) -> Problem:
    return Problem(house.data_file("channels"), line, field, message, hint)


def _setting(message: str, hint: str) -> Problem:
    return Problem(SETTINGS, 1, "WAYPOST.share_channels", message, hint)


def check_templates(house: House) -> Iterator[Problem]:
    """Unknown templates and placeholders, and a Mastodon instance that is no host."""
    for key, (channel, _) in channels(house).items():
        for name, template in channel.templates.items():
            for message, hint in _faults(name, template):
                line = house.vocabulary.lines.get(("channels", key), 1)
                yield Problem(house.data_file("channels"), line, f"{key}.templates.{name}", message, hint)


def _faults(name: str, template: str) -> Iterator[tuple[str, str]]:
    if name not in TEMPLATES:
        yield "unknown template", did_you_mean(name, TEMPLATES)
    elif name == "instance":
        if host_of(f"https://{template}") != template:
            yield f"{template!r} is not a host name", 'Write it like "mastodon.social".'
    elif name == "intent" and not is_web_url(template):
        yield f"{template!r} is no web address", "Write it like https://social.example/share?text={text}."
    else:
        known = _INTENT if name == "intent" else [word for word in PLACEHOLDERS if name == "text" or word != "url"]
        for word in dict.fromkeys(placeholders(template)):
            if word not in known:
                yield f"unknown placeholder {{{word}}}", did_you_mean(word, known)


def check_schedulers(house: House) -> Iterator[Problem]:
    """Columns with places that nothing fills, and channels that are none."""
    for key, scheduler in house.vocabulary.schedulers.items():
        path, line = house.data_file("schedulers"), house.vocabulary.lines.get(("schedulers", key), 1)
        for heading, cell in scheduler.columns.items():
            for word in dict.fromkeys(placeholders(cell)):
                if word not in CELLS:
                    message = f"unknown placeholder {{{word}}}"
                    yield Problem(path, line, f"{key}.columns.{heading}", message, did_you_mean(word, CELLS))
        for channel in scheduler.channels:
            if channel not in house.vocabulary.channels:
                hint = did_you_mean(channel, house.vocabulary.channels)
                yield Problem(path, line, f"{key}.channels", f"the site has no channel {channel!r}", hint)


def check_keys(post: Post, house: House) -> Iterator[Problem]:
    """Share texts for what is no channel, or for a channel without a network; threads where there are none; braces
    that hold no place; links to the site with tags typed by hand."""
    entry, known = house.prepared.get(post.path), house.vocabulary.channels
    lines = entry.lines if entry else {}
    for key, share in post.share.items():
        field = f"share.{key}"
        line = lines.get(field, lines.get("share", 1))
        network = NETWORKS.get(known[key].network or "") if key in known else None
        if key not in known:
            yield Problem(post.path, line, field, f"the site has no channel {key!r}", did_you_mean(key, known))
        elif network is None:
            hint = f"Give the channel a `network` in {house.data_file('channels')}."
            yield Problem(post.path, line, field, f"channel {key!r} has no network that text is shared on", hint)
        elif read(share, "").thread and not network.has_threads:
            yield Problem(post.path, line, field, f"{network.name} has no threads", "Write one text.")
        for word in dict.fromkeys(placeholders(words_of(share))):
            if word != "url" and word.isidentifier():
                hint = "Only {url} is filled in a text of your own."
                yield Problem(post.path, line, field, f"{{{word}}} is published as it stands", hint, "warning")
        for url in dict.fromkeys(spoiled(words_of(share), house)):
            hint = "Take it out: the link gets the tags of each channel by itself."
            yield Problem(post.path, line, field, f"{url[:80]} leads to this site and has a utm_ parameter", hint)
