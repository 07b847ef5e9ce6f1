"""Makes the units of one build: what has not changed is linked to the former build's file, the rest is made.

Where there is much to make, it is made in forked processes, as many as there are cores: they see the whole house as it
is at that moment and write their files themselves; only what was found on the way comes back. Where the system knows
no fork, and for a handful of units, the same is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from plugins.cache.apart import collect_seldom
from plugins.cache.files import beginning, cleared, copied, parents, written
from plugins.cache.orphans import end_with_parent
from plugins.cache.state import Known, as_bytes, packed_rows
from plugins.cache.survey import Survey, survey
from plugins.core.errors import Problem
from plugins.core.house import House
from plugins.core.links import Ledger
from plugins.core.manifest import HOME
from plugins.core.unit import Findings, Made, Unit

FEW = 48
"""Up to so many units are made in this process: forking and gathering cost as much as they save."""
MANY = 8000
"""So many files are linked in this process; more are work for every core."""
_PORTIONS = 12
"""Portions for each worker: so many that all of them end at about the same time."""
_TOGETHER = _PORTIONS // 2
"""A group is one portion up to so many times the size of others: half of what a worker makes. One in so many portions
is made late."""
_CUTS = 4
"""Shorter portions that each of the late ones is cut into."""
Look = Callable[[str, bytes], list[Problem]]
"""(path, bytes) → what is wrong with a finished file."""
Tell = Callable[[int, int], None]
"""(units that are done, units in all): how far it is."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Workshop:
    """One build's making. former: the folder with the files of `known`; look: judges each file that is made; seen: what
    lies in both folders; there: what lies in the folder already, since it was an older build's; same: for each unit,
    whether it is made of the same as the former build's; reading: what a worker is in while it makes a portion."""

    house: House
    units: Sequence[Unit]
    folder: Path
    former: Path | None
    known: Mapping[str, Known]
    look: Look
    seen: Survey = field(default_factory=Survey)
    there: set[str] = field(default_factory=set)
    same: list[bool] = field(default_factory=list)
    reading: Callable[[], AbstractContextManager[None]] = nullcontext

    def make(
        self,
        tell: Tell = lambda done, total: None,
        late: Callable[[], Sequence[Unit]] = tuple,
        look_around: Callable[[], Survey] | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> list[Made]:
        """Every unit's file put into the folder, then those of `late`. Returns what was made anew; all else was linked.

        look_around: gives what `survey` does, where somebody has begun with it; meanwhile: called while other processes
        make files, if they do.
        """
        own = any(unit.parts is not None for unit in self.units)
        if own:  # else other plugins write, too: what lies there is theirs
            self.seen = look_around() if look_around else survey(self.folder, self.former, self.known)
            self.there = self.seen.more | (self.known.keys() - self.seen.absent)
        made = self._everything(tell, meanwhile)
        before, self.units = self.units, late()
        made += self._everything(tell, lambda: None)
        self.units = [*before, *self.units]
        if own:
            self._clear()
        return made

    def _make_way(self) -> None:
        """Take away folders that an older build had where a file goes now, and files where a folder goes."""
        for path in [unit.path for unit in self.units if unit.path in self.seen.folders]:
            shutil.rmtree(f"{self.folder}/{path}")
            self.seen.folders.difference_update(f for f in [*self.seen.folders] if f"{f}/".startswith(f"{path}/"))
            gone = {file for file in self.there if file.startswith(f"{path}/")}
            self.there -= gone
            self.seen.absent.update(gone)
        for path in self.there & parents(unit.path for unit in self.units):
            os.unlink(f"{self.folder}/{path}")
            self.there.remove(path)

    def _everything(self, tell: Tell, meanwhile: Callable[[], None]) -> list[Made]:
        self._make_way()
        self.same = [self._is_same(unit) for unit in self.units]
        few = self.same.count(False) <= FEW and len(self.seen.absent) <= MANY
        if few or cores() < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return self._portion(range(len(self.units)))
        return self._forked(tell, meanwhile)

    def _forked(self, tell: Tell, meanwhile: Callable[[], None]) -> list[Made]:
        from concurrent.futures import ProcessPoolExecutor, as_completed  # an edit does without

        global _workshop
        _workshop = self
        busy = [unit for unit, same in zip(self.units, self.same, strict=True) if not same]
        for load in self.house.before_fork:
            load(busy)
        size = max(1, len(self.units) // (cores() * _PORTIONS))
        made, done = list[Made](), 0
        with ProcessPoolExecutor(cores(), multiprocessing.get_context("fork"), end_with_parent) as pool:
            waiting = {pool.submit(_in_worker, portion): len(portion) for portion in portions(self.units, size)}
            meanwhile()
            for future in as_completed(waiting):
                made += future.result()
                tell(done := done + waiting[future], len(self.units))
        _workshop = None
        return made

    def _portion(self, places: range) -> list[Made]:
        made = []
        for place in places:
            unit = self.units[place]
            if not (self.same[place] and self._link(unit.path)):
                made.append(self._make(unit))
        return made

    def _is_same(self, unit: Unit) -> bool:
        known = self.known.get(unit.path)
        return known is not None and unit.parts is not None and known.parts == as_bytes(unit.parts)

    def _link(self, path: str) -> bool:
        """Link to the former build's file; False where that is not what it was, or the system cannot link."""
        if path in self.seen.spoilt:
            return False
        if path in self.seen.absent or path in self.seen.other:
            place = self._place(path)
            try:
                cleared(place)
                os.link(f"{self.former}/{path}", place)
            except OSError:
                return False
        return True

    def _make(self, unit: Unit) -> Made:
        house, place = self.house, self._place(unit.path)
        house.ledger, house.findings = Ledger(), Findings()
        content = unit.make()
        stat = copied(content, place) if isinstance(content, Path) else written(content, place)
        problems = [*house.findings.problems]
        if not unit.repeats:
            problems += self.look(unit.path, beginning(content) if isinstance(content, Path) else content)
        return Made(
            unit.path,
            unit.parts,
            stat.st_size,
            stat.st_mtime_ns,
            packed_rows(house.ledger),
            tuple(problems),
            house.findings.snippets,
        )

    def _place(self, path: str) -> str:
        """Where the file goes; its folder is there then."""
        parent = path.rpartition("/")[0]
        if parent not in self.seen.folders:
            try:
                os.mkdir(f"{self.folder}/{parent}")
            except OSError:  # it is there by now, or what it lies in is not
                os.makedirs(f"{self.folder}/{parent}", exist_ok=True)
            self.seen.folders.add(parent)
        return f"{self.folder}/{path}"

    def _clear(self) -> None:
        """Take away what an older build had and this one has not."""
        wanted = {unit.path for unit in self.units}
        for path in self.there - wanted:
            os.unlink(f"{self.folder}/{path}")
        for folder in sorted(self.seen.folders - parents(wanted) - {"", HOME}, reverse=True):
            with suppress(FileNotFoundError):
                os.rmdir(f"{self.folder}/{folder}")


def portions(units: Sequence[Unit], size: int) -> list[range]:
    """Places of all units, in runs of at most `size` where no group is: the longest first, and the last ones short, so
    that nobody waits for a long one in the end."""
    found, start = list[range](), 0
    for group, some in groupby(units, attrgetter("group")):
        end = start + len([*some])
        step = size * _TOGETHER if group else size
        found += [range(at, min(at + step, end)) for at in range(start, end, step)]
        start = end
    found.sort(key=len, reverse=True)
    early = len(found) - len(found) // _TOGETHER
    late = [part for one in found[early:] for part in ([one] if units[one.start].group else _cut(one))]
    return [*found[:early], *sorted(late, key=len, reverse=True)]


def _cut(places: range) -> list[range]:
    """In some shorter runs, each with whole pairs: a post's share kit is two units, made of the same."""
    step = 2 * max(1, -(-len(places) // (2 * _CUTS)))
    return [places[at : at + step] for at in range(0, len(places), step)]


_workshop: Workshop | None = None
"""What forked workers find: a house cannot be sent through a pipe, and need not be."""


def _in_worker(places: range) -> list[Made]:
    assert _workshop is not None
    collect_seldom()
    with _workshop.reading():
        return _workshop._portion(places)
