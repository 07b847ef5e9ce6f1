"""A site that lives in memory: what `./inv serve` shows. Nothing is written; a page is made when a browser asks for it.

After a save only what depends on it is settled anew, in a new house; where that fails, the former one stands as it was.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from plugins.core.digest import digest
from plugins.core.errors import Lost, Misconfigured, Problem
from plugins.core.house import House, Workshop
from plugins.core.post import Prepared
from plugins.core.records import dataclass
from plugins.core.setup import make_site
from plugins.posts import gate, late, quiet, resume
from plugins.posts.assembly import foreign
from plugins.posts.build import TEMPLATES, Options, WaypostPelican, cache_of, hush, load_settings
from plugins.posts.fingerprints import Fingerprints
from plugins.posts.late import Late
from plugins.posts.look import Change, Look, look
from plugins.posts.moment import moment_of
from plugins.posts.resume import Snapshot
from plugins.posts.shelf import Routes, Shelf
from plugins.posts.sources import Sources, find


@dataclass(frozen=True, slots=True)
class _Standing:
    """The last good site. prepared: by path in the content folder, as they were for the snapshot."""

    look: Look
    house: House
    shelf: Shelf
    snapshot: Snapshot | None
    prepared: Mapping[str, Prepared]


_Entered = tuple[Snapshot | None, Mapping[str, Prepared], bool]


class _Idle:
    """In the place of posts.assembly.Assembly: nothing is made before it is asked for. own: as there."""

    def __init__(self, own: bool) -> None:
        self.own = own

    def make(self) -> None:
        pass


class Living:
    """The site of these options as a preview, as it was at the last `refresh` that found no errors.

    To be used from any thread; one at a time gets in. problems: its warnings; seconds: what the last refresh took;
    folders: what it is made of, besides the file `settings`. Raises Misconfigured where there are no settings to read.
    """

    def __init__(self, options: Options) -> None:
        hush()
        self.options = replace(options, preview=True)
        self.settings = options.settings.resolve()
        self.problems: tuple[Problem, ...] = ()
        self.seconds = 0.0
        self.folders: tuple[Path, ...] = ()
        self._standing: _Standing | None = None
        self._prints: Fingerprints | None = None
        self._workshop: Workshop | None = None
        self._late = Late()
        self._lock = RLock()
        moment_of(self.options.now, make_site(self._load(), preview=True))

    def refresh(self) -> Change:
        """Read what has changed. Raises Refused, Misconfigured, OSError, or what a template or plugin raises; then
        everything stays as it was."""
        with self._lock:
            start = time.monotonic()
            try:
                return self._refresh()
            except Lost:
                self._forget()
                return self._refresh()
            finally:
                self.seconds = time.monotonic() - start
                self.options = replace(self.options, tell=None)  # how far it is, is told of the first reading only

    def content(self, path: str) -> bytes | None:
        """The file at `path` of the output, made now; None where there is none. Raises what its template raises."""
        with self._lock:
            try:
                return self._standing.shelf.make(path) if self._standing else None
            except FileNotFoundError:  # it was there at the last refresh; the next one is on its way
                return None
            except Lost:  # somebody has cleaned the cache, or built with other content
                self._forget()
                self._refresh()
                return self._standing.shelf.make(path)  # type: ignore[union-attr]

    def has(self, path: str) -> bool:
        """Whether the output has a file at `path`."""
        with self._lock:
            return self._standing is not None and self._standing.shelf.has(path)

    @property
    def paths(self) -> list[str]:
        """Every path of the output."""
        with self._lock:
            return self._standing.shelf.paths() if self._standing else []

    @property
    def base(self) -> str:
        """The path below which the site is served: "" or "/blog"."""
        return self._standing.house.site.base if self._standing else ""

    def _forget(self) -> None:
        """Prepare everything anew at the next refresh."""
        if self._standing:
            look = replace(self._standing.look, around=b"")
            self._standing = replace(self._standing, snapshot=None, look=look)

    def _load(self) -> dict[str, Any]:
        """The settings. What other plugins write, they write where nobody looks."""
        try:
            settings = load_settings(self.options)
        except Misconfigured:
            if self.folders and not self.folders[0].is_dir():  # Pelican has other words for it
                raise Misconfigured(f"the content folder {self.folders[0]} does not exist any more") from None
            raise
        settings["OUTPUT_PATH"] = str(Path(cache_of(settings), "preview"))
        theme = (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])
        self.folders = tuple(Path(one).resolve() for one in (settings["PATH"], *theme))
        return settings

    def _refresh(self) -> Change:
        settings = self._load()
        prints = self._prints.again() if self._prints else Fingerprints(Path(cache_of(settings), "files"))
        sources = find(Path(settings["PATH"]), prints)
        pelican = WaypostPelican(settings)
        try:
            pelican._check_theme()
            now, former = look(pelican, sources, prints), self._standing
            change = now.change(former.look) if former else "pages"
            if former and change != "pages":
                self._standing = replace(former, look=now)
            else:
                self._standing = self._stand(pelican, sources, now)
        finally:
            logging.getLogger("pelican").removeHandler(pelican.errors)
        prints.keep()
        self._prints = prints
        return change

    def _stand(self, pelican: Any, sources: Sources, now: Look) -> _Standing:
        """A new house in the place of the former one."""
        house, settings, former = pelican.house, pelican.settings, self._standing
        house.workshop = self._workshop = self._workshop or house.workshop  # one connection to the store for all
        snapshot, prepared, alike = self._enter(house, sources, now)
        settings["WAYPOST_ASSEMBLY"] = _Idle(own=not foreign(settings))
        house.ground = digest(b"a preview keeps nothing")
        pelican._run_pelican()
        if former is None or now.theme != former.look.theme:
            house.renderer.compile(TEMPLATES)
        self.problems = tuple(house.problems)
        shelf = Shelf(house, *self._routes(now, alike))
        if former is None:
            shelf.paths()  # now, when everybody waits anyway: later a style sheet would wait for ten thousand pages
        return _Standing(now, house, shelf, snapshot, prepared)

    def _routes(self, now: Look, alike: bool) -> tuple[Routes, bool]:
        """What the former shelf knows of the way to each path, and whether that is all there is."""
        former = self._standing
        if former is None:
            return {}, False
        known = former.shelf.is_known and former.look.theme.keys() == now.theme.keys()
        return former.shelf.routes, alike and known

    def _enter(self, house: House, sources: Sources, now: Look) -> _Entered:
        """Through the gate: the edited files where that will do, else all. Tells last whether no path is new."""
        former, moment = self._standing, moment_of(self.options.now, house.site)
        edited = now.edited(former.look if former else None)
        few = [sources.show(name) for name in edited] if len(edited) <= resume.MOST else ()
        self._late.take(house, now.data, few if len(sources.posts) > late.MANY else None)
        if former and former.snapshot and former.look.around == now.around:
            snapshot = replace(former.snapshot, known=dict(former.snapshot.known))
            fresh = quiet.settle(house, sources, edited, moment, snapshot, former.prepared)
            if resume.resume(house, sources, moment, snapshot, now.around) is not None:
                house.refer = resume.referrer(house, snapshot)
                late.check(house)
                return snapshot, {**former.prepared, **fresh}, True
        survey = gate.enter(house, sources, moment)
        return resume.snapshot(survey, now.around), survey.prepared, False
