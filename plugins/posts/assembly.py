"""One build from the sources to the finished folder, but for Pelican: the gate, the units, the reports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from plugins.core.digest import digest
from plugins.core.errors import Refused, errors_in
from plugins.core.house import House, Stage, Workshop
from plugins.core.manifest import HOME, Summary
from plugins.core.unit import Unit, Yield
from plugins.posts import report, resume, secrets, stale
from plugins.posts.books import Books
from plugins.posts.done import Done, done, key_of
from plugins.posts.moment import moment_of
from plugins.posts.outputs import link_unchanged
from plugins.posts.resume import Known, Snapshot
from plugins.posts.show import balance
from plugins.posts.sources import find
from plugins.posts.why import unit_of, why

ENGINE = Path(__file__).resolve().parents[1]
_DOOR = re.compile(r"plugins\.[a-z]+\.plugin")
_MORE = ("TEMPLATE_PAGES", "OUTPUT_SOURCES", "JINJA_TESTS", "WAYPOST_FOREIGN")
_PATCHES = 200
"""Edited files remembered beside a snapshot before it is written anew."""


class Assembly:
    """One build on its stage. pelican: the WaypostPelican that runs it.

    own: whether nobody but our rooms has a say in what is written; then what the former build made is good again.
    """

    def __init__(self, pelican: Any, stage: Stage) -> None:
        self.pelican, self.stage, self.house = pelican, stage, pelican.house
        self.settings: dict[str, Any] = pelican.settings
        self.own = not foreign(self.settings)
        self.workshop: Workshop = pelican.house.workshop
        self.memory: dict[str, Any] = {}
        self.snapshot: Callable[[], Snapshot | None] | None = None
        self.yielded: Yield | None = None
        self.books: Books | None = None
        self.entries: Mapping[str, bytes] | None = None
        self.done: Callable[[Path, Summary], Done] | None = None
        self.summary: Summary | None = None
        self.why = ""
        self.house.memory = {}
        self.rooms: dict[str, Any] = {}

    def enter(self) -> None:
        """Through the gate, all files or the edited ones. Raises Refused."""
        pelican, house = self.pelican, self.house
        sources = find(Path(pelican.path), pelican.prints)
        ground = stale.ground(house.site, pelican.told, ENGINE, pelican.prints)
        house.sources = stale.state(ground, stale.theme(self.settings, pelican.prints), sources)
        pelican.prints.keep()
        now = moment_of(self.settings.get("WAYPOST_NOW"), house.site)
        held = bool(self.settings.get("WAYPOST_HOLD_BACK"))
        self.workshop.open(self.stage, ground, full=bool(self.settings.get("WAYPOST_FULL")) or not self.own)
        if self.own and not held:
            key = key_of(house, sources)
            self.done = partial(done, key, house, now)
            if self._is_done(key, now):
                return
        self._recall()
        self.workshop.look_around()
        if held:
            from plugins.posts import holdback

            holdback.enter(house, sources, now)
            self.memory["snapshot"] = None
        else:
            around = resume.around(ground, sources)
            if not self._resumed(sources, now, around):
                from plugins.posts import gate  # after an edit nobody asks for it

                survey = gate.enter(house, sources, now, thorough=not self.own)
                self.memory |= {"snapshot": None, "patches": {}}
                self.snapshot = partial(resume.snapshot, survey, around)
        data = (part for name in sources.data for part in (name, sources.digest(name)))
        menu = (f"{page.address} {page.title}" for page in house.menu)
        house.ground = digest(ground, *data, b"menu", *menu, *house.foundations)

    def _is_done(self, key: str, now: dt.datetime) -> bool:
        """Whether the output is what this build would be; then it stays, and what was told of it is told again."""
        former: Done | None = self.workshop.recall("done")
        if former is None or self.stage.former is None or self.settings.get("WAYPOST_WHY"):
            return False
        self.stage.same = former.holds(key, now, self.stage.former, self.workshop)
        if self.stage.same:
            self.summary, self.house.problems = former.summary, list(former.problems)
        return self.stage.same

    def _recall(self) -> None:
        """The former build's books, where its reports are still as it wrote them; else it is as if there were none."""
        self.books = self.workshop.recall("books")
        if self.stage.former is None or self.books is None or not self.books.are_whole(self.stage.former):
            self.books = None
            self.workshop.forget()

    def _resumed(self, sources: Any, now: Any, around: bytes) -> bool:
        former: Snapshot | None = self.workshop.recall("snapshot")
        patches: dict[str, Known] = self.workshop.recall("patches") or {}
        if former is None:
            return False
        former.known.update(patches)
        if not self.workshop.has([one.item.stored for one in former.known.values()]):
            return False
        fresh = resume.resume(self.house, sources, now, former, around)
        if fresh is None:
            return False
        patches.update(fresh)
        self.house.refer = resume.referrer(self.house, former)
        self.rooms = self.workshop.recall("rooms") or {}
        self.house.memory = dict(self.rooms)
        full = len(patches) > _PATCHES
        self.memory |= {"snapshot": former, "patches": {}} if full else {"patches": patches} if fresh else {}
        return True

    def make(self) -> None:
        """Every unit of every room made, or linked."""
        house, asked = self.house, self.settings.get("WAYPOST_WHY")
        units = self._units([*house.units, *house.late_units] if asked else house.units)  # it may be about a late one
        unit = unit_of(units, asked) if asked else None
        former = self.workshop.why(unit) if unit else None

        def later() -> list[Unit]:
            units.extend(found := [] if asked else self._units(house.late_units))
            return found

        self.yielded = self.workshop.make(tuple(units), secrets.look, later, self._noted)
        if unit:
            self.why = why(unit, former, unit.path in self.yielded.made)
        self.house.written["pages"] = sum(_is_page(unit.path) for unit in units)
        self.house.written["snippets"] = self.yielded.snippets
        self._judge(self.yielded.problems)

    def _units(self, rooms: Iterable[Callable[[House], Iterable[Unit]]]) -> list[Unit]:
        """What rooms hand in. Where others have a say, nobody knows what a file is made of."""
        units = [unit for hand_in in rooms for unit in hand_in(self.house)]
        return units if self.own else [Unit(unit.path, unit.owner, None, unit.make) for unit in units]

    def close(self) -> tuple[Summary, int]:
        """The reports written. Returns the figures, and how many files were made."""
        assert self.yielded is not None
        folder, former = self.stage.folder, self.stage.former
        if not self.own:
            self._judge(secrets.leaks(folder))
            self.house.written["pages"] = sum(
                _is_page(path.relative_to(folder).as_posix()) for path in folder.rglob("*.html")
            )
        if self.own:
            if "snapshot" in self.memory or self._is_new(self.house.memory):
                self.memory["rooms"] = self.house.memory
            self.workshop.begin_commit(self._remembered)
        summary, books = report.write(self.house, folder, self.yielded.rows, former, self.books, self.entries)
        if self.own:
            last = {"books": books, "done": self.done(folder, summary) if self.done else None}
            self.stage.afterwards.append(lambda: self.workshop.commit(last))
        elif former:
            link_unchanged(folder, former)
        return summary, len(self.yielded.made)

    def _noted(self) -> Mapping[str, Any]:
        """The snapshot and the manifest's entries, for which no file of the build is needed."""
        taken, self.snapshot = self.snapshot, None
        self.entries = report.entries(self.house, self.books)
        return {"snapshot": taken()} if taken else {}

    def _remembered(self) -> Mapping[str, Any]:
        """For the next build. What nobody had time to note before is taken here, which may be in another process."""
        return {**self.memory, "snapshot": self.snapshot()} if self.snapshot else self.memory

    def _is_new(self, memory: dict[str, Any]) -> bool:
        """Whether a room has worked out anything anew."""
        return any(value is not self.rooms.get(name) for name, value in memory.items())

    def _judge(self, found: Any) -> None:
        """The last look: what must not be online stops the build, wherever it came from."""
        house = self.house
        house.problems = sorted({*house.problems, *found})
        if errors_in(house.problems):
            raise Refused(house.problems, summary=balance(house.counts))


def _is_page(path: str) -> bool:
    """Whether a file of the output is a page for readers."""
    return path.endswith(".html") and not path.startswith(f"{HOME}/")


def foreign(settings: dict[str, Any]) -> bool:
    """Whether somebody else's code has a say in what is written: plugins, templates' filters and the like, or pages
    that Pelican makes of templates. Then nobody knows what a page is made of, and each is made on every build."""
    ours = all(_DOOR.fullmatch(str(name)) for name in settings.get("PLUGINS") or ())
    return not ours or any(settings.get(name) for name in _MORE)
