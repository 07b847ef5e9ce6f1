"""The way of one file: bytes → prepared article → settled post in a house, as the gate goes it, in memory."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from plugins.core.body import references, slots
from plugins.core.errors import Problem
from plugins.core.frontmatter import PageMatter, PostMatter
from plugins.core.house import Claim, House, StaticFile
from plugins.core.post import Page, Picture, Post, Prepared, Target
from plugins.core.vocabulary import Author, Channel, Offer, Stage
from plugins.posts.reader import Rules, prepare
from plugins.posts.refs import Map
from plugins.posts.settle import Settler
from plugins.posts.words import check_words
from tests.factories import UTC, a_house, a_post, a_site, a_vocabulary
from tests.fuzz.attributes import FILMS

FRONT = b"---\nid: abcd2345\ntitle: T\nsummary: S.\ndate: 2026-03-05\nauthors: [desk]\nstage: interest\n---\n"
PATH, NAME = "content/posts/fuzz.md", "posts/fuzz.md"
NOW = dt.datetime(2101, 1, 1, tzinfo=UTC)
EVIL = "</script></title>\"'><b onclick=alert(1)>=cmd|' & ]]> --> \u202e\u2028"
RULES = {
    True: Rules(trusted=frozenset(["desk", "guest"]), embeds=frozenset([FILMS])),
    False: Rules(embeds=frozenset([FILMS])),
}
SITE = a_site(feed_kinds=[], description=EVIL, embed_hosts=[FILMS])


def _vocabulary() -> Any:
    base = a_vocabulary()
    authors = {**base.authors, "guest": Author(name=EVIL, kind="person", role=EVIL, credentials=EVIL, bio=EVIL)}
    stages = {**base.stages, "evil": Stage(name=EVIL, question=EVIL, intro=EVIL, offer="evil")}
    offers = {**base.offers, "evil": Offer(label=EVIL, text=EVIL, url="https://www.example.com/?a=1&b='")}
    shared = {key: Channel(name=key, source=key, medium="social", network=key) for key in ("facebook", "threads")}
    return replace(base, authors=authors, stages=stages, offers=offers, channels={**base.channels, **shared})


VOCABULARY = _vocabulary()
OTHER = a_post(slug="other", id="other222", series=None)
FILES = {"posts/fuzz/dot.png": StaticFile("posts/fuzz/dot.png", "/posts/fuzz/dot.png", 10, NAME)}


@dataclass(frozen=True, slots=True)
class Walked:
    """What became of one file under one set of rules. dead: references that led nowhere."""

    prepared: Prepared
    item: Page
    house: House
    trusted: bool
    problems: tuple[Problem, ...]
    dead: bool


def walk(data: bytes) -> Iterator[Walked]:
    """The file as a post of a trusted author and, where that makes another body, of one who is not; as a page too where
    it is one. A file without readable front matter stands for the body of a good one."""
    former: list[Prepared] = []
    for trusted in (True, False):
        prepared = _readable(data, "post", trusted)
        if not former or former[0].body != prepared.body:
            yield _walked(prepared, trusted)
        former.append(prepared)
    page = prepare(data, PATH, "page", RULES[False])
    if page.matter is not None:
        yield _walked(page, True)


def _readable(data: bytes, kind: Literal["post", "page"], trusted: bool) -> Prepared:
    prepared = prepare(data, PATH, kind, RULES[trusted])
    if not prepared.body and prepared.matter is None and not data.startswith(b"---"):
        prepared = prepare(FRONT + data, PATH, kind, RULES[trusted])
    return prepared


def _walked(prepared: Prepared, trusted: bool) -> Walked:
    problems = list(prepared.problems)
    settler = Settler(SITE, VOCABULARY, NOW, {})
    if isinstance(prepared.matter, PageMatter):
        item: Page = replace(settler.page(prepared, prepared.matter), status="published")
    else:
        matter = prepared.matter or _GOOD
        assert isinstance(matter, PostMatter)
        problems += check_words(prepared, matter, VOCABULARY, SITE)
        item = replace(settler.post(prepared, matter), status="published")
    if prepared.matter and prepared.matter.image is not None:
        item = replace(item, image=Picture("/posts/fuzz/dot.png", prepared.matter.image_alt or "", 10, "image/png"))
    dead: list[Problem] = []
    item = replace(item, targets={**_stand_in(item), **_map(item, prepared).targets(NAME, prepared.refs, dead)})
    posts = (item, OTHER) if isinstance(item, Post) else (OTHER,)
    pages = () if isinstance(item, Post) else (item,)
    house = a_house(*posts, pages=pages, site=SITE, vocabulary=VOCABULARY, prepared={PATH: prepared})
    return Walked(prepared, item, house, trusted, (*problems, *dead), bool(dead))


def _map(item: Page, prepared: Prepared) -> Map:
    items = {NAME: item, "posts/other.md": OTHER}
    anchors = {NAME: prepared.anchors, "posts/other.md": frozenset(["there"])}
    outputs = {"index.html", "posts/other/index.html", "stages/interest/index.html", "tags/a/index.html"}
    claims = [Claim(path, "somebody") for path in sorted(outputs)]
    return Map(SITE, VOCABULARY, items, FILES, anchors, lambda: claims, {OTHER.address: "posts/other.md"})


def _stand_in(item: Page) -> dict[str, Target]:
    """Where references lead nowhere, what the writer wrote: nothing that is active may get so far."""
    found = (reference for slot in slots(item.body) for reference in references(slot))
    return {reference: Target("other", re.sub("(?i)offer:", "/", reference)) for reference in found}


_prepared = prepare(FRONT + b"Text.\n", PATH, "post", RULES[True])
_GOOD = _prepared.matter
