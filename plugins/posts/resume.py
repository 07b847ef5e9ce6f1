"""Begin where the former build ended: after an edit to the text of a few files, only they go through the gate.

What other files may say of a post is its front matter and its anchors. Where those are as they were, and so are all
data files, static files, settings, the engine, and what is due by now, then nothing changes for any other file: what
the gate found out about them still holds. In every other case the whole gate is passed anew; so are Problems told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from plugins.core.compact import changed
from plugins.core.digest import digest
from plugins.core.errors import Problem, errors_in
from plugins.core.house import House, StaticFile
from plugins.core.links import Ledger
from plugins.core.post import Page, Post, Prepared, Target, refs_of
from plugins.core.records import dataclass
from plugins.core.vocabulary import Vocabulary
from plugins.posts.moment import Span, span_at
from plugins.posts.refs import Map
from plugins.posts.rules import rules_of
from plugins.posts.settled import Kind, coming, counted, map_of, referred, wanted
from plugins.posts.sources import POSTS, Sources

if TYPE_CHECKING:
    from plugins.posts.gate import Survey

MOST = 100
"""Edited files above which the whole gate is as quick."""
_ASKED = ("share", "redirect_from")
"""How the fields begin whose lines rooms ask for after the gate, for Problems of what they make."""


@dataclass(slots=True)
class Known:
    """What is remembered of one source file. item: without its body; front, anchors: what others may refer to; lines:
    of the fields that rooms ask for."""

    digest: bytes
    front: bytes
    anchors: frozenset[str]
    item: Page
    problems: list[Problem] = field(default_factory=list)
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Snapshot:
    """What the gate knew at the end of a build. known: by path in the content folder; problems: those of no body."""

    around: bytes
    due: Span
    known: dict[str, Known]
    vocabulary: Vocabulary
    placed: Mapping[str, StaticFile]
    files: Sequence[StaticFile]
    posts: list[str]
    pages: list[str]
    problems: list[Problem]


def around(ground: bytes, sources: Sources) -> bytes:
    """The digest of all that the gate reads but for the texts of posts and pages: their names, and every other file."""
    texts = {*sources.posts, *sources.pages}
    others = (part for name, found in sources.digests() if name not in texts for part in (name, found))
    return digest(ground, sources.shown, *sources.posts, b"", *sources.pages, *others, *map(str, sources.problems))


def snapshot(survey: Survey, found: bytes) -> Snapshot | None:
    """What to remember of a survey that passed the gate. found: what `around` gave. None where too much hangs together:
    where stages are inferred, every text bears on every post."""
    house = survey.house
    if house.site.settings.stage_policy == "infer" or len(survey.items) != len(survey.prepared):
        return None
    moments = [item.date for item in survey.items.values() if isinstance(item, Post)]
    names = {item.path: name for name, item in survey.items.items()}
    return Snapshot(
        around=found,
        due=span_at(survey.now, moments),
        known={name: _known(survey, name, item) for name, item in survey.items.items()},
        vocabulary=house.vocabulary,
        placed=survey.placed,
        files=house.files,
        posts=[names[post.path] for post in house.posts],
        pages=[names[page.path] for page in house.pages],
        problems=survey.problems,
    )


def _known(survey: Survey, name: str, item: Page) -> Known:
    prepared = survey.prepared[name]
    light = changed(item, body=(), headings=(), text="", targets={}) if item.stored else item
    asked = _ASKED if item.title.isascii() else (*_ASKED, "title")  # only of others may a card want letters
    lines = {key: line for key, line in prepared.lines.items() if key.startswith(asked)}
    found = survey.bodies.get(name, [])
    return Known(survey.sources.digest(name), prepared.front, prepared.anchors, light, found, lines)


def resume(house: House, sources: Sources, now: dt.datetime, former: Snapshot, found: bytes) -> dict[str, Known] | None:
    """Fill `house` from the former build's snapshot. Returns what has changed in it; None where it does not hold."""
    if former.around != found or not former.due.holds(now):
        return None
    now_there = dict(sources.digests())
    edited = [name for name in (*sources.posts, *sources.pages) if now_there[name] != former.known[name].digest]
    if len(edited) > MOST:
        return None
    _fill(house, sources, now, former)
    fresh = _edited(house, sources, former, edited)
    if fresh is None:
        return None
    posts = (former.known[name].item for name in fresh)
    house.edited = {post.id: post.gist for post in posts if isinstance(post, Post)}
    former.known.update(fresh)
    _place(house, former)
    everything = [*former.problems, *(problem for one in former.known.values() for problem in one.problems)]
    house.problems = sorted(set(everything))
    items = {name: one.item for name, one in former.known.items()}
    house.counts = counted(items, house.problems, sources.posts)
    return fresh


def _fill(house: House, sources: Sources, now: dt.datetime, former: Snapshot) -> None:
    house.now, house.content, house.ledger = now, sources.shown, Ledger()
    house.vocabulary, house.files = former.vocabulary, former.files
    _place(house, former)
    house.scheduled = [(post.slug, post.date) for post in house.coming if post.status == "scheduled"]


def _place(house: House, former: Snapshot) -> None:
    house.coming = coming(one.item for one in former.known.values())
    asked = (one for one in former.known.values() if one.lines)
    house.prepared = {one.item.path: Prepared(one.item.path, "post", None, lines=one.lines) for one in asked}
    house.posts = [item for name in former.posts if isinstance(item := former.known[name].item, Post)]
    house.pages = [former.known[name].item for name in former.pages]


def _edited(house: House, sources: Sources, former: Snapshot, names: Sequence[str]) -> dict[str, Known] | None:
    """The edited files, prepared and referred; None where one is not what others take it for, or has an error."""
    assert house.workshop is not None
    kinds: dict[str, Kind] = {name: "post" if name.startswith(f"{POSTS}/") else "page" for name in names}
    try:
        files = [wanted(sources, name, kind) for name, kind in kinds.items()]
    except OSError:
        return None
    prepared = dict(zip(names, house.workshop.prepare(files, rules_of(house)), strict=True))
    if any(not _is_alike(one, former.known[name]) for name, one in prepared.items()):
        return None
    there = _map(house, former)
    fresh: dict[str, Known] = {}
    for name, one in prepared.items():
        problems = list(one.problems)
        item = changed(former.known[name].item, words=one.words, gist=one.gist, stored=one.key)
        light = changed(referred(item, one, there, name, problems), targets={})
        if errors_in(problems):
            return None
        lines = former.known[name].lines
        fresh[name] = Known(sources.digest(name), one.front, one.anchors, light, problems, lines)
    return fresh


def _is_alike(now: Prepared, then: Known) -> bool:
    return bool(now.key and now.matter) and (now.front, now.anchors) == (then.front, then.anchors)


def _map(house: House, former: Snapshot) -> Map:
    items = {name: one.item for name, one in former.known.items()}
    anchors = {name: one.anchors for name, one in former.known.items()}
    return map_of(house, items, former.placed, anchors)


def referrer(house: House, former: Snapshot) -> Callable[[Page], Mapping[str, Target]]:
    """Tells where the references of an item lead whose targets were not kept: when its page is written anew."""
    there, names = _map(house, former), {one.item.path: name for name, one in former.known.items()}
    return lambda item: there.targets(names[item.path], refs_of(item.body), [])
