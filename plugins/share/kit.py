"""The kit of one post: the writer's own text where there is one, else composed text, for each channel of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from plugins.core.errors import Problem
from plugins.core.house import House
from plugins.core.post import Post
from plugins.core.records import dataclass
from plugins.core.share import Kit, Part, Snippet
from plugins.core.text import hashtag
from plugins.core.vocabulary import Channel
from plugins.share.alike import likeness
from plugins.share.compose import compose, thread_words
from plugins.share.drafts import Drafts
from plugins.share.facets import facets
from plugins.share.intents import DEFAULT_INSTANCE, Outgoing
from plugins.share.judge import judge
from plugins.share.links import PLACEMENT, tagged
from plugins.share.networks import Network, network_of
from plugins.share.own import Own, read
from plugins.share.room import Room
from plugins.share.texts import clean, fields_of, fill
from plugins.share.thread import listed, split

_NOTHING = Own()


@dataclass(frozen=True, slots=True)
class Made:
    """A kit and what is wrong with it."""

    kit: Kit
    problems: tuple[Problem, ...]


def channels(house: House, post: Post | None = None) -> Mapping[str, tuple[Channel, Network]]:
    """The channels shared on: those that the settings name, else every one that has a network, in the order of their
    file; for a post, also those for which its writer wrote a text."""
    key = (channels, *(post.share if post else ()))
    if key not in house.known:
        house.known[key] = _channels(house, key[1:])
    found: Mapping[str, tuple[Channel, Network]] = house.known[key]
    return found


def _channels(house: House, more: Iterable[str]) -> dict[str, tuple[Channel, Network]]:
    known, settings = house.vocabulary.channels, house.site.settings
    chosen = settings.share_channels if "share_channels" in settings.model_fields_set else known
    pairs = ((key, known[key]) for key in dict.fromkeys([*chosen, *more]) if key in known)
    return {key: (channel, network) for key, channel in pairs if (network := network_of(channel))}


def make(post: Post, house: House) -> Made:
    """The kit of a post, its links written into the ledger, with the Problems of the writer's own texts."""
    shared = channels(house, post)
    snippets = tuple(_snippets(post, house, shared))
    entry = house.prepared.get(post.path)
    told = list(judge(post, snippets, entry.lines if entry else {}, shared))
    image = house.shown(post)
    kit = Kit(
        id=post.id,
        slug=post.slug,
        title=post.title,
        stage=post.stage.key if post.stage else "",
        stage_inferred=bool(post.stage and post.stage.inferred),
        url=house.site.absolute(post.address),
        image=house.site.absolute(image.address) if image else None,
        image_alt=image.alt if image else None,
        snippets=tuple(_warned(snippet, told) for snippet in snippets),
    )
    return Made(kit, tuple(problem for _, problem in told))


def _warned(snippet: Snippet, told: Sequence[tuple[str, Problem]]) -> Snippet:
    warnings = tuple([problem.message for channel, problem in told if channel == snippet.channel])
    return snippet.model_copy(update={"warnings": warnings}) if warnings else snippet


def _snippets(post: Post, house: House, shared: Mapping[str, tuple[Channel, Network]]) -> Iterator[Snippet]:
    fields = fields_of(post, house.site)
    drafts = Drafts(fields)
    clean_url = house.site.absolute(post.address)
    own = {key: read(share, clean_url) for key, share in post.share.items()}
    taken = {likeness(one.said) for one in own.values() if one.cores}
    tags = tuple(dict.fromkeys(filter(None, (_hashtag(term.name) for term in post.tags))))
    picture = {"image": house.site.absolute(post.image.address), "image_alt": post.image.alt} if post.image else {}
    for key, (channel, network) in shared.items():
        subject = _subject(channel, network, fields)
        room = Room(network, house.tagged(clean_url, post, key, PLACEMENT), tags, subject)
        said = own.get(key, _NOTHING)
        if said.cores:
            said = replace(said, cores=tuple(tagged(core, post, house, key) for core in said.cores))
        # A writer's text is published as it was written, its links' tags apart: no hashtags are added to it.
        texts = _own(said, room) if said.cores else _composed(said, channel, room, drafts, taken)
        if texts:
            yield _snippet(key, channel, room, texts, not said.cores, picture)


def _own(said: Own, room: Room) -> list[str]:
    """The writer's text, or the posts of the thread that it makes."""
    if not (said.thread and room.network.has_threads):
        return [room.whole(said.said)]
    return listed(said.cores, room) if len(said.cores) > 1 else split(said.said, room)


def _composed(said: Own, channel: Channel, room: Room, drafts: Drafts, taken: set[str]) -> list[str]:
    """A composed text, or the posts of a composed thread; none where not even the link fits."""
    if said.thread and room.network.has_threads:
        words = next((one for one in thread_words(drafts) if likeness(one) not in taken), "")
        if words:
            taken.add(likeness(words))
            return split(words, room)
    core = compose(room, drafts, taken, channel.templates.get("text", ""))
    if core is None:
        return []
    taken.add(likeness(core))
    return [room.fullest(core)]


@lru_cache(maxsize=4096)
def _hashtag(name: str) -> str:
    return hashtag(clean(name))


def _subject(channel: Channel, network: Network, fields: Mapping[str, str]) -> str:
    if not network.has_subject:
        return ""
    template = channel.templates.get("subject")
    return (template and " ".join(fill(template, {**fields, "url": ""}).split())) or fields["title"]


def _snippet(
    key: str, channel: Channel, room: Room, texts: Sequence[str], composed: bool, picture: Mapping[str, str]
) -> Snippet:
    network, instance = room.network, channel.templates.get("instance", DEFAULT_INSTANCE)
    told = [_told(text, room) for text in texts]
    said = _many(told) if len(told) > 1 else told[0]
    return Snippet(
        channel=key,
        network=network.key,
        name=network.name,
        url=room.url,
        limit=network.limit,
        unit=network.unit,
        composed=composed,
        fold=network.fold,
        subject=room.subject if network.has_subject else None,
        intent=network.intent(
            Outgoing(texts[0], room.url, room.subject, instance, channel.templates.get("intent", ""))
        ),
        **said,
        **picture,
    )


def _many(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What a snippet tells of a thread."""
    sizes = [one["bytes"] for one in told if one["bytes"] is not None]
    longest = {"count": max(one["count"] for one in told), "bytes": max(sizes, default=None)}
    return {"text": "\n\n".join(one["text"] for one in told), "posts": tuple(Part(**one) for one in told), **longest}


def _told(text: str, room: Room) -> dict[str, Any]:
    """What a snippet, or a post of a thread, tells of its text."""
    network, (count, in_bytes) = room.network, room.size(text)
    return {
        "text": text,
        "count": count,
        "bytes": in_bytes if network.max_bytes else None,
        "facets": facets(text, room.url) if network.key == "bluesky" else (),
    }
