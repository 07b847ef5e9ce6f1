"""A unit: one file of the output, what it is made of, and how it is made.

Rooms hand in units instead of writing files. What a file is made of is told as parts, each with the digest of what it
says; where no part differs from the former build, the file is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plugins.core.errors import Problem
from plugins.core.links import Tagged
from plugins.core.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

Content: TypeAlias = "bytes | Path"
"""A file's bytes, or the file that is copied."""


@dataclass(frozen=True, slots=True)
class Unit:
    """path: relative to the output folder; owner: who hands it in, in words; parts: name → digest of everything that
    `make` reads, None where that cannot be known (then the file is made on every build); make: gives the content;
    repeats: whether all that it says stands in other units too, so that nobody has to look through it again; group: the
    same for units, handed in one after the other, that work out the same things: one process makes them all.

    `make` is a function of its parts: it may be called in another process, or not at all.
    """

    path: str
    owner: str
    parts: Mapping[str, bytes] | None
    make: Callable[[], Content]
    repeats: bool = False
    group: str = ""


class Made(NamedTuple):
    """What is known of a unit's file once it stands. size: bytes; mtime: nanoseconds; rows: id of a post → its tagged
    links in it, as they are kept; problems: what was found on the way; snippets: share texts in it. A tuple, because
    thousands come from other processes."""

    path: str
    parts: Mapping[str, bytes] | None
    size: int
    mtime: int
    rows: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    snippets: int


@dataclass(slots=True)
class Findings:
    """What comes to light while one unit is made, apart from its content and its links."""

    problems: list[Problem] = field(default_factory=list)
    snippets: int = 0


@dataclass(frozen=True, slots=True)
class Yield:
    """What came of all units. made: the paths of those made anew; rows: id of a post → all of its tagged links, for
    every post of which that may have changed."""

    made: frozenset[str]
    snippets: int
    problems: Sequence[Problem]
    rows: Mapping[str, Sequence[Tagged]]
