"""The plan of a publish: what a reader will find added, changed and removed. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from plugins.core.errors import PublishFailed
from plugins.core.records import dataclass
from plugins.core.text import printable
from plugins.publish.copies import copies_in
from plugins.publish.tree import Tree

SHOWN = 40
"""Lines of one kind that are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Paths, sorted; `after` is the tree that will be online. copies: those of all paths that are compressed copies of
    others: they come and go with them, and nobody is shown them one by one."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    after: Tree
    copies: frozenset[str] = frozenset()

    def shown(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Those of `paths` that are no copies."""
        return tuple(path for path in paths if path not in self.copies)

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
        copies=copies_in(before.keys() | after.keys()),
    )


def summary(plan: Plan) -> str:
    """The figures in one line."""
    figures = (plan.added, "added"), (plan.changed, "changed"), (plan.removed, "removed"), (plan.unchanged, "unchanged")
    return ", ".join(f"{len(plan.shown(paths))} {word}" for paths, word in figures)


def lines(plan: Plan) -> Iterator[str]:
    """The plan for a terminal: one line a file, at most SHOWN of a kind, then the summary."""
    for mark, word, paths in (
        ("+", "added", plan.added),
        ("~", "changed", plan.changed),
        ("-", "removed", plan.removed),
    ):
        shown = plan.shown(paths)
        yield from (f"{mark} {printable(path)}" for path in shown[:SHOWN])
        if len(shown) > SHOWN:
            yield f"{mark} … and {len(shown) - SHOWN} more {word}"
    yield summary(plan)
    yield from _packed(plan)


def _packed(plan: Plan) -> Iterator[str]:
    """One line on all copies, where any comes or goes."""
    there = [path for path in plan.after if path in plan.copies]
    fresh = plan.copies.intersection((*plan.added, *plan.changed))
    gone = plan.copies.intersection(plan.removed)
    if fresh or gone:
        yield f"compressed copies: {len(there)}, {len(fresh)} of them new, {len(gone)} gone"


def refuse_shrinking(before: Tree, after: Tree) -> None:
    """Raises PublishFailed where less than four fifths of the files would be left: likelier a bug than a wish.

    Compressed copies do not count: a site may have them or not.
    """
    new, old = (len(tree) - len(copies_in(tree.keys())) for tree in (after, before))
    if 5 * new < 4 * old:
        raise PublishFailed(
            f"the output has {new} files, the site online has {old}: more than a fifth would go. "
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
