"""Where nothing has changed nothing is done: the output is what this build would be, and stays.

That holds while everything that is read is as it was, the same posts are due, and every file of the output is as the
build had left it: who edits or adds one by hand finds it gone after the next build, as ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.house import House, Workshop
from plugins.core.manifest import HOME, Summary
from plugins.core.records import dataclass
from plugins.posts.books import FILES, are_as_left, size_of
from plugins.posts.moment import Span, span_at
from plugins.posts.packages import KEEPING, versions
from plugins.posts.sources import Sources

REPORTS = (*FILES, "problems.json")


@dataclass(frozen=True, slots=True)
class Done:
    """What a build came to. key: of all that it read; due: while the same posts are; sizes: of its reports."""

    key: str
    due: Span
    summary: Summary
    problems: tuple[Problem, ...]
    sizes: Mapping[str, tuple[int, int]]

    def holds(self, key: str, now: dt.datetime, folder: Path, workshop: Workshop) -> bool:
        """Whether a build now would come to the same. folder: of this one."""
        same = self.key == key and self.due.holds(now)
        return same and are_as_left(folder, self.sizes) and workshop.is_whole(self.sizes)


def done(key: str, house: House, now: dt.datetime, folder: Path, summary: Summary) -> Done:
    """What this build has come to, to be asked when all is written. key: what `key_of` gave when it began."""
    moments = [post.date for post in (*house.posts, *house.coming)]
    reports = [f"{HOME}/{name}" for name in REPORTS]
    sizes = {path: size_of(folder / path) for path in reports}
    return Done(key, span_at(now, moments), summary, tuple(house.problems), sizes)


def key_of(house: House, sources: Sources) -> str:
    """Of all that a build reads, and of how its Problems name it."""
    return f"{house.sources} {digest(*house.foundations, *versions(KEEPING)).hex()} {sources.shown}"
