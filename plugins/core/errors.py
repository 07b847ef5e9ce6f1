"""What can go wrong, and how it is told.

    WaypostError          70  a bug of ours, unless a subclass says otherwise
    ├── Refused            1  the content has Problems
    ├── Misconfigured      2  settings, data paths or usage
    ├── PublishFailed      3  the release could not be made or switched
    └── Lost               70  what was kept between builds is gone; the build begins anew, so that nobody sees it

A Problem is data, not an exception: it is collected, carried with what it belongs to, and shown with all others.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import Literal

from plugins.core.compact import compact
from plugins.core.records import dataclass

Severity = Literal["error", "warning"]


@compact
@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, in a writer's words.

    path: the file, relative to where the writer works; line: from 1; field: the front matter key, data key, or
    what kind of thing it is (link, image, ...); message: what is wrong, without a full stop; hint: what to do.
    """

    path: str
    line: int
    field: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        warning = "warning: " if self.severity == "warning" else ""
        told = f"{self.path}:{self.line}: {self.field}: {warning}{self.message}.{hint}"
        return told.replace("\r", "\\r").replace("\n", "\\n")  # one line each: a key with a line break forges none


class WaypostError(Exception):
    """Root of the tree; `exitcode` is what the process ends with (Pelican's own main reads it too)."""

    exitcode = 70


class Refused(WaypostError):
    """The content has Problems; nothing was written."""

    exitcode = 1

    def __init__(self, problems: Sequence[Problem], summary: str = "") -> None:
        self.problems = tuple(sorted(problems))
        self.summary = summary
        errors = sum(p.severity == "error" for p in self.problems)
        super().__init__(f"{errors} problem{'' if errors == 1 else 's'} in the content")


class Lost(WaypostError):
    """Something that was kept between builds cannot be read any more."""


class Misconfigured(WaypostError):
    """Settings or the way the command was called are wrong."""

    exitcode = 2


class PublishFailed(WaypostError):
    """A release could not be made; the target still serves the former one."""

    exitcode = 3


_MANY = 100
"""Choices of which each is looked at closely."""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that names the nearest of `choices` to `word`, or lists them where none is near."""
    known = sorted(choices)
    near = difflib.get_close_matches(word.casefold(), _likely(word.casefold(), known), n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(known[:12])}{', …' if len(known) > 12 else ''}." if known else ""


def _likely(word: str, known: list[str]) -> list[str]:
    """Of many choices those that share most pairs of letters with `word`: difflib takes a quarter of a second to look
    at five thousand."""
    if len(known) <= _MANY:
        return known
    pairs = _pairs(word)
    return sorted(nlargest(_MANY, known, key=lambda one: len(pairs & _pairs(one)) / (len(word) + len(one) + 1)))


@lru_cache(maxsize=65_536)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(word)))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """The Problems that refuse a build, sorted by file and line."""
    return sorted(p for p in problems if p.severity == "error")
