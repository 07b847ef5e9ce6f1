"""The plan of a publish: what a reader will find added, changed and removed. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.core.errors import PublishFailed
from plugins.core.text import printable
from plugins.publish.tree import Tree

SHOWN = 40
"""Lines of one kind that are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Paths, sorted; `after` is the tree that will be online."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    after: Tree

    @property
    def empty(self) -> bool:
        """Whether the same bytes are online already."""
        return not (self.added or self.changed or self.removed)


def compare(before: Tree, after: Tree) -> Plan:
    """What leads from `before` to `after`, by content alone."""
    both = sorted(before.keys() & after.keys())
    return Plan(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(path for path in both if before[path] != after[path]),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=tuple(path for path in both if before[path] == after[path]),
        after=after,
    )


def summary(plan: Plan) -> str:
    """The figures in one line."""
    figures = (plan.added, "added"), (plan.changed, "changed"), (plan.removed, "removed"), (plan.unchanged, "unchanged")
    return ", ".join(f"{len(paths)} {word}" for paths, word in figures)


def lines(plan: Plan) -> Iterator[str]:
    """The plan for a terminal: one line a file, at most SHOWN of a kind, then the summary."""
    for mark, word, paths in (
        ("+", "added", plan.added),
        ("~", "changed", plan.changed),
        ("-", "removed", plan.removed),
    ):
        yield from (f"{mark} {printable(path)}" for path in paths[:SHOWN])
        if len(paths) > SHOWN:
            yield f"{mark} … and {len(paths) - SHOWN} more {word}"
    yield summary(plan)


def refuse_shrinking(before: Tree, after: Tree) -> None:
    """Raises PublishFailed where less than four fifths of the files would be left: likelier a bug than a wish."""
    if 5 * len(after) < 4 * len(before):
        raise PublishFailed(
            f"the output has {len(after)} files, the site online has {len(before)}: more than a fifth would go. "
            "If that is meant, say --allow-shrink"
        )


def release_id(after: Tree, now: dt.datetime) -> str:
    """A name that sorts by time and tells the content: 20261121T203301Z-1a2b3c4d. `now` is aware."""
    digest = hashlib.sha256()
    for path, file in sorted(after.items()):
        digest.update(f"{path}\0{file.sha256}\n".encode())
    return f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}-{digest.hexdigest()[:8]}"


def address_of(path: str) -> str | None:
    """The address at which readers find an HTML page, as `core.site` writes addresses; None for all other files."""
    if not path.endswith(".html"):
        return None
    return "/" + (path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path)
