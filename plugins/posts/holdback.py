"""`--hold-back`: one bad post stops nobody for long (design §8.7).

The gate is tried, and every post with a Problem makes way: for the newest of its versions in git that is good under
today's data, else for nothing. What others say of a post that made way (a link, a redirect) is then a warning: the link
is written without its address. Problems in data files, pages and settings are nobody's post: they refuse the build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import field, replace

from plugins.core.errors import Problem, Refused, errors_in
from plugins.core.house import House
from plugins.core.records import dataclass
from plugins.posts import gate
from plugins.posts.history import Version, versions
from plugins.posts.show import HELD
from plugins.posts.sources import POSTS, Sources

_FOLLOWING = ("link", "image", "redirect", "part_of")
"""Fields of Problems that may follow from another post's absence; all others are a file's own fault."""


@dataclass(slots=True)
class _Held:
    """A post that made way: what was wrong with it, its older versions still to try, the one that stands in."""

    problems: list[Problem]
    older: Iterator[Version]
    now: Version | None = None
    seen: set[bytes] = field(default_factory=set)

    def step(self) -> None:
        """To the next older version that has not been tried; to none after the last."""
        self.now = next((v for v in self.older if v.source not in self.seen), None)
        if self.now:
            self.seen.add(self.now.source)


def enter(house: House, sources: Sources, now: dt.datetime) -> None:
    """Fill `house` as the gate does, with bad posts held back and named in warnings. Raises Refused for the rest."""
    held: dict[str, _Held] = {}
    sources = replace(sources, problems=[_softened(problem, sources) for problem in sources.problems])

    def judge(problem: Problem) -> Problem:
        by_post = _owner(problem.path, sources, frozenset(held))
        follows = bool(held) and by_post is None and problem.field in _FOLLOWING
        return replace(problem, severity="warning") if follows else problem

    while True:
        try:
            gate.enter(house, _without(sources, held), now, judge, last=False)
            break
        except Refused as refused:
            _hold(refused, sources, held)
    house.problems = sorted([*house.problems, *_told(sources, held)])
    left_out = sum(1 for one in held.values() if one.now is None)
    house.counts = {**house.counts, "files": len(sources.posts), "refused": left_out}


def _hold(refused: Refused, sources: Sources, held: dict[str, _Held]) -> None:
    """Make every post with an error give way one step. Raises `refused` where an error belongs to no post."""
    names = frozenset(sources.posts)
    wrong: dict[str, list[Problem]] = {}
    for problem in errors_in(refused.problems):
        name = _owner(problem.path, sources, names)
        if name is None or (name in held and held[name].now is None):
            raise refused
        wrong.setdefault(name, []).append(problem)
    for name, problems in wrong.items():
        if name not in held:
            held[name] = _Held(problems, versions(sources.root / name), seen=_said_by(sources, name))
        held[name].step()


def _said_by(sources: Sources, name: str) -> set[bytes]:
    """What the post says; nothing where it cannot be read, or is gone by now."""
    try:
        return {sources.read(name)}
    except OSError:
        return set()


def _owner(path: str, sources: Sources, names: frozenset[str]) -> str | None:
    """The post that a Problem is about: its own file, or a file in the folder beside it."""
    parts = path.removeprefix(f"{sources.shown}/").split("/")
    if "/".join(parts) in names:
        return "/".join(parts)
    folders = ("/".join(parts[:depth]) + ".md" for depth in range(len(parts) - 1, 1, -1))
    return next((name for name in folders if name in names), None)


def _softened(problem: Problem, sources: Sources) -> Problem:
    """A post that is no regular file is not read at all, and so is held back already."""
    post = problem.path.startswith(f"{sources.show(POSTS)}/") and problem.path.endswith(".md")
    return replace(problem, severity="warning") if post else problem


def _without(sources: Sources, held: dict[str, _Held]) -> Sources:
    """The sources with older versions standing in, and without the posts that have none."""
    return replace(
        sources,
        posts=[name for name in sources.posts if name not in held or held[name].now],
        problems=list(sources.problems),
        instead={name: one.now.source for name, one in held.items() if one.now},
    )


def _told(sources: Sources, held: dict[str, _Held]) -> Iterator[Problem]:
    """For each post held back, what was wrong and what became of it; all warnings now."""
    for name, one in held.items():
        fate = f"the version of {one.now.day} ({one.now.commit}) stands in" if one.now else "the post is left out"
        yield Problem(sources.show(name), 1, HELD, fate, "Mend it, and the next build has it.", "warning")
        for problem in one.problems:
            yield replace(problem, severity="warning")
