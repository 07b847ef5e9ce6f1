"""The front door: what the home page shows before its list of posts, so that readers find their own problem first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plugins.core.digest import digest
from plugins.core.house import House
from plugins.core.post import Post, Term
from plugins.core.records import dataclass
from plugins.core.text import sentences
from plugins.core.vocabulary import Kind

_PROBLEMS = 6
_WOVEN = 2
"""So many posts make one that they are part of a summation."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: a stage, an audience or an industry. about: a stage's question, else the first sentence of its intro;
    first: where a reader of it may begin, None where there is no post yet."""

    term: Term
    count: int
    about: str = ""
    first: Post | None = None


@dataclass(frozen=True, slots=True)
class Summation:
    """A post, and those that are woven into it, oldest first."""

    post: Post
    parts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """problems: posts that name a reader's problem, one for each stage in the order of the way, then the newest."""

    problems: tuple[Post, ...]
    stages: tuple[Door, ...]
    audiences: tuple[Door, ...]
    industries: tuple[Door, ...]
    summations: tuple[Summation, ...]

    @property
    def digest(self) -> bytes:
        """Of all that is shown, the data files apart."""
        doors = (*self.stages, *self.audiences, *self.industries)
        woven = (post for one in self.summations for post in (one.post, *one.parts))
        shown = (*self.problems, *(door.first for door in doors if door.first), *woven)
        counts = (str(len(one.parts)) for one in self.summations)
        doors_said = (part for door in doors for part in (door.term.key, str(door.count), str(bool(door.first))))
        return digest(*(post.card for post in shown), "doors", *doors_said, "woven", *counts)


def front(house: House) -> Front:
    """The front door of all listed posts. Two passes over them, whatever their number."""
    ways = {kind: tuple(_doors(house, kind)) for kind in ("stage", "audience", "industry")}
    return Front(tuple(_problems(house)), ways["stage"], ways["audience"], ways["industry"], tuple(_summations(house)))


def _problems(house: House) -> Iterator[Post]:
    told = [post for post in house.listed if post.problem]
    order = {key: place for place, key in enumerate(house.vocabulary.stages)}
    newest: dict[str, Post] = {}
    for post in told:
        newest.setdefault(_stage(post), post)
    chosen = [newest[key] for key in sorted(newest, key=lambda key: order.get(key, len(order)))][:_PROBLEMS]
    ids = {post.id for post in chosen}
    rest = (post for post in told if post.id not in ids)
    yield from chosen
    yield from (post for post, _ in zip(rest, range(_PROBLEMS - len(chosen)), strict=False))


def _doors(house: House, kind: Kind) -> Iterator[Door]:
    """A door for each term of the data files; who asks for one without posts finds a kind word there."""
    groups, stages = house.by_term(house.listed), house.vocabulary.stages
    order, shown = {key: place for place, key in enumerate(stages)}, set[str]()
    for term in house.terms():
        if term.kind == kind:
            posts = groups.get((term.kind, term.key), [])
            about = stages[term.key].question if kind == "stage" else "".join(sentences(term.intro)[:1])
            first = _earliest(posts, order, shown)
            shown |= {first.id} if first else set()
            yield Door(term, len(posts), about, first)


def _earliest(posts: Sequence[Post], order: dict[str, int], shown: set[str]) -> Post | None:
    """The post of the earliest stage, of these the newest: a reader begins at the beginning of the way. One that is
    shown at another door already waits behind all others."""
    found, least, behind = None, 2 * len(order) + 2, len(order) + 1
    for post in posts:
        place = order.get(_stage(post), len(order)) + (behind if post.id in shown else 0)
        if place < least:
            found, least = post, place
        if not place:  # none can come before it, and blogs are long
            break
    return found


def _summations(house: House) -> Iterable[Summation]:
    """Newest first. A post that a single other one belongs to is no summation yet."""
    parts = dict[str, list[Post]]()
    for post in reversed(house.listed):
        whole = house.summation_of(post)
        if whole:
            parts.setdefault(whole.id, []).append(post)
    return [Summation(p, tuple(parts[p.id])) for p in house.listed if len(parts.get(p.id, ())) >= _WOVEN]


def _stage(post: Post) -> str:
    return post.stage.key if post.stage else ""
