"""What follows once posts and pages are settled: where their references lead, what each says, what became of the files.

Asked by the gate of all files, and after an edit of the edited ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from plugins.core.compact import changed
from plugins.core.digest import digest
from plugins.core.errors import Problem, errors_in
from plugins.core.house import House, StaticFile, Wanted
from plugins.core.post import Page, Post, Prepared
from plugins.posts import placements, refs
from plugins.posts.sources import Sources

Kind = Literal["post", "page"]


def wanted(sources: Sources, name: str, kind: Kind) -> Wanted:
    """A source file as the one who prepares it needs it. Raises OSError where it cannot be read."""
    return Wanted(sources.show(name), kind, sources.digest(name), lambda: sources.read(name))


def unlooked(sources: Sources, name: str, kind: Kind) -> Wanted:
    """The same of which nobody has asked yet what is in it: for whoever will read each file once, and at once."""
    return Wanted(sources.show(name), kind, b"", lambda: sources.read(name))


def map_of(
    house: House,
    items: Mapping[str, Page],
    placed: Mapping[str, StaticFile],
    anchors: Mapping[str, frozenset[str]],
    told: Collection[str] = frozenset(),
) -> refs.Map:
    """All that references can lead to. told: of files that are refused."""
    return refs.Map(
        site=house.site,
        vocabulary=house.vocabulary,
        items=items,
        files=placed,
        anchors=anchors,
        claimed=house.claimed,
        by_address={item.address: name for name, item in items.items()},
        told=told,
    )


def referred(item: Page, prepared: Prepared, there: refs.Map, name: str, out: list[Problem]) -> Page:
    """The item with where its references lead, and with the digests of what it says now."""
    targets = there.targets(name, prepared.refs, out)
    out.extend(placements.check(item, prepared.alike, targets))
    front = digest(
        name,
        prepared.front,
        item.slug,
        item.status,
        _said(item.image),
        _said(item.stage) if isinstance(item, Post) else "",
    )
    card = digest(front, str(item.minutes) if isinstance(item, Post) else "")
    led: list[str] = []
    for reference, target in targets.items():
        led += (reference, target.kind, target.url, target.offer, repr(target.raster) if target.raster else "")
    whole = digest(front, prepared.key, *led)
    return changed(item, targets=targets, front=front, card=card, whole=whole)


_said = lru_cache(maxsize=64)(repr)
"""Many posts have the same stage, or no image."""


def coming(items: Iterable[Page]) -> list[Post]:
    """Drafts and scheduled posts, oldest first."""
    found = (item for item in items if isinstance(item, Post) and item.status in ("draft", "scheduled"))
    return sorted(found, key=lambda post: (post.date, post.id))


def counted(items: Mapping[str, Page], problems: Sequence[Problem], posts: Sequence[str]) -> dict[str, int]:
    """What became of each source file of a post. A post with an error of its own is refused, whatever its status."""
    bad = {problem.path for problem in errors_in(problems)}
    counts = dict.fromkeys(("files", "posts", "drafts", "scheduled", "hidden", "refused"), 0)
    names = {"published": "posts", "draft": "drafts", "scheduled": "scheduled", "hidden": "hidden"}
    for name in posts:
        item = items.get(name)
        counts["files"] += 1
        counts["refused" if item is None or item.path in bad else names[item.status]] += 1
    return counts
