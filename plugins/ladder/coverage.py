"""How well the stages of the buyer's way are covered: how many posts each has, in all and for each track, held against
the share of posts that marketing and sales want it to have (`target` in `stages.yaml`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, cast

from plugins.core.manifest import Coming, Entry, Manifest
from plugins.core.records import dataclass
from plugins.core.vocabulary import Track, Vocabulary

Kind = Literal["industry", "audience"]
KINDS: tuple[Kind, ...] = ("industry", "audience")
NONE = ""
"""The key of posts without a stage, and of those that name no track."""


@dataclass(frozen=True, slots=True)
class Count:
    """Posts of one cell; drafts and scheduled ones are still to come."""

    published: int = 0
    draft: int = 0
    scheduled: int = 0

    @property
    def coming(self) -> int:
        return self.draft + self.scheduled

    def __bool__(self) -> bool:
        return bool(self.published or self.coming)


@dataclass(frozen=True, slots=True)
class Standing:
    """One stage among all posts. share, target: parts of 1; gap: published posts less those that the target wants."""

    key: str
    name: str
    count: Count
    share: float
    target: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One track: its posts by stage, and in all. One that names two industries stands in both."""

    key: str
    name: str
    cells: Mapping[str, Count]
    count: Count


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell with fewer posts than the stage's target asks of the track's. wanted: so many."""

    track: Row
    stage: Standing
    count: Count
    wanted: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """stages: in their order, last the posts without one, where there are any; rows, gaps: by kind of track, the posts
    of no track last, the emptiest cell first."""

    count: Count
    stages: Sequence[Standing]
    rows: Mapping[Kind, Sequence[Row]]
    gaps: Mapping[Kind, Sequence[Gap]]


_Post = Entry | Coming


def coverage(manifest: Manifest, vocabulary: Vocabulary) -> Coverage:
    """The coverage of a built site: hidden posts are no part of it."""
    posts: list[_Post] = [post for post in manifest.posts if post.status == "published"]
    posts += manifest.coming
    stages = list(_stages(posts, vocabulary))
    tracks: dict[Kind, Mapping[str, Track]] = {"industry": vocabulary.industries, "audience": vocabulary.audiences}
    rows = {kind: list(_rows(posts, kind, known, stages)) for kind, known in tracks.items()}
    return Coverage(_count(posts), stages, rows, {kind: _gaps(found, stages) for kind, found in rows.items()})


def _count(posts: Iterable[_Post]) -> Count:
    by = Counter(post.status for post in posts)
    return Count(by["published"], by["draft"], by["scheduled"])


def _stages(posts: Sequence[_Post], vocabulary: Vocabulary) -> Iterator[Standing]:
    total = _count(posts).published
    for key, stage in vocabulary.stages.items():
        count = _count(post for post in posts if post.stage == key)
        gap = None if stage.target is None else count.published - stage.target * total
        yield Standing(key, stage.name, count, count.published / max(1, total), stage.target, gap)
    rest = _count(post for post in posts if post.stage not in vocabulary.stages)
    if rest:
        yield Standing(NONE, "no stage", rest, rest.published / max(1, total), None, None)


def _rows(posts: Sequence[_Post], kind: Kind, known: Mapping[str, Track], stages: Sequence[Standing]) -> Iterator[Row]:
    places = {stage.key for stage in stages}
    having: dict[str, dict[str, list[_Post]]] = {key: {} for key in (*known, NONE)}
    for post in posts:
        stage = post.stage if post.stage in places else NONE
        for key in cast("tuple[str, ...]", getattr(post, kind)) or (NONE,):
            having.setdefault(key, {}).setdefault(str(stage), []).append(post)
    for key, cells in having.items():
        if key or cells:
            counts = {stage.key: _count(cells.get(stage.key, ())) for stage in stages}
            named = known[key].name if key in known else key or f"no {kind} named"
            yield Row(key, named, counts, _count(post for cell in cells.values() for post in cell))


def _gaps(rows: Sequence[Row], stages: Sequence[Standing]) -> list[Gap]:
    """The cells that lack posts, the emptiest first: those with the fewest, of these those that lack most. Without
    targets every stage is wanted alike. A track without any post is no gap of a stage."""
    real = [stage for stage in stages if stage.key]
    found = []
    for row in rows:
        for stage in real if row.key and row.count.published else ():
            target = 1 / len(real) if stage.target is None else stage.target
            gap = Gap(row, stage, row.cells[stage.key], target * row.count.published)
            found += [gap] if gap.wanted > gap.count.published else []
    return sorted(found, key=lambda gap: (gap.count.published, gap.count.published - gap.wanted))
