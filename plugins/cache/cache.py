"""The room's offer: one build's memory. Articles prepared before, files made before, and what rooms asked to
remember."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from plugins.cache.apart import begin
from plugins.cache.articles import Arrived, Articles, Wait, nobody
from plugins.cache.draft import Draft
from plugins.cache.kept import Kept
from plugins.cache.state import Known, Packed, State, as_parts, unpacked_rows
from plugins.cache.store import Store, packed
from plugins.cache.survey import Survey, is_whole, survey
from plugins.cache.workshop import FEW, Look, Workshop, cores
from plugins.core.digest import digest
from plugins.core.errors import Problem
from plugins.core.house import House, Stage, Wanted
from plugins.core.links import Tagged, by_post
from plugins.core.post import Content, Prepared
from plugins.core.unit import Made, Unit, Yield
from plugins.posts.beside import beside
from plugins.posts.packages import KEEPING, versions
from plugins.posts.rules import Rules

MUCH = 4000
"""Files of a build: more are looked at in a process beside it."""
_CONTENT = "{content}"
"""The content folder in what is remembered: how Problems name it depends on from where a build is run."""


class Cache:
    """The memory of one build (core.house.Workshop). folder: where prepared articles are kept between builds; wait: for
    whoever began to prepare before."""

    def __init__(self, folder: Path, house: House, wait: Wait | None = None) -> None:
        self.house = house
        self.wait: Wait = wait or nobody
        self.articles = Articles(Store(folder))
        self.kept = Kept(folder / "kept", digest(*versions(KEEPING)))
        place = beside(Path(__file__))
        self.engines = Kept(place / "kept", b"") if place else self.kept
        self.units: Sequence[Unit] = ()
        self.state: State | None = None
        self.stage: Stage | None = None
        self.made: list[Made] = []
        self.gone: list[str] = []
        self.ground = b""
        self._look_around: Callable[[], Survey] | None = None
        self.memory: Callable[[], Mapping[str, Any]] = dict
        self.noted: Mapping[str, Packed] = {}
        self.draft: Draft | None = None

    def open(self, stage: Stage, ground: bytes, full: bool = False) -> None:
        """Look at what the former build of this output left. ground: digest of engine and settings, of which nothing
        outlives a change; full: look at nothing."""
        self.stage, self.state, self.ground = stage, State(stage.state), ground
        if not full:
            self.state.load()
        if full or stage.former is None or self.state.recall("of") != (stage.former.name, ground):
            self.forget()

    def forget(self) -> None:
        """Make every file anew; articles stay."""
        self._look_around = None
        if self.state:
            self.state.forget()

    def recall(self, name: str) -> Any:
        """What the former build remembered; None where it does not hold any more."""
        return self.state.recall(name) if self.state and self.state.units else None

    def look_around(self) -> None:
        if self.stage and self.state and len(self.state.units) > MUCH:
            self._look_around = begin(partial(survey, self.stage.folder, self.stage.former, self.state.units))

    def is_whole(self, more: Collection[str]) -> bool:
        former = self.stage.former if self.stage else None
        return former is not None and self.state is not None and is_whole(former, self.state.units, more)

    def makes_all(self) -> bool:
        return self.state is not None and not self.state.units

    def prepare(self, files: Sequence[Wanted], rules: Rules, arrived: Arrived = lambda item: None) -> list[Prepared]:
        if self.makes_all() and len(files) > FEW:
            for load in self.house.before_fork:  # everything will be made, and this process has time now
                load(None)
        wait, self.wait = self.wait, nobody
        return self.articles.prepare(files, rules, partial(self.house.tell, "articles"), wait, arrived)

    def has(self, keys: Sequence[bytes]) -> bool:
        return self.articles.has(keys)

    def content(self, key: bytes) -> Content:
        return self.articles.content(key)

    def keep(self, key: bytes, make: Callable[[], bytes], engine: bool = False) -> bytes:
        return (self.engines if engine else self.kept).keep(key, make)

    def apart(self, jobs: Sequence[Callable[[], bytes]]) -> Callable[[], list[bytes]]:
        """In as many processes as there are cores; each takes its share of the jobs in turn."""
        self.articles.store.close()
        lanes = [list(jobs[first :: cores()]) for first in range(min(cores(), len(jobs)))]
        waiting = [begin(partial(_together, lane)) for lane in lanes]

        def wait() -> list[bytes]:
            found = [iter(wait()) for wait in waiting]
            return [next(found[place % len(lanes)]) for place in range(len(jobs))]

        return wait

    def make(
        self,
        units: Sequence[Unit],
        look: Look,
        late: Callable[[], Sequence[Unit]] = tuple,
        meanwhile: Callable[[], Mapping[str, Any]] = dict,
    ) -> Yield:
        """Every unit's file in the stage's folder, linked or made."""

        def note() -> None:
            self.noted = {name: Packed(packed(value)) for name, value in meanwhile().items()}

        assert self.stage is not None
        assert self.state is not None
        known = self.state.units
        self.articles.store.close()
        self.state.close()
        reading = self.articles.store.reading
        workshop = Workshop(self.house, units, self.stage.folder, self.stage.former, known, look, reading=reading)
        tell = partial(self.house.tell, "files")
        self.made = workshop.make(tell, late, self._look_around, note)
        units = self.units = workshop.units
        self.articles.let_go()
        fresh = {one.path for one in self.made}
        kept: list[Known] = [known[unit.path] for unit in units if unit.path not in fresh]
        self.gone = sorted(known.keys() - {unit.path for unit in units})
        return Yield(
            made=frozenset(fresh),
            snippets=sum(one.snippets for one in self.made) + sum(one.snippets for one in kept),
            problems=[problem for one in self.made for problem in one.problems] + self._found(kept),
            rows=self._rows(fresh),
        )

    def _found(self, kept: Sequence[Known]) -> list[Problem]:
        """What was found while the files that are kept were made."""
        assert self.state
        found = (problem for known in kept if known.problems for problem in self.state.problems_of(known))
        return [_named(problem, _CONTENT, self.house.content) for problem in found]

    def _rows(self, fresh: set[str]) -> dict[str, list[Tagged]]:
        """All tagged links of every post of which a file was made anew, or is gone."""
        assert self.state
        rows = unpacked_rows({lot for one in self.made for lot in one.rows.values()})
        if not self.state.units:
            return by_post(rows)
        away = {*fresh, *self.gone}
        posts = {row.post for row in rows} | {post for path in away for post in self.state.posts_in(path)}
        lots = (lot for post in posts for paths, lot in self.state.rows(post) if not away.issuperset(paths))
        kept = (row for lot in lots for row in lot)
        return {post: [] for post in sorted(posts)} | by_post([*rows, *kept])

    def begin_commit(self, memory: Callable[[], Mapping[str, Any]]) -> None:
        """Write down what was made: beside this process, where that is everything."""
        assert self.state is not None
        self.memory = lambda: {**memory(), **self.noted}
        self.made = [_moved(one, self.house.content, _CONTENT) if one.problems else one for one in self.made]
        if not self.state.units and len(self.made) > FEW and cores() > 1:
            self.articles.store.close()
            self.state.close()
            self.draft = Draft(self.state, self.made, self.memory)

    def commit(self, memory: Mapping[str, Any]) -> None:
        """Remember this build, once it is the output."""
        assert self.stage is not None
        assert self.state is not None
        more = {**memory, "of": (self.stage.folder.name, self.ground)}
        if self.draft:
            self.draft.commit(more)
        else:
            self.state.commit(self.made, self.gone, {**self.memory(), **more})
        items = (*self.house.posts, *self.house.pages)
        self.articles.store.prune({*self.articles.used, *(item.stored for item in items)})
        self.articles.store.close()
        self.kept.prune(lambda: [part for unit in self.units for part in (unit.parts or {}).values()], len(self.units))

    def why(self, unit: Unit) -> Mapping[str, bytes] | None:
        """The parts that the former build's file was made of; None where there was none."""
        known = self.state.units.get(unit.path) if self.state else None
        return as_parts(known.parts) if known else None


def _together(jobs: Sequence[Callable[[], bytes]]) -> list[bytes]:
    return [job() for job in jobs]


def _moved(one: Made, old: str, new: str) -> Made:
    return one._replace(problems=tuple([_named(problem, old, new) for problem in one.problems]))


def _named(problem: Problem, old: str, new: str) -> Problem:
    """With a path below the folder `old` as one below `new`."""
    inside = problem.path.startswith(f"{old}/")
    return replace(problem, path=new + problem.path[len(old) :]) if inside else problem
